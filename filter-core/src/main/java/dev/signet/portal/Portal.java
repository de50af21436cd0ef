package dev.signet.portal;

import dev.signet.envelope.ErrorCode;
import dev.signet.event.Event;
import dev.signet.event.Events;
import dev.signet.portal.OpenApiRewriter.Place;
import jakarta.servlet.ServletContext;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.Clock;
import java.time.LocalDate;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;

/** A portal that is set up: who sees it, and what he is shown. Thread-safe. */
final class Portal {

    private final PortalSettings settings;
    private final ServletContext webapp;
    private final Clock clock;
    private final Events events;
    private final Place place;
    private final @Nullable OpenApiSource<Papers> source; // null: the application does not describe itself
    private final @Nullable SwaggerUi swaggerUi; // null: the webapp has none
    private final AtomicBoolean toldOfProxy = new AtomicBoolean();
    private final AtomicBoolean toldOfNoFilter = new AtomicBoolean();

    Portal(PortalSettings settings, ServletContext webapp, Clock clock, Events events) {
        this.settings = settings;
        this.webapp = webapp;
        this.clock = clock;
        this.events = events;
        this.place = new Place(
                String.valueOf(webapp.getContextPath()), settings.tokenPath(), settings.servers(), settings.title());
        this.swaggerUi = SwaggerUi.of(webapp.getClassLoader());
        String path = settings.source();
        this.source = path == null
                ? null
                : new OpenApiSource<>(
                        path,
                        webapp,
                        settings.fresh(),
                        description -> new Papers(description, contract(), place, today()),
                        clock,
                        events);
    }

    /** Lets a caller see it, or not; who may not sees nothing at all, and where a proxy is why, the log says so once. */
    boolean admit(HttpServletRequest request) {
        if (settings.open() || settings.insiders().contain(request)) {
            return true;
        }
        if (settings.insiders().wouldContain(request) && toldOfProxy.compareAndSet(false, true)) {
            events.tell(new Event.Warned(
                    "the partners' portal was requested from " + request.getRemoteAddr()
                            + " with a forwarding header, but proxy.trusted does not name that proxy, so its callers"
                            + " are unknown: 404. Name it in proxy.trusted, and the callers in portal.networks",
                    null));
        }
        return false;
    }

    /** What the filter does; the usual where there is none. */
    Contract contract() {
        Contract shown = Contract.of(webapp);
        if (shown == null && toldOfNoFilter.compareAndSet(false, true)) {
            events.tell(new Event.Warned(
                    "the partners' portal finds no working Signet filter in this webapp: its documents show the envelope and the"
                            + " token rule that such a filter has by default",
                    null));
        }
        return shown == null ? Contract.USUAL : shown;
    }

    /** Everything that is made of the description; null while there is none. */
    @Nullable
    Papers papers(HttpServletRequest request, HttpServletResponse response) {
        if (source != null) {
            return source.get(request, response);
        }
        try {
            return Papers.ofRules(contract(), place, today());
        } catch (IOException e) {
            throw new IllegalStateException(e); // our own
        }
    }

    /** The envelope of a portal whose description is away: written here, since these answers have none by themselves. */
    byte[] busy() {
        Contract contract = contract();
        Envelopes envelopes = new Envelopes(contract, Words.of(contract), Json.object());
        Code busy = contract.ofStatus(ErrorCode.SYSTEM_BUSY.status());
        return Json.write(envelopes.envelope(busy, null, clock.millis()));
    }

    private LocalDate today() {
        return LocalDate.now(clock);
    }

    @Nullable
    SwaggerUi swaggerUi() {
        return swaggerUi;
    }

    String tokenPath() {
        return settings.tokenPath();
    }

    /** A sample client that calls where partners do, else where this caller has called himself. */
    String client(String language, HttpServletRequest request, @Nullable Papers papers) {
        String below = papers == null ? "" : papers.below();
        String server = server(request, place.contextPath() + below);
        boolean whole = server.endsWith(below);
        String call = papers == null ? "/" : papers.firstCall();
        return ClientSamples.text(
                language,
                whole ? server.substring(0, server.length() - below.length()) : server,
                settings.tokenPath(),
                whole && !call.equals("/") ? below + call : call,
                contract());
    }

    private String server(HttpServletRequest request, String path) {
        List<String> given = settings.servers();
        String server = given.stream()
                .filter(one -> one.startsWith("http"))
                .findFirst()
                .orElse(given.isEmpty() ? path : given.get(0));
        if (server.startsWith("http")) {
            return server;
        }
        String url = request.getRequestURL().toString();
        int end = url.indexOf('/', url.indexOf("//") + 2);
        return (end < 0 ? url : url.substring(0, end)) + (server.equals("/") ? "" : server);
    }
}
