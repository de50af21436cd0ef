package dev.signet.envelope;

/** What is thrown through a method whose signature has no room for it. */
final class Rethrown {

    private Rethrown() {}

    /** Throws this where the compiler sees an unchecked exception; declared to return one, so that callers can throw it. */
    @SuppressWarnings({"unchecked", "TypeParameterUnusedInFormals"})
    static <E extends Throwable> E asItIs(Throwable thrown) throws E {
        throw (E) thrown;
    }
}
