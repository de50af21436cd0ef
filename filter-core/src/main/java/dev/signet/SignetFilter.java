package dev.signet;

import dev.signet.config.InitParams;
import dev.signet.config.Parameter;
import dev.signet.config.Parameter.Owner;
import dev.signet.config.Parameters;
import dev.signet.descriptor.Descriptor;
import dev.signet.descriptor.Forgotten;
import dev.signet.descriptor.RunningWebapp;
import dev.signet.envelope.EnvelopeResponse;
import dev.signet.envelope.EnvelopeSettings;
import dev.signet.envelope.ErrorCode;
import dev.signet.event.Event;
import dev.signet.event.Events;
import dev.signet.event.Hearing;
import dev.signet.health.Condition;
import dev.signet.health.Parts;
import dev.signet.portal.Contract;
import dev.signet.start.EarlyDoor;
import jakarta.servlet.DispatcherType;
import jakarta.servlet.Filter;
import jakarta.servlet.FilterChain;
import jakarta.servlet.FilterConfig;
import jakarta.servlet.ServletContext;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletRequest;
import jakarta.servlet.ServletResponse;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.lang.System.Logger.Level;
import java.time.Clock;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Makes a webapp speak the open-platform contract: every call carries a bearer token (RFC 6750), every answer is one
 * envelope.
 *
 * <p>Configured by init-params and {@code signet.*} context-params, or by a {@link SignetConfig}. A filter that cannot be
 * set up refuses every request; it never throws from {@link #init}, because some containers then serve the application
 * unprotected. Thread-safe.
 */
public final class SignetFilter implements Filter {

    private final @Nullable SignetConfig given;
    private final Events events;
    private @Nullable Dispatches dispatches; // null: not set up, refuse everything
    private EnvelopeSettings refusing; // how that is answered
    private @Nullable ServletContext webapp; // that can ask how this filter is
    private @Nullable Object shown; // of its contract

    /** A filter that reads its configuration from web.xml. */
    public SignetFilter() {
        this.given = null;
        this.events = Events.to(SignetConfig.LOGGER);
        this.refusing = refusing(events, null);
    }

    /**
     * A filter that is configured in code; init-params, and attributes of the webapp with objects, are then not read. An
     * attribute that would have counted otherwise is a mistake, unless the builder was given the same object.
     *
     * @param config the configuration
     */
    public SignetFilter(SignetConfig config) {
        this.given = config;
        this.events = config.events();
        this.refusing = refusing(events, null);
        this.dispatches = new Dispatches(config);
    }

    @Override
    public void init(FilterConfig filter) {
        try {
            if (given != null) {
                given.rejectOthers(filter.getServletContext());
            }
            SignetConfig config = given == null ? read(filter) : given;
            config.gate().open(new CheckContext(config.clock(), filter));
            FilterSettings settings = config.settings();
            settings.warnings().forEach(this::warn);
            events.tell(Event.InForce.start("protects this webapp", settings.summary()));
            config.gate()
                    .inForce()
                    .forEach(rule ->
                            events.tell(new Event.InForce(settings.shown().apply(rule))));
            config.selfTest().begin();
            config.showReadings();
            dispatches = new Dispatches(config);
        } catch (IllegalArgumentException e) {
            dispatches = null;
            events.tell(new Event.NotProtecting("Signet refuses every request: " + e.getMessage(), e.getCause()));
        } catch (Throwable e) { // an Error, too, would make some containers serve the application without this filter
            dispatches = null;
            events.tell(new Event.NotProtecting("Signet refuses every request: it could not be set up", e));
        }
        enterHealth(filter);
        openDoor(filter);
        if (dispatches != null) {
            showContract(filter, dispatches.config());
            lookAround(filter, dispatches.config());
        }
    }

    @Override
    public void destroy() {
        if (dispatches != null) {
            dispatches.close();
        }
        if (webapp != null) {
            Parts.leave(webapp, this);
            Contract.withdraw(webapp, shown);
        }
        events.close();
    }

    private void enterHealth(FilterConfig filter) {
        try {
            Parts.enter(filter.getServletContext(), this, "filter", filter.getFilterName(), this::condition);
            webapp = filter.getServletContext();
        } catch (Throwable e) { // only a probe does not hear of it
            if (dispatches != null) { // else it is told already what is wrong
                events.tell(new Event.Warned("Signet could not register with the health endpoint", e));
            }
        }
    }

    private void showContract(FilterConfig filter, SignetConfig config) {
        try {
            shown = ShownContract.show(filter.getServletContext(), config);
        } catch (Throwable e) { // only documents are less exact
            events.tell(new Event.Warned("Signet could not show its rules to the partners' portal", e));
        }
    }

    private Condition condition(String name) {
        Dispatches ready = dispatches;
        return ready == null || ready.config().selfTest().isBarring()
                ? Condition.refusing(name)
                : ready.config().health().of(name);
    }

    private SignetConfig read(FilterConfig filter) {
        Parameters parameters = InitParams.of(filter);
        refusing = refusing(events, parameters.verbatim(Parameter.ENVELOPE_LANGUAGE));
        return SignetConfig.read(
                parameters,
                System::getenv,
                Clock.systemUTC(),
                events,
                filter.getServletContext().getAttribute(Hearing.REGISTRY));
    }

    private static EnvelopeSettings refusing(Events events, @Nullable String language) {
        Map<String, String> values = new HashMap<>(Map.of(Parameter.ENVELOPE_HTTP_STATUS.text(), "real"));
        if (language != null) {
            values.put(Parameter.ENVELOPE_LANGUAGE.text(), language);
        }
        ConfigReader reader = new ConfigReader(new Parameters(values, Owner.FILTER, path -> null));
        return new EnvelopeSettings(reader.envelope(), false, Clock.systemUTC(), new AnswerEvents(events, null, null));
    }

    /** For handshakes in front of this filter; until it is open the container's door refuses them. */
    private void openDoor(FilterConfig filter) {
        try {
            Filter door = this::admitHandshake;
            filter.getServletContext().setAttribute(filter.getFilterName() + EarlyDoor.SUFFIX, door);
        } catch (Throwable e) {
            if (dispatches != null) { // else they are refused like everything
                events.tell(new Event.Warned(
                        "Signet could not hook into WebSocket handshakes, and refuses them on Jetty", e));
            }
        }
    }

    private void warn(String warning) {
        events.tell(new Event.Warned(warning, null));
    }

    private void lookAround(FilterConfig filter, SignetConfig config) {
        try {
            ServletContext context = filter.getServletContext();
            Descriptor descriptor = RunningWebapp.descriptor(
                    context, e -> events.tell(new Event.Noted(Level.DEBUG, "web.xml cannot be read", e)));
            ClassLoader loader = Thread.currentThread().getContextClassLoader(); // the webapp's, while it starts
            WebappAdvice.warnings(
                            RunningWebapp.of(context, descriptor),
                            filter.getFilterName(),
                            config.settings(),
                            name -> isClass(name, loader))
                    .forEach(this::warn);
            if (descriptor != null) {
                Forgotten.warnings(
                                descriptor,
                                filter.getFilterName(),
                                RunningWebapp.losesNamedForwards(context) ? "this container" : "")
                        .forEach(this::warn);
            }
            WebSocketDoor.look(filter, events);
        } catch (Throwable e) { // only advice is lost
            events.tell(new Event.Warned("Signet could not check how it is mapped", e));
        }
    }

    private static boolean isClass(String name, ClassLoader loader) {
        try {
            Class.forName(name, false, loader);
            return true;
        } catch (ClassNotFoundException e) {
            return false;
        } catch (LinkageError e) {
            return true; // there is one, whatever is wrong with it
        }
    }

    @Override
    public void doFilter(ServletRequest request, ServletResponse response, FilterChain chain)
            throws IOException, ServletException {
        int around = FilterCall.enter(this, request);
        if (around < 0) { // another mapping matches, too, and all has been seen to
            chain.doFilter(request, response);
            return;
        }
        try {
            if (dispatches == null || isBarred(dispatches, request)) {
                refuse(request, response);
            } else {
                dispatches.enter(request, response, chain);
            }
        } finally {
            FilterCall.leave(around);
        }
    }

    /** In front of what answers WebSocket handshakes; where that does not, this filter is called in its turn as well. */
    private void admitHandshake(ServletRequest request, ServletResponse response, FilterChain chain)
            throws IOException, ServletException {
        if (dispatches == null || isBarred(dispatches, request)) {
            refuse(request, response);
        } else {
            dispatches.handshake(request, response, chain);
        }
    }

    /** Calls that come now; what has begun before the keys came ends as it would have. */
    private static boolean isBarred(Dispatches ready, ServletRequest request) {
        return ready.config().selfTest().isBarring() && request.getDispatcherType() == DispatcherType.REQUEST;
    }

    private void refuse(ServletRequest request, ServletResponse response) throws IOException, ServletException {
        HttpServletRequest http = PlainRequest.http(request);
        Call call = Call.beginUnprotected(events, http);
        if (call != null) {
            call.judged(Admission.Refused.of(RequestRefusal.NOT_SET_UP));
        }
        new EnvelopeResponse(http, PlainResponse.http(response), refusing, call).refuse(ErrorCode.SERVER_ERROR, 503);
    }
}
