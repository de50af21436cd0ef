package dev.signet.container;

import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.EnumSet;
import java.util.Locale;
import java.util.Set;
import java.util.function.Consumer;

/**
 * Writes the data of every area that a request can be read to ask for, and tells that it was called. Its name is the area
 * that the container's own mapping chose, or {@code any}.
 */
public final class ProbeServlet extends HttpServlet {

    private static final long serialVersionUID = 1L;

    private String name;
    private final transient Consumer<String> calls;

    ProbeServlet(String name, Consumer<String> calls) {
        this.name = name;
        this.calls = calls;
    }

    /** Made by the container, where web.xml names it, with its name in the init-param {@code area}. */
    public ProbeServlet() {
        this("any", area -> {});
    }

    @Override
    public void init() {
        String given = getInitParameter("area");
        name = given == null ? name : given;
    }

    @Override
    protected void service(HttpServletRequest request, HttpServletResponse response) throws IOException {
        String info = request.getPathInfo();
        String path = request.getServletPath() + (info == null ? "" : info);
        Set<Area> areas = EnumSet.copyOf(
                Area.ofEveryReading(request.getServletContext().getContextPath(), path, request.getRequestURI()));
        if (!name.equals("any")) {
            areas.add(Area.valueOf(name.toUpperCase(Locale.ROOT)));
        }
        StringBuilder body = new StringBuilder("[");
        for (Area area : areas) {
            calls.accept(area.word());
            body.append(body.length() > 1 ? "," : "")
                    .append("\"data of ")
                    .append(area.word())
                    .append('"');
        }
        body.append(",\"seen by ").append(request.getRemoteUser()).append('"');
        response.setContentType("application/json");
        response.getWriter().print(body.append(']'));
    }
}
