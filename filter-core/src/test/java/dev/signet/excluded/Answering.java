package dev.signet.excluded;

import jakarta.servlet.ServletException;
import jakarta.servlet.UnavailableException;
import jakarta.servlet.http.Cookie;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Map;

/** What an application does with a response: {@code /answer/error?status=404&raw}. */
public final class Answering extends HttpServlet {

    private static final long serialVersionUID = 1L;

    private static final byte[] JSON = "{\"a\":1}".getBytes(StandardCharsets.US_ASCII);

    @Override
    protected void service(HttpServletRequest request, HttpServletResponse response)
            throws ServletException, IOException {
        if (request.getParameter("raw") != null) {
            request.setAttribute("dev.signet.raw", true);
        }
        Chronicle.note(Look.of(request, response));
        String status = request.getParameter("status");
        switch (request.getPathInfo()) {
            case "/error" -> response.sendError(Integer.parseInt(status));
            case "/message" -> response.sendError(Integer.parseInt(status), "text of " + status);
            case "/written-error" -> {
                response.getWriter().print("lost");
                response.addCookie(new Cookie("kept", "yes"));
                response.setHeader("X-Kept", "perhaps");
                response.sendError(Integer.parseInt(status), "text of " + status);
                Chronicle.note("committed " + response.isCommitted());
            }
            case "/status" -> {
                response.setStatus(Integer.parseInt(status));
                response.setContentType("application/json");
                response.getOutputStream().write(JSON);
            }
            case "/redirect" -> response.sendRedirect("elsewhere?x=y");
            case "/throw" -> toss(request.getParameter("what"), response);
            case "/head" -> head(response);
            case "/buffer" -> buffer(response);
            case "/big" -> {
                response.setContentType("application/json");
                for (int i = 0; i < 20; i++) {
                    response.getOutputStream()
                            .write(("[\"" + "x".repeat(10_000) + "\"]").getBytes(StandardCharsets.US_ASCII));
                }
            }
            case "/print" -> {
                response.setContentType("application/json");
                response.getWriter().print("[\"中\"]");
                response.getWriter().close();
                response.getWriter().print("too late");
            }
            case "/length" -> {
                response.setContentType("application/json");
                response.setContentLength(JSON.length);
                response.getOutputStream().write(JSON);
                Chronicle.note("committed " + response.isCommitted());
            }
            case "/trailers" -> {
                response.setContentType("application/json");
                response.setTrailerFields(() -> Map.of("X-Trailer", "yes"));
                response.getOutputStream().write(JSON);
            }
            case "/modified" -> {
                response.setContentType("application/json");
                response.setHeader("ETag", "\"v1\"");
                if ("\"v1\"".equals(request.getHeader("If-None-Match"))) {
                    response.setStatus(304);
                } else {
                    response.getOutputStream().write(JSON);
                }
            }
            default -> super.service(request, response);
        }
    }

    private static void toss(String what, HttpServletResponse response) throws ServletException, IOException {
        if (what.startsWith("late-")) {
            response.getWriter().print("begun");
            response.flushBuffer();
        }
        switch (what.replace("late-", "")) {
            case "runtime" -> throw new IllegalStateException("thrown on purpose");
            case "argument" -> throw new IllegalArgumentException("thrown on purpose");
            case "servlet" -> throw new ServletException("thrown on purpose");
            case "wrapped" -> throw new ServletException(new IllegalArgumentException("thrown on purpose"));
            case "io" -> throw new IOException("thrown on purpose");
            case "error" -> throw new AssertionError("thrown on purpose");
            case "unavailable" -> throw new UnavailableException("later", 1000);
            default -> throw new IllegalStateException(what);
        }
    }

    private static void head(HttpServletResponse response) throws IOException {
        response.setContentType("application/json");
        response.setDateHeader("Last-Modified", 1_704_240_000_000L);
        response.addDateHeader("Expires", 1_704_240_000_000L);
        response.setIntHeader("X-Int", 1);
        response.addIntHeader("X-Int", 2);
        response.addHeader("X-Many", "one");
        response.addHeader("X-Many", "two");
        response.setHeader("ETag", "\"strong\"");
        response.setHeader("Content-MD5", "x");
        response.setHeader("Cache-Control", "public, max-age=10");
        response.setLocale(Locale.GERMANY);
        Cookie cookie = new Cookie("taste", "sweet");
        cookie.setHttpOnly(true);
        response.addCookie(cookie);
        response.setStatus(201);
        Chronicle.note(response.getHeaders("X-Many") + " " + response.getHeader("Last-Modified") + " "
                + response.containsHeader("ETag") + " " + response.getHeader("Content-Type") + " "
                + response.getStatus() + " " + response.getLocale());
        response.getOutputStream().write(JSON);
    }

    private static void buffer(HttpServletResponse response) throws IOException {
        response.setBufferSize(16 * 1024);
        response.setStatus(202);
        response.setHeader("X-Lost", "yes");
        response.getWriter().print("lost");
        response.reset();
        Chronicle.note(
                "reset " + response.getStatus() + " " + response.getHeader("X-Lost") + " " + response.isCommitted());
        response.setHeader("X-Kept", "yes");
        response.getOutputStream().write(JSON);
        response.resetBuffer();
        response.getOutputStream().write(JSON);
        response.flushBuffer();
        Chronicle.note("flushed " + response.isCommitted());
        try {
            response.sendError(500);
        } catch (IllegalStateException e) {
            Chronicle.note("sendError threw");
        }
        response.setHeader("X-Late", "yes");
        response.getOutputStream().write(JSON);
    }
}
