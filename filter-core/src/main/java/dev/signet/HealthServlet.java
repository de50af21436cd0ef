package dev.signet;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.signet.caller.Insiders;
import dev.signet.config.Beans;
import dev.signet.config.InitParams;
import dev.signet.config.Parameter;
import dev.signet.config.Parameter.Owner;
import dev.signet.config.Parameters;
import dev.signet.event.Event;
import dev.signet.event.Events;
import dev.signet.health.Condition;
import dev.signet.health.HealthReport;
import dev.signet.health.Parts;
import jakarta.servlet.ServletConfig;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.Serial;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Answers probes: {@code {"status":"UP"}} with 200, or {@code {"status":"DOWN"}} with 503, for anyone and never in an
 * envelope. It is down where a filter or an endpoint of this webapp could not be set up, has no usable key, or has not
 * reached its database for longer than {@code data-source.stale-seconds}, and where it could not be set up itself.
 *
 * <p>Callers in {@code health.networks} also see {@code keys}, {@code clients}, {@code dataSource}, {@code mode} and
 * {@code refusing}; a call that came through a proxy is not one of theirs, unless {@code proxy.trusted} says whose it is.
 * Another method than {@code GET} and {@code HEAD} is 405. Lies on a {@code permit} path of the filter, like
 * {@code GET /health permit}. Safe for use by many threads.
 */
public class HealthServlet extends HttpServlet {

    @Serial
    private static final long serialVersionUID = 1L;

    private static final String LOGGER = "dev.signet.HealthServlet";
    private static final String RAW = "dev.signet.raw";
    private static final Set<String> METHODS = Set.of("GET", "HEAD");

    private final transient Events events = Events.to(LOGGER);
    private transient volatile @Nullable Insiders insiders; // null: not set up

    /** Made by the container, or by the application for a programmatic registration. */
    public HealthServlet() {}

    /**
     * Reads the parameters. Never throws; what is wrong is logged, and the servlet is down.
     *
     * @param config the parameters; those of the context count with the prefix {@code signet.}
     */
    @Override
    public void init(ServletConfig config) {
        String message = "the health endpoint could not be set up and reports DOWN to every probe";
        try {
            super.init(config);
            Parameters parameters = InitParams.of(config, Owner.HEALTH, Beans.NONE);
            Insiders read = Insiders.read(parameters, Parameter.HEALTH_NETWORKS);
            parameters.rejectProblems();
            parameters.idle().forEach(warning -> events.tell(new Event.Warned(warning, null)));
            insiders = read;
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
        request.setAttribute(RAW, true); // who probes does not know envelopes
        response.setHeader("Cache-Control", "no-store");
        if (!METHODS.contains(request.getMethod())) {
            response.setHeader("Allow", "GET, HEAD");
            response.setStatus(HttpServletResponse.SC_METHOD_NOT_ALLOWED);
            response.setContentLength(0);
            return;
        }
        Insiders known = insiders;
        List<Condition> parts = Parts.of(getServletContext());
        boolean up = known != null && parts.stream().allMatch(Condition::isUp);
        byte[] json = HealthReport.json(up, known != null && known.contain(request) ? parts : null)
                .getBytes(UTF_8);
        response.setStatus(up ? HttpServletResponse.SC_OK : HttpServletResponse.SC_SERVICE_UNAVAILABLE);
        response.setContentType("application/json");
        response.setContentLength(json.length);
        if (request.getMethod().equals("GET")) {
            response.getOutputStream().write(json);
        }
    }
}
