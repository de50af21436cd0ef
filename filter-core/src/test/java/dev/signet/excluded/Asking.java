package dev.signet.excluded;

import dev.signet.container.EchoUpgrade;
import jakarta.servlet.AsyncContext;
import jakarta.servlet.ReadListener;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletInputStream;
import jakarta.servlet.annotation.MultipartConfig;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.servlet.http.HttpSession;
import jakarta.servlet.http.Part;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.TreeMap;

/** What an application asks of a request: {@code /ask/session}. */
@MultipartConfig
public final class Asking extends HttpServlet {

    private static final long serialVersionUID = 1L;

    @Override
    protected void service(HttpServletRequest request, HttpServletResponse response)
            throws ServletException, IOException {
        switch (request.getPathInfo()) {
            case "/session" -> session(request, response);
            case "/parts" -> {
                for (Part part : request.getParts()) {
                    response.getWriter()
                            .print(part.getName() + " " + part.getSubmittedFileName() + " " + part.getContentType()
                                    + " " + new String(part.getInputStream().readAllBytes(), StandardCharsets.UTF_8)
                                    + "\n");
                }
            }
            case "/form" -> {
                TreeMap<String, String> all = new TreeMap<>();
                request.getParameterMap().forEach((name, values) -> all.put(name, String.join("+", values)));
                response.getWriter().print(all);
            }
            case "/stream" ->
                response.getOutputStream().write(request.getInputStream().readAllBytes());
            case "/reader" -> response.getWriter().print(request.getReader().readLine());
            case "/non-blocking" -> read(request);
            case "/upgrade" -> {
                response.setStatus(101);
                response.setHeader("Upgrade", "echo");
                response.setHeader("Connection", "Upgrade");
                request.upgrade(EchoUpgrade.class);
            }
            case "/login" -> {
                Chronicle.note(Look.of(request, response));
                request.login("user", "secret");
                response.getWriter()
                        .print(request.getRemoteUser() + " " + request.isUserInRole("known") + " "
                                + request.isUserInRole("other") + " " + request.getAuthType());
                request.logout();
                response.getWriter().print(" " + request.getRemoteUser());
            }
            case "/bad-login" -> request.login("user", "wrong");
            case "/authenticate" -> response.getWriter().print(request.authenticate(response));
            default -> super.service(request, response);
        }
    }

    private static void session(HttpServletRequest request, HttpServletResponse response) throws IOException {
        Chronicle.note("session " + request.getSession(false));
        HttpSession session = request.getSession();
        session.setAttribute("a", 1);
        session.setAttribute("a", 2);
        session.removeAttribute("a");
        request.changeSessionId();
        String url = response.encodeURL("/app/look");
        response.getWriter()
                .print(session.isNew() + " " + request.isRequestedSessionIdValid() + " "
                        + url.startsWith("/app/look;"));
        session.invalidate();
        Chronicle.note("session " + request.getSession(false));
    }

    private static void read(HttpServletRequest request) throws IOException {
        AsyncContext cycle = request.startAsync();
        cycle.addListener(new Listening.Cycle("reading", true));
        ServletInputStream in = request.getInputStream();
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        in.setReadListener(new ReadListener() {
            @Override
            public void onDataAvailable() throws IOException {
                byte[] buffer = new byte[100];
                while (in.isReady() && !in.isFinished()) {
                    all.write(buffer, 0, Math.max(0, in.read(buffer)));
                }
            }

            @Override
            public void onAllDataRead() throws IOException {
                cycle.getResponse().getOutputStream().write(all.toByteArray());
                cycle.complete();
            }

            @Override
            public void onError(Throwable thrown) {
                Chronicle.note(Look.kind(thrown));
                cycle.complete();
            }
        });
    }
}
