package dev.signet.envelope;

/**
 * What an exception means.
 *
 * @param failure what the caller is told
 * @param kind whose matter it is
 */
record Meaning(Verdict failure, Kind kind) {

    /** Whose matter an exception is. */
    enum Kind {
        /** Nobody has foreseen it. */
        ACCIDENT,
        /** It is an answer: a line of the configuration or a name speaks of it. */
        MEANT,
        /** The request could not be read, or asked for what it must not. */
        CALLERS_MISTAKE
    }

    static Meaning meant(Verdict failure) {
        return new Meaning(failure, Kind.MEANT);
    }
}
