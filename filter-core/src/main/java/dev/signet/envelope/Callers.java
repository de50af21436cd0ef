package dev.signet.envelope;

/** Who calls a method of the response: some containers do it themselves, and mean something else by it. */
final class Callers {

    private Callers() {}

    /** Whether the caller is a class whose name begins like this; wrappers of the servlet API in between do not count. */
    static boolean areOf(String names) {
        return StackWalker.getInstance()
                .walk(frames -> frames.map(StackWalker.StackFrame::getClassName)
                        .filter(name ->
                                !name.startsWith("dev.signet.envelope.") && !name.startsWith("jakarta.servlet."))
                        .findFirst())
                .filter(name -> name.startsWith(names))
                .isPresent();
    }
}
