package dev.signet.foreign;

import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Collection;
import java.util.Collections;
import java.util.Iterator;
import java.util.function.Supplier;

/** Asks for what has no name, and changes the collections that it is handed; tells as text what it hears. */
public final class Nameless extends HttpServlet {

    private static final long serialVersionUID = 1L;

    @Override
    protected void doGet(HttpServletRequest request, HttpServletResponse response) throws IOException {
        response.setContentType("text/plain");
        response.addHeader("X-Twice", "1");
        response.addHeader("X-Twice", "2");
        StringBuilder heard = new StringBuilder();
        note(heard, "request header", () -> request.getHeader(null));
        note(heard, "request headers", () -> Collections.list(request.getHeaders(null)));
        note(heard, "attribute", () -> request.getAttribute(null));
        note(heard, "contains", () -> response.containsHeader(null));
        note(heard, "header", () -> response.getHeader(null));
        note(heard, "headers", () -> response.getHeaders(null));
        note(heard, "changed", () -> changed(response.getHeaders("X-Twice")));
        note(heard, "as before", () -> response.getHeaders("X-Twice"));
        response.getWriter().print(heard);
    }

    private static Collection<String> changed(Collection<String> values) {
        Iterator<String> each = values.iterator();
        each.next();
        each.remove();
        values.add("3");
        return values;
    }

    private static void note(StringBuilder heard, String what, Supplier<Object> asked) {
        Object said;
        try {
            said = asked.get();
        } catch (RuntimeException e) {
            said = e.getClass();
        }
        heard.append(what).append(": ").append(said).append('\n');
    }
}
