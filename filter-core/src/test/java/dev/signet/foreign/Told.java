package dev.signet.foreign;

import jakarta.servlet.DispatcherType;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.servlet.http.HttpUpgradeHandler;
import jakarta.servlet.http.WebConnection;
import java.io.IOException;
import java.util.Arrays;
import java.util.Collections;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** Tells what it is told of its request: {@code ?step=dispatch}. */
public final class Told extends HttpServlet {

    private static final long serialVersionUID = 1L;

    private static volatile String failure = "none";

    @Override
    protected void service(HttpServletRequest request, HttpServletResponse response)
            throws IOException, ServletException {
        response.setContentType("text/plain;charset=UTF-8");
        if (request.getDispatcherType() == DispatcherType.ASYNC) {
            tell(request, response);
            return;
        }
        switch (request.getParameter("step")) {
            case "dispatch" -> request.startAsync().dispatch();
            case "pair" -> request.startAsync(request, response).dispatch();
            case "forward" ->
                request.getRequestDispatcher("/told?step=dispatch&more=1").forward(request, response);
            case "forward-pair" ->
                request.getRequestDispatcher("/told?step=pair&more=1").forward(request, response);
            case "raw" -> {
                request.setAttribute("dev.signet.raw", true);
                response.sendError(HttpServletResponse.SC_NOT_FOUND);
                throw new IllegalStateException("thrown on purpose");
            }
            case "upgrade" -> {
                response.setStatus(HttpServletResponse.SC_SWITCHING_PROTOCOLS);
                response.setHeader("Connection", "Upgrade");
                response.setHeader("Upgrade", "told");
                request.upgrade(Silent.class);
                throw new IllegalStateException("thrown on purpose");
            }
            case "include" -> {
                response.getWriter().print("in front\n");
                try {
                    request.getRequestDispatcher("/told?step=included").include(request, response);
                } catch (RuntimeException e) { // when all is said
                    failure = e.toString();
                }
                response.getWriter().print("behind\n");
            }
            case "failure" -> response.getWriter().print(failure);
            case "included" -> request.getRequestDispatcher("/told?step=tell").forward(request, response);
            case "dots" -> request.getRequestDispatcher("sub/../told?step=tell").forward(request, response);
            case "session" -> {
                request.getSession();
                response.addHeader("Set-Cookie", "own=1");
                tell(request, response);
            }
            case "names" -> {
                tell(request, response);
                Collections.list(request.getAttributeNames()).stream()
                        .filter(name -> !isContainers(name))
                        .forEach(request::removeAttribute);
                request.getRequestDispatcher("/told?step=names-again").include(request, response);
            }
            default -> tell(request, response);
        }
    }

    /** Has nothing to say. */
    public static final class Silent implements HttpUpgradeHandler {

        @Override
        public void init(WebConnection connection) {
            try {
                connection.close();
            } catch (Exception e) {
                throw new IllegalStateException(e);
            }
        }

        @Override
        public void destroy() {}
    }

    private static void tell(HttpServletRequest request, HttpServletResponse response) throws IOException {
        TreeMap<String, String> parameters = new TreeMap<>();
        request.getParameterMap().forEach((name, values) -> parameters.put(name, Arrays.toString(values)));
        String names = request.getParameter("step").startsWith("names")
                ? Collections.list(request.getAttributeNames()).stream()
                        .filter(name -> !isContainers(name))
                        .sorted()
                        .collect(Collectors.joining(" "))
                : "";
        response.getWriter()
                .print(request.getRequestURI() + " " + request.getQueryString() + " " + parameters + " " + names
                        + "\n");
    }

    private static boolean isContainers(String name) {
        return !name.startsWith("dev.signet.");
    }
}
