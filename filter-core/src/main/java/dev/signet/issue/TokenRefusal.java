package dev.signet.issue;

import java.util.Locale;

/** Why a token request gets no token, precisely and for the operator; each is in the table of {@code errors.md}. */
enum TokenRefusal {
    /** Nobody can tell what it asks for. */
    REQUEST_UNREADABLE("the request cannot be read"),
    /** It is no {@code POST}. */
    METHOD_NOT_ALLOWED("a method other than POST"),
    /** There is no such client. */
    CLIENT_UNKNOWN("unknown client"),
    /** The client is switched off. */
    CLIENT_DISABLED("disabled"),
    /** The secret is none of the client's. */
    SECRET_WRONG("wrong secret"),
    /** The secret was the client's, or will be. */
    SECRET_NOT_CURRENT("this secret is not valid at this time"),
    /** The client may not ask from this address. */
    ADDRESS_NOT_ALLOWED("address outside its networks"),
    /** An issuer of the application's own says no. */
    ISSUER_REFUSED("by the application's issuer"),
    /** Client or address has to wait. */
    TOO_MANY_FAILURES("too many failures"),
    /** Others keep the processors busy. */
    SLOW_HASHES_BUSY("the limit of concurrent slow hashes is reached"),
    /** An issuer of the application's own could not decide. */
    ISSUER_FAILED("the issuer failed"),
    /** Where the clients are kept cannot be asked now. */
    CLIENTS_UNAVAILABLE("the clients are unavailable"),
    /** The endpoint is not set up, or where the clients should be kept is something else. */
    NOT_SET_UP("the endpoint is not set up");

    private final String text;

    TokenRefusal(String text) {
        this.text = text;
    }

    /** In a sentence of a log. */
    String text() {
        return text;
    }

    /** The name in records, in the request attribute and in the documents; like {@code secret-wrong}. */
    String slug() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
