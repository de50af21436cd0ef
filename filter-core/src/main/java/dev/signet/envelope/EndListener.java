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
     * The answer is about to end: nothing more is expected of the application, and the caller has not got all of it. This is
     * the last moment at which its request can be asked: once the caller has the answer the container may serve another call
     * with that object, or the caller may come again. Under the lock of the answer, once or several times, of which the last
     * counts; so this only reads and notes.
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
