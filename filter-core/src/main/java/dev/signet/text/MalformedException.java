package dev.signet.text;

/** Ends the reading of a text that is not what it should be; carries nothing of it. */
public final class MalformedException extends Exception {

    private static final long serialVersionUID = 1L;

    MalformedException() {
        // no stack trace: strangers write such texts every day, and refusing them has to stay cheap
        super("malformed", null, false, false);
    }
}
