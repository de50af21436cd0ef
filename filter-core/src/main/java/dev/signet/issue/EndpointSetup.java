package dev.signet.issue;

import dev.signet.clients.ClientDirectory;
import dev.signet.clients.ClientListener;
import dev.signet.clients.ClientsFile;
import dev.signet.clients.DataSourceSettings;
import dev.signet.clients.SlowHash;
import dev.signet.clients.Tables;
import dev.signet.config.Beans;
import dev.signet.config.InitParams;
import dev.signet.config.Parameter;
import dev.signet.config.Parameter.Owner;
import dev.signet.config.Parameters;
import dev.signet.config.Plugin;
import dev.signet.event.ClientEvents;
import dev.signet.event.Event;
import dev.signet.event.Events;
import dev.signet.event.KeyEvents;
import dev.signet.jwt.JwtSettings;
import dev.signet.jwt.TokenSigner;
import dev.signet.keys.Keys;
import jakarta.servlet.ServletConfig;
import jakarta.servlet.ServletContext;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Turns parameters into a token endpoint; every problem ends in one message. */
final class EndpointSetup {

    /** Whose failures are remembered: about two megabytes of memory. */
    private static final int MOST_CALLERS = 10_000;

    private final Parameters parameters;
    private final ServletContext webapp;
    private final Clock clock;
    private final Events events;

    private EndpointSetup(Parameters parameters, ServletContext webapp, Clock clock, Events events) {
        this.parameters = parameters;
        this.webapp = webapp;
        this.clock = clock;
        this.events = events;
    }

    /**
     * Sets an endpoint up.
     *
     * @throws IllegalArgumentException when it cannot be set up; the message lists every problem
     */
    static TokenEndpoint open(
            ServletConfig config, Beans beans, Clock clock, Events events, SecureRandom random, SlowHash slow) {
        return new EndpointSetup(
                        InitParams.of(config, Owner.ENDPOINT, beans), config.getServletContext(), clock, events)
                .endpoint(random, slow);
    }

    /**
     * Finds the keys that others check tokens with.
     *
     * @throws IllegalArgumentException when they cannot be read; the message lists every problem
     */
    static Keys keys(ServletConfig config, Beans beans, Clock clock, Events events) {
        Parameters parameters = InitParams.of(config, Owner.JWK_SET, beans);
        PublishingSettings settings = PublishingSettings.read(parameters, System::getenv, clock, new KeyEvents(events));
        warn(parameters, events, settings.warnings());
        return settings.jwt().keys();
    }

    private TokenEndpoint endpoint(SecureRandom random, SlowHash slow) {
        ClientListener listener = new ClientEvents(events);
        EndpointSettings settings =
                EndpointSettings.read(parameters, System::getenv, clock, new KeyEvents(events), listener);
        IssuerSettings issuer = settings.issuer();
        JwtSettings jwt = settings.jwt();
        TokenIssuer own = settings.own();
        ClientsFile file = settings.file();
        ClientStore store = settings.store();
        DataSourceSettings tables = settings.tables();
        SigningContext context =
                new SigningContext(issuer, jwt.issuers(), jwt.audiences(), TokenSigner.of(jwt), clock, random);
        Tables opened = tables == null ? null : Tables.open(tables, webapp, clock, listener);
        FailureThrottle throttle = new FailureThrottle(clock, MOST_CALLERS, opened == null ? null : opened.failures());
        ClientDirectory clients = file != null
                ? file
                : opened != null ? opened.clients() : store != null ? new StoredClients(store) : null;
        TokenGranter granter = own == null
                ? new BuiltInIssuer(
                        Objects.requireNonNull(clients, "reported before"),
                        context::issue,
                        clock,
                        throttle,
                        slow,
                        issuer.slowHashes(),
                        events)
                : plugged(own, context, throttle);
        String who = file != null
                ? "clients: " + file.size() + ", from " + Parameter.ISSUER_CLIENTS_FILE
                : tables != null
                        ? "clients: from the data source " + tables.name()
                        : store != null
                                ? "clients: from " + store.getClass().getName()
                                : "tokens and clients: from " + granter.name();
        warn(parameters, events, settings.warnings());
        warn(parameters, events, unseen(file));
        events.tell(Event.InForce.start(
                "issues tokens",
                Stream.of(
                                who,
                                "issuer: "
                                        + (jwt.issuers().isEmpty()
                                                ? "none"
                                                : jwt.issuers().get(0)),
                                "keys: " + jwt.keys().summary())
                        .map(parameters::withoutSecrets)
                        .toList()));
        return new TokenEndpoint(
                granter,
                settings.proxies(),
                issuer.zone(),
                clock,
                events,
                own == null ? jwt.keys() : null,
                file != null,
                opened);
    }

    /** Limits that hold nobody: filters look at the clients only where the context says where they are. */
    private List<String> unseen(@Nullable ClientsFile file) {
        boolean seen = webapp.getInitParameter("signet." + Parameter.ISSUER_CLIENTS_FILE) != null
                && !"false".equals(webapp.getInitParameter("signet." + Parameter.CHECK_CLIENTS));
        return file == null || seen || !file.hasLimits()
                ? List.of()
                : List.of(Parameter.ISSUER_CLIENTS_FILE
                        + ": clients have limits, which apply only if the filter reads the same file: set it"
                        + " as the context-param signet." + Parameter.ISSUER_CLIENTS_FILE + ", and leave "
                        + Parameter.CHECK_CLIENTS
                        + " on");
    }

    private static void warn(Parameters parameters, Events events, List<String> warnings) {
        warnings.forEach(warning -> events.tell(new Event.Warned(parameters.withoutSecrets(warning), null)));
    }

    private static TokenGranter plugged(TokenIssuer issuer, SigningContext context, FailureThrottle throttle) {
        try {
            issuer.init(context);
        } catch (Exception | LinkageError e) { // of a class that is missing, or is another than it was compiled against
            throw new IllegalArgumentException(
                    Parameter.ISSUER_CLASS + ": the init of "
                            + issuer.getClass().getName() + " failed" + Plugin.advice(e),
                    e);
        }
        return new PluggedIssuer(issuer, throttle);
    }
}
