package dev.signet.issue;

import dev.signet.caller.TrustedProxies;
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
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Turns parameters into a token endpoint; every problem ends in one message. */
final class EndpointSetup {

    private static final Parameter CLASS = Parameter.ISSUER_CLASS;
    private static final Parameter CLIENTS = Parameter.ISSUER_CLIENTS_FILE;
    private static final List<Parameter> PLACES = List.of(CLIENTS, Parameter.ISSUER_DATA_SOURCE);
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
        JwtSettings jwt = JwtSettings.read(parameters, System::getenv, clock, new KeyEvents(events));
        parameters.rejectProblems();
        warn(events, jwt.keyWarnings(), parameters.idle());
        return jwt.keys();
    }

    private TokenEndpoint endpoint(SecureRandom random, SlowHash slow) {
        IssuerSettings settings = IssuerSettings.read(parameters);
        TrustedProxies proxies = TrustedProxies.read(parameters);
        JwtSettings jwt = JwtSettings.read(parameters, System::getenv, clock, new KeyEvents(events));
        Plugin<TokenIssuer> issuer = Plugin.choose(parameters, TokenIssuer.class, CLASS);
        TokenIssuer own = issuer.plugin();
        ClientListener listener = new ClientEvents(events);
        DataSourceSettings tables =
                DataSourceSettings.read(parameters, Parameter.ISSUER_DATA_SOURCE, Parameter.ISSUER_DATA_SOURCE);
        ClientsFile file = null;
        ClientStore store = null;
        if (own != null) {
            rejectUnused(own.getClass().getName());
        } else if (!issuer.isWrong()) {
            jwt.requireSigning(parameters); // an issuer of the application's own may have its tokens made elsewhere
            file = ClientsFile.read(parameters, clock, listener);
            store = store();
        }
        parameters.rejectProblems();
        SigningContext context =
                new SigningContext(settings, jwt.issuers(), jwt.audiences(), TokenSigner.of(jwt), clock, random);
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
                        settings.slowHashes(),
                        events)
                : plugged(own, context, throttle);
        String who = file != null
                ? "clients: " + file.size() + ", from " + CLIENTS
                : tables != null
                        ? "clients: those of the data source " + tables.name()
                        : store != null
                                ? "clients: those of " + store.getClass().getName()
                                : "tokens and clients: those of " + granter.name();
        warn(events, jwt.keyWarnings(), proxies.warnings(), parameters.idle(), idleBeside(own), unseen(file));
        events.tell(Event.InForce.start(
                "hands out tokens",
                List.of(
                        who,
                        "issuer: "
                                + (jwt.issuers().isEmpty()
                                        ? "none"
                                        : jwt.issuers().get(0)),
                        "keys: " + jwt.keys().summary())));
        return new TokenEndpoint(
                granter,
                proxies,
                settings.zone(),
                clock,
                events,
                own == null ? jwt.keys() : null,
                file != null,
                opened);
    }

    /** What an issuer of the application's own has no use for; no contradiction, as it was never one. */
    private List<String> idleBeside(@Nullable TokenIssuer own) {
        List<String> warnings = new ArrayList<>();
        if (own != null && parameters.has(Parameter.ISSUER_SLOW_HASHES)) {
            warnings.add(Parameter.ISSUER_SLOW_HASHES + " does nothing beside the issuer "
                    + own.getClass().getName() + ", which looks at secrets by itself");
        }
        return warnings;
    }

    /** Limits that hold nobody: filters look at the clients only where the context says where they are. */
    private List<String> unseen(@Nullable ClientsFile file) {
        boolean seen = webapp.getInitParameter("signet." + CLIENTS) != null
                && !"false".equals(webapp.getInitParameter("signet." + Parameter.CHECK_CLIENTS));
        return file == null || seen || !file.hasLimits()
                ? List.of()
                : List.of(
                        CLIENTS + ": clients have limits, which hold only where the filter reads the same file: set it"
                                + " as the context-param signet." + CLIENTS + ", and leave " + Parameter.CHECK_CLIENTS
                                + " on");
    }

    @SafeVarargs
    private static void warn(Events events, List<String>... warnings) {
        for (List<String> some : warnings) {
            some.forEach(warning -> events.tell(new Event.Warned(warning, null)));
        }
    }

    /** Where clients are kept, of whom an issuer of the application's own never hears. */
    private void rejectUnused(String issuer) {
        String unused = ": the issuer " + issuer + " does not use it; set only one of the two";
        PLACES.stream().filter(parameters::has).forEach(place -> parameters.problem(place + unused));
        if (parameters.beans().has(ClientStore.class)) {
            parameters.problem(ClientStore.class.getName() + unused);
        }
    }

    /** The clients of the application's own, where no parameter says where they are. */
    private @Nullable ClientStore store() {
        List<Parameter> places = PLACES.stream().filter(parameters::has).toList();
        if (!places.isEmpty()) {
            if (parameters.beans().has(ClientStore.class)) {
                parameters.problem(places.get(0) + ": a ClientStore is also set "
                        + parameters.beans().way(ClientStore.class) + "; set only one of the two");
            }
            return null;
        }
        Plugin<ClientStore> store = Plugin.choose(parameters, ClientStore.class, null);
        if (store.plugin() == null && !store.isWrong()) {
            parameters.problem(CLIENTS + ": nothing says who may get a token; set this parameter, "
                    + Parameter.ISSUER_DATA_SOURCE + ", " + CLASS + ", or hand over a "
                    + ClientStore.class.getName() + " or a " + TokenIssuer.class.getName());
        }
        return store.plugin();
    }

    private static TokenGranter plugged(TokenIssuer issuer, SigningContext context, FailureThrottle throttle) {
        try {
            issuer.init(context);
        } catch (Exception e) {
            throw new IllegalArgumentException(
                    CLASS + ": the init of " + issuer.getClass().getName() + " failed", e);
        }
        return new PluggedIssuer(issuer, throttle);
    }
}
