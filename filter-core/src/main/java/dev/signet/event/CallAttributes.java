package dev.signet.event;

/**
 * Request attributes that tell of a call: to the access log of a container, and from the token endpoint to the filter in
 * front of it.
 *
 * @hidden public for the filter and the endpoint alone
 */
public final class CallAttributes {

    /** String: why the call was refused, or would have been. */
    public static final String REASON = "dev.signet.reason";

    /** String: whom the verified token names, or who asked for a token. */
    public static final String CLIENT = "dev.signet.client";

    /** Boolean, set by the token endpoint: whether it handed a token out. */
    public static final String GRANTED = "dev.signet.granted";

    /** String: the id of the call; made by the filter when somebody asks for it. */
    public static final String REQUEST_ID = "dev.signet.request-id";

    private CallAttributes() {}
}
