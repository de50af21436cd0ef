package dev.signet.foreign;

import dev.signet.testing.HttpConnection;
import dev.signet.testing.RawAnswer;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;

/** What is asked for next on a connection, to see that nothing of the answer before is left on it. */
public final class Intact extends HttpServlet {

    private static final long serialVersionUID = 1L;

    @Override
    protected void service(HttpServletRequest request, HttpServletResponse response) throws IOException {
        response.setContentType("application/json");
        response.getOutputStream().print("\"next\"");
    }

    /** What is wrong with the next answer on this connection, or nothing; the webapp has this servlet at {@code /next}. */
    static String complaint(HttpConnection client) throws IOException {
        RawAnswer answer = client.get("/app/next");
        return answer.status() == 200 && answer.data().equals("\"next\"")
                ? ""
                : "the next answer on the connection was " + answer.status() + " " + Row.shortened(answer.text());
    }
}
