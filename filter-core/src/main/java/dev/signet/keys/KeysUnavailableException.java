package dev.signet.keys;

/** No key is available at the moment, so that nothing can be said of a signature. */
final class KeysUnavailableException extends Exception {

    private static final long serialVersionUID = 1L;

    KeysUnavailableException() {
        super("no key is available at the moment", null, false, false); // an outage makes one for each request
    }
}
