package dev.signet.jwt;

/** Ends the reading of a token; carries a reason and nothing of the token. */
final class RefusedException extends Exception {

    private static final long serialVersionUID = 1L;

    private final Refusal reason;

    RefusedException(Refusal reason) {
        // no stack trace: refusing is an everyday outcome and has to stay cheap under attack
        super(reason.slug(), null, false, false);
        this.reason = reason;
    }

    Refusal reason() {
        return reason;
    }
}
