package dev.signet.envelope;

import jakarta.servlet.UnavailableException;
import java.io.IOException;
import java.lang.System.Logger.Level;

/** Answers what the application threw, and says it once in the log. */
final class ApplicationFailures {

    private final Answer answer;
    private final ErrorTable errors;
    private final AnswerNotes notes;

    ApplicationFailures(Answer answer, EnvelopeSettings settings) {
        this.answer = answer;
        this.errors = settings.errors;
        this.notes = answer.notes();
    }

    /**
     * Ends the answer, unless the application sees to it by itself; returns whether the caller gets a whole one, this or
     * one that had ended before.
     */
    boolean answer(Throwable thrown) throws IOException {
        if (answer.wire().isClientGone()) {
            notes.noted(Level.DEBUG, "The caller disconnected before the response was sent", thrown);
            answer.abandon();
            return false;
        }
        if (answer.is(AnswerState::isAway) && !answer.isRaw()) {
            return false; // behind an upgrade the container answers; an error of a raw answer stands
        }
        CycleErrors cycles = new CycleErrors(answer);
        boolean ended = answer.isEnding();
        int before = answer.status();
        if (cycles.tell(thrown)) {
            notes.noted(
                    Level.WARNING, "The application threw, and a listener of its own dispatched the request", thrown);
            return true;
        }
        try {
            return answer(thrown, ended, before);
        } finally {
            cycles.tellLate(thrown);
        }
    }

    private boolean answer(Throwable thrown, boolean ended, int before) throws IOException {
        if (thrown instanceof UnavailableException unavailable) {
            prepare(unavailable);
        }
        boolean scarce = thrown instanceof VirtualMachineError; // there may be no memory for anything but the answer
        Meaning meaning = scarce ? ErrorTable.NO_MEMORY : errors.ofException(thrown);
        boolean mistake = meaning.kind() == Meaning.Kind.CALLERS_MISTAKE && !CallerGone.isMeantBy(thrown);
        if (mistake && answer.is(AnswerState::isContainers)) {
            answer.abandon(); // Tomcat answers a broken chunk at once; it would log what is rethrown, with status 500
            log(thrown, meaning, false, true);
            return true;
        }
        // a listener may have said which error it is; it cannot say that there was none
        boolean said = answer.status() != before && answer.status() >= 400;
        boolean whole = answer.end(said ? null : meaning.failure());
        try {
            log(thrown, meaning, ended, whole);
        } catch (VirtualMachineError again) {
            return whole; // not even for a line in the log
        }
        return whole;
    }

    /** The same on a thread that can tell nobody. */
    void answerQuietly(Throwable thrown) {
        try {
            if (!answer(thrown) && !answer.wire().isClientGone()) {
                notes.noted(
                        CallerGone.isMeantBy(thrown) ? Level.DEBUG : Level.ERROR,
                        "The application threw while its response was being sent; it is left incomplete",
                        thrown);
            }
        } catch (IOException | RuntimeException e) {
            answer.abandon();
            notes.noted(Level.DEBUG, "The error envelope could not be sent", e);
        }
    }

    /** The container ended an asynchronous cycle without being asked by us. */
    void endedBehindUs() {
        if (answer.isRaw() && !answer.isEnding()) { // there is nothing to be added
            endQuietly();
            return;
        }
        if (!answer.isEnding() && !answer.isRaw() && !answer.wire().isClientGone()) {
            boolean begun = answer.ask(
                    () -> answer.body().held.length() > 0 || answer.state().isSending());
            notes.noted(
                    begun ? Level.ERROR : Level.DEBUG,
                    "The container ended an asynchronous request before its response was complete",
                    null);
        }
        answer.abandon();
    }

    private void endQuietly() {
        try {
            answer.endWithoutWaiting(null, () -> {});
        } catch (IOException | RuntimeException e) {
            answer.abandon();
            notes.noted(Level.DEBUG, "The response ended with its cycle, and could not be closed", e);
        }
    }

    /** It is rethrown, and some containers then cut the connection: no other request may follow. */
    private void prepare(UnavailableException thrown) {
        answer.lock();
        try {
            if (!answer.state().isCommitted()) {
                answer.head().setHeader("Connection", "close");
                if (thrown.getUnavailableSeconds() > 0) {
                    answer.head().setHeader("Retry-After", Integer.toString(thrown.getUnavailableSeconds()));
                }
            }
        } finally {
            answer.unlock();
        }
    }

    private void log(Throwable thrown, Meaning meaning, boolean ended, boolean whole) {
        if (CallerGone.isMeantBy(thrown)) {
            notes.noted(Level.DEBUG, "The caller disconnected while its request was being read", thrown);
        } else if (ended) {
            notes.noted(
                    Level.WARNING, "The application threw after its response had ended; the response stands", thrown);
        } else if (whole && meaning.kind() == Meaning.Kind.CALLERS_MISTAKE) {
            // anybody can make as many of them as he likes, so that each is a line and no stack
            notes.noted(
                    Level.INFO, "the request failed with " + thrown.getClass().getName() + told(meaning), null);
            notes.noted(Level.DEBUG, "The caller's mistake was detected here", thrown);
        } else if (whole) {
            notes.noted(
                    meaning.kind() == Meaning.Kind.MEANT ? Level.INFO : Level.ERROR,
                    "The application threw" + told(meaning),
                    thrown);
        } // else it is rethrown, and the container logs it
    }

    private static String told(Meaning meaning) {
        return "; the caller gets code " + meaning.failure().code();
    }
}
