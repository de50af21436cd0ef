package dev.signet.excluded;

import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * What the webapp has heard, in order, until somebody asks for it at this servlet. Every container has a class loader, and
 * so a chronicle, of its own.
 */
public final class Chronicle extends HttpServlet {

    private static final long serialVersionUID = 1L;

    /** Its url-pattern; what is asked for there is not noted. */
    static final String PATH = "/heard";

    private static final List<String> NOTES = new ArrayList<>();
    private static int open; // requests and asynchronous cycles that somebody has still to hear the end of

    @Override
    protected void service(HttpServletRequest request, HttpServletResponse response) throws IOException {
        response.setContentType("text/plain;charset=UTF-8");
        response.getWriter().print(taken());
    }

    static void note(String text) {
        synchronized (NOTES) {
            NOTES.add(text);
        }
    }

    /** Something begins whose end will be noted, perhaps after the caller has its answer. */
    static void begin() {
        synchronized (NOTES) {
            open++;
        }
    }

    static void end() {
        synchronized (NOTES) {
            open--;
            NOTES.notifyAll();
        }
    }

    /** Waits for what has still to be noted, though not for ever: some containers forget to tell. */
    private static String taken() {
        long last = System.nanoTime() + TimeUnit.SECONDS.toNanos(2);
        synchronized (NOTES) {
            try {
                for (long left = 1; open > 0 && left > 0; left = last - System.nanoTime()) {
                    TimeUnit.NANOSECONDS.timedWait(NOTES, Math.max(left, 1));
                }
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
            open = 0;
            String all = String.join("\n", NOTES);
            NOTES.clear();
            return all;
        }
    }
}
