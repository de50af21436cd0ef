package dev.signet.portal;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.signet.config.Beans;
import dev.signet.config.InitParams;
import dev.signet.config.Parameter.Owner;
import dev.signet.config.Parameters;
import dev.signet.event.Event;
import dev.signet.event.Events;
import jakarta.servlet.ServletConfig;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.Serial;
import java.time.Clock;
import java.time.ZoneId;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What a partner is handed: a console to try the interface in, the application's OpenAPI description as its callers see it,
 * interface documents in Chinese and English, the table of codes, and sample clients. Mapped to {@code /open/*}; needs the rule
 * {@code * /open/** permit} and {@code envelope.exclude} for the same path.
 *
 * <p>Callers outside {@code portal.networks} get 404 for everything, as if it were not there; a call that came through a proxy
 * is one of theirs, unless {@code proxy.trusted} says whose it is. Another method than {@code GET} and {@code HEAD} is 405.
 * Nothing it answers has a secret in it. Safe for use by many threads.
 */
public class PortalServlet extends HttpServlet {

    @Serial
    private static final long serialVersionUID = 1L;

    private static final String LOGGER = "dev.signet.portal.PortalServlet";
    private static final String RAW = "dev.signet.raw";
    private static final String POLICY = "default-src 'self'; img-src 'self' data:";
    private static final Set<String> METHODS = Set.of("GET", "HEAD");
    private static final String CLIENTS = "/clients/";

    private final transient Clock clock;
    private final transient Events events = Events.to(LOGGER);
    private transient volatile @Nullable Portal portal; // null: not set up, so nobody sees it

    /** Made by the container, or by the application for a programmatic registration. */
    public PortalServlet() {
        this(Clock.system(ZoneId.systemDefault())); // of the dates in documents
    }

    PortalServlet(Clock clock) {
        this.clock = clock;
    }

    /**
     * Reads the parameters. Never throws; what is wrong is logged, and every call is 404.
     *
     * @param config the parameters; those of the context count with the prefix {@code signet.}
     */
    @Override
    public void init(ServletConfig config) {
        String message = "the partners' portal could not be set up and responds with 404";
        try {
            super.init(config);
            Parameters parameters = InitParams.of(config, Owner.PORTAL, Beans.NONE);
            PortalSettings settings = PortalSettings.read(parameters);
            parameters.rejectProblems();
            parameters.idle().forEach(warning -> events.tell(new Event.Warned(warning, null)));
            portal = new Portal(settings, config.getServletContext(), clock, events);
        } catch (IllegalArgumentException e) {
            events.tell(new Event.NotProtecting(message + ": " + e.getMessage(), null));
        } catch (Throwable e) { // whatever the container does
            events.tell(new Event.NotProtecting(message, e));
        }
    }

    /**
     * Answers one request of any method.
     *
     * @param request the request
     * @param response the answer
     * @throws IOException when the answer cannot be written
     */
    @Override
    protected void service(HttpServletRequest request, HttpServletResponse response) throws IOException {
        Portal open = portal;
        if (open == null || request.getAttribute(OpenApiSource.ASKING) != null || !open.admit(request)) {
            response.sendError(HttpServletResponse.SC_NOT_FOUND);
        } else if (!METHODS.contains(request.getMethod())) {
            response.setHeader("Allow", "GET, HEAD");
            response.sendError(HttpServletResponse.SC_METHOD_NOT_ALLOWED);
        } else {
            show(open, String.valueOf(request.getPathInfo()), request, response);
        }
    }

    private static void show(Portal open, String path, HttpServletRequest request, HttpServletResponse response)
            throws IOException {
        switch (path) {
            case "null" -> response.sendRedirect(request.getContextPath() + request.getServletPath() + "/");
            case "/console.json" -> send(request, response, Content.JSON, placeOf(open, request, response));
            case "/openapi.json" -> {
                Papers papers = open.papers(request, response);
                sendOr(open, request, response, Content.JSON, papers == null ? null : papers.openApi());
            }
            case "/guide.zh.md" -> guide(open, Words.CHINESE, request, response);
            case "/guide.en.md" -> guide(open, Words.ENGLISH, request, response);
            case "/errors.json" -> send(request, response, Content.JSON, Json.write(ErrorList.json(open.contract())));
            default -> file(open, path, request, response);
        }
    }

    /** What the console cannot know by itself; there also while the application does not describe itself. */
    private static byte[] placeOf(Portal open, HttpServletRequest request, HttpServletResponse response) {
        Papers papers = open.papers(request, response);
        return Console.place(
                request.getServletPath(),
                papers == null ? "" : papers.below(),
                open.tokenPath(),
                ClientSamples.requestId(open.contract()),
                open.swaggerUi() != null);
    }

    private static void file(Portal open, String path, HttpServletRequest request, HttpServletResponse response)
            throws IOException {
        SwaggerUi swaggerUi = open.swaggerUi();
        Console.File file = Console.file(path);
        if (file != null) {
            send(request, response, file.type(), file.content());
        } else if (swaggerUi != null && path.startsWith(SwaggerUi.PATH)) {
            fileOf(swaggerUi, path, request, response);
        } else {
            client(open, path, request, response);
        }
    }

    /** Of more than a megabyte, and the same until the webapp is deployed anew; so a browser may keep it, and asks whether it is. */
    private static void fileOf(
            SwaggerUi swaggerUi, String path, HttpServletRequest request, HttpServletResponse response)
            throws IOException {
        Console.File file = swaggerUi.file(path);
        if (file == null) {
            response.sendError(HttpServletResponse.SC_NOT_FOUND);
            return;
        }
        head(request, response, "private, no-cache");
        response.setHeader("ETag", swaggerUi.tag());
        if (swaggerUi.isKnown(request.getHeader("If-None-Match"))) {
            response.setStatus(HttpServletResponse.SC_NOT_MODIFIED);
        } else {
            body(request, response, file.type(), file.content());
        }
    }

    private static void guide(Portal open, Words words, HttpServletRequest request, HttpServletResponse response)
            throws IOException {
        Papers papers = open.papers(request, response);
        sendOr(open, request, response, "text/markdown", papers == null ? null : papers.guide(words));
    }

    private static void client(Portal open, String path, HttpServletRequest request, HttpServletResponse response)
            throws IOException {
        String language = path.startsWith(CLIENTS) ? path.substring(CLIENTS.length()) : "";
        String file = ClientSamples.file(language);
        if (file == null) {
            response.sendError(HttpServletResponse.SC_NOT_FOUND);
            return;
        }
        String text = open.client(language, request, open.papers(request, response));
        response.setHeader("Content-Disposition", "inline; filename=\"" + file + "\"");
        send(request, response, "text/plain", text.getBytes(UTF_8));
    }

    /** Sends it, or an envelope that says to try again later. */
    private static void sendOr(
            Portal open,
            HttpServletRequest request,
            HttpServletResponse response,
            String type,
            byte @Nullable [] content)
            throws IOException {
        if (content != null) {
            send(request, response, type, content);
            return;
        }
        response.setHeader("Retry-After", "5");
        if (open.contract().is(Contract.REAL_STATUS)) {
            response.setStatus(HttpServletResponse.SC_SERVICE_UNAVAILABLE);
        }
        send(request, response, Content.JSON, open.busy());
    }

    private static void send(HttpServletRequest request, HttpServletResponse response, String type, byte[] content)
            throws IOException {
        head(request, response, "no-store");
        body(request, response, type, content);
    }

    private static void head(HttpServletRequest request, HttpServletResponse response, String caching) {
        request.setAttribute(RAW, true); // a document is no answer of the interface that it is about
        response.setHeader("Cache-Control", caching);
        response.setHeader("Content-Security-Policy", POLICY);
        response.setHeader("X-Content-Type-Options", "nosniff");
    }

    private static void body(HttpServletRequest request, HttpServletResponse response, String type, byte[] content)
            throws IOException {
        response.setContentType(type.startsWith("image/") ? type : type + ";charset=UTF-8");
        response.setContentLength(content.length);
        if (request.getMethod().equals("GET")) {
            response.getOutputStream().write(content);
        }
    }
}
