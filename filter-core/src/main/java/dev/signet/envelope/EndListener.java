package dev.signet.envelope;

/**
 * Learns how one answer has ended, when it is sent or never will be, on the thread that ended it; so it must neither wait
 * nor throw. Nobody holds a lock of the answer when it has ended. Where nobody listens nothing is counted.
 *
 * @hidden public for the filter alone
 */
public interface EndListener {

    /** How an answer ends. */
    enum End {
        /** As an envelope, whole. */
        WRAPPED,
        /** As an envelope that was sent while it came. */
        STREAMED,
        /** As the application or the container made it. */
        PASSED,
        /** As an error envelope in its place. */
        REPLACED,
        /** Visibly broken. */
        BROKEN,
        /** Without its caller. */
        GONE
    }

    /**
     * The answer is about to end, and this is the last moment at which its request can be asked: once the caller has the answer
     * the container may serve another call with that object. Under the lock of the answer, and again where the end fails and
     * another takes its place; so this only reads.
     */
    void ending();

    /**
     * The answer has ended; told once.
     *
     * @param how in which way
     * @param status the status before it became 200
     * @param code the code of the envelope; 0 where there is none
     * @param bytes how many bytes of body the container was given for the caller
     */
    void ended(End how, int status, int code, long bytes);
}
