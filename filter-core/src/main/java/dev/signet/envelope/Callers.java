package dev.signet.envelope;

/** Who calls a method of the response: some containers do it themselves, and mean something else by it. */
final class Callers {

    private Callers() {}

    /** Whether it is a servlet, called by this thread, and not a filter in front of all of them. */
    static boolean areServlets() {
        return StackWalker.getInstance()
                .walk(frames ->
                        frames.anyMatch(frame -> frame.getClassName().equals("jakarta.servlet.http.HttpServlet")));
    }

    /** Whether it is the servlet API's own answer to OPTIONS. */
    static boolean areOptions() {
        return StackWalker.getInstance()
                .walk(frames -> frames.filter(frame -> !frame.getClassName().startsWith("dev.signet.envelope.")
                                && !frame.getClassName().endsWith("ResponseWrapper"))
                        .findFirst())
                .filter(frame -> frame.getClassName().equals("jakarta.servlet.http.HttpServlet")
                        && frame.getMethodName().equals("doOptions"))
                .isPresent();
    }

    /** Whether the caller is a class whose name begins like this; wrappers of the servlet API in between do not count. */
    static boolean areOf(String names) {
        return areOf(names, "");
    }

    /** The same of whoever it was that called that method, past all who have handed the call on. */
    static boolean areOf(String names, String handedOn) {
        return StackWalker.getInstance()
                .walk(frames -> frames.filter(frame -> !frame.getClassName().startsWith("dev.signet.envelope.")
                                && !frame.getClassName().startsWith("jakarta.servlet.")
                                && !frame.getMethodName().equals(handedOn))
                        .findFirst())
                .filter(frame -> frame.getClassName().startsWith(names))
                .isPresent();
    }
}
