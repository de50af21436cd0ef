package dev.signet;

import dev.signet.envelope.EnvelopeRequest;
import dev.signet.envelope.EnvelopeResponse;
import dev.signet.event.CallAttributes;
import dev.signet.jwt.GenuineToken;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletRequest;
import jakarta.servlet.ServletRequestWrapper;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.security.Principal;
import org.jspecify.annotations.Nullable;

/**
 * The request of an authenticated caller: who it is comes from the verified token, and from nothing else. A user whom the
 * container knows (a session, a client certificate) and the roles it maps are not mixed in.
 */
final class SignetRequest extends EnvelopeRequest {

    private final GenuineToken token;
    private volatile boolean loggedOut;

    SignetRequest(HttpServletRequest request, @Nullable EnvelopeResponse response, GenuineToken token) {
        super(request, response);
        this.token = token;
        if (!token.equals(request.getAttribute(AdmittedCall.TOKEN_ATTRIBUTE))) {
            request.setAttribute(AdmittedCall.TOKEN_ATTRIBUTE, token);
            request.setAttribute(CallAttributes.CLIENT, token.principal());
        }
    }

    /** Whether a request shows the application this token, and not that of another filter or none. */
    @SuppressWarnings("ReferenceEquality") // as this very filter has verified it
    static boolean isIdentified(ServletRequest request, GenuineToken token) {
        for (ServletRequest at = request; at instanceof ServletRequestWrapper wrapper; at = wrapper.getRequest()) {
            if (at instanceof SignetRequest identified) {
                return identified.token == token;
            }
        }
        return false;
    }

    @Override
    public @Nullable String getRemoteUser() {
        return loggedOut ? null : token.principal();
    }

    @Override
    public @Nullable Principal getUserPrincipal() {
        String name = getRemoteUser();
        return name == null ? null : new TokenPrincipal(name);
    }

    /** A role of the token; by the specification nobody is in {@code *}, and every caller with a token in {@code **}. */
    @Override
    public boolean isUserInRole(@Nullable String role) {
        if (loggedOut || role == null || role.equals("*")) {
            return false;
        }
        return role.equals("**") || token.roles().contains(role);
    }

    @Override
    public @Nullable String getAuthType() {
        return loggedOut ? null : "Bearer";
    }

    /** True: the token was verified before the application was called, so there is nothing to ask the caller for. */
    @Override
    public boolean authenticate(HttpServletResponse response) throws IOException, ServletException {
        return !loggedOut || super.authenticate(response);
    }

    /** Refused, as the specification asks where a caller is known already. */
    @Override
    public void login(String user, String password) throws ServletException {
        if (!loggedOut) {
            throw new ServletException("the caller is already authenticated by a bearer token");
        }
        super.login(user, password);
    }

    /** Forgets the caller for the rest of this request. The token itself stays valid, and this call admitted. */
    @Override
    public void logout() throws ServletException {
        if (super.getUserPrincipal() != null) {
            super.logout();
        }
        loggedOut = true;
    }

    /**
     * The user a token names. Compared by hand, because applications use principals as keys of maps: the JDK's own
     * comparison of records would hold the webapp's class loader after an undeploy.
     */
    private record TokenPrincipal(String name) implements Principal {
        @Override
        public String getName() {
            return name;
        }

        @Override
        public boolean equals(@Nullable Object other) {
            return other instanceof TokenPrincipal principal && name.equals(principal.name);
        }

        @Override
        public int hashCode() {
            return name.hashCode();
        }

        @Override
        public String toString() {
            return name;
        }
    }

    /** Wraps what arrives. */
    static HttpServletRequest wrap(
            HttpServletRequest request, @Nullable EnvelopeResponse answer, @Nullable GenuineToken token) {
        return token == null ? new EnvelopeRequest(request, answer) : new SignetRequest(request, answer, token);
    }

    /** Wraps what was dispatched, where that was not done before it was, and where there is something to do. */
    static ServletRequest identified(
            ServletRequest request, @Nullable EnvelopeResponse answer, @Nullable GenuineToken token) {
        boolean done =
                token == null ? answer == null || EnvelopeRequest.isEnveloped(request) : isIdentified(request, token);
        return done || !(request instanceof HttpServletRequest http) ? request : wrap(http, answer, token);
    }
}
