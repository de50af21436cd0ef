package dev.signet;

import dev.signet.access.PathPattern;
import dev.signet.caller.TrustedProxies;
import dev.signet.config.Beans;
import dev.signet.config.Parameter.Owner;
import dev.signet.config.Parameters;
import dev.signet.envelope.EnvelopeSettings;
import dev.signet.envelope.RequestIds;
import dev.signet.event.CallListener;
import dev.signet.event.ClientEvents;
import dev.signet.event.Events;
import dev.signet.event.Hearing;
import dev.signet.event.KeyEvents;
import dev.signet.jwt.JwtSettings;
import dev.signet.jwt.TokenVerifier;
import dev.signet.token.KeySource;
import jakarta.servlet.ServletContext;
import java.io.InputStream;
import java.time.Clock;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Everything that can be set, as one immutable value; init-params and {@link #builder()} both end here.
 *
 * <p>Thread-safe.
 */
public final class SignetConfig {

    /** Of the filter, whatever its class is called. */
    static final String LOGGER = "dev.signet.SignetFilter";

    /** What of a filter can be handed over as an object. */
    private static final List<Class<?>> BEANS = List.of(TokenCheck.class, KeySource.class, CallListener.class);

    private final FilterSettings settings;
    private final EnvelopeSettings envelope;
    private final Gate gate;
    private final Cors cors;
    private final SelfTest selfTest;
    private final FilterHealth health;
    private final Clock clock;
    private final Events events;
    private final Beans beans;
    private final Runnable readings; // lets metrics read the filter

    private SignetConfig(
            FilterSettings settings,
            EnvelopeSettings envelope,
            Gate gate,
            Cors cors,
            SelfTest selfTest,
            FilterHealth health,
            Clock clock,
            Events events,
            Beans beans,
            Runnable readings) {
        this.settings = settings;
        this.envelope = envelope;
        this.gate = gate;
        this.cors = cors;
        this.selfTest = selfTest;
        this.health = health;
        this.clock = clock;
        this.events = events;
        this.beans = beans;
        this.readings = readings;
    }

    /**
     * Starts a configuration in code, for {@code FilterRegistration}.
     *
     * @return a new builder
     */
    public static Builder builder() {
        return new Builder();
    }

    EnvelopeSettings envelope() {
        return envelope;
    }

    /** What was typed. */
    FilterSettings settings() {
        return settings;
    }

    Gate gate() {
        return gate;
    }

    List<PathPattern> excluded() {
        return settings.excluded();
    }

    TrustedProxies proxies() {
        return settings.proxies();
    }

    Cors cors() {
        return cors;
    }

    SelfTest selfTest() {
        return selfTest;
    }

    FilterHealth health() {
        return health;
    }

    Clock clock() {
        return clock;
    }

    Events events() {
        return events;
    }

    /** The filter starts, and is read until its events are closed. */
    void showReadings() {
        readings.run();
    }

    /**
     * A filter that is configured in code starts.
     *
     * @throws IllegalArgumentException when the webapp hands over what would not count
     */
    void rejectOthers(ServletContext webapp) {
        beans.rejectOthers(webapp, BEANS);
    }

    /** Reads what an installer typed. */
    static SignetConfig read(
            Parameters parameters, Function<String, @Nullable String> environment, Clock clock, Events events) {
        return read(parameters, environment, clock, events, null);
    }

    /** The same, with a registry of Micrometer's. */
    static SignetConfig read(
            Parameters parameters,
            Function<String, @Nullable String> environment,
            Clock clock,
            Events events,
            @Nullable Object meterRegistry) {
        Hearing hearing = Hearing.read(parameters, meterRegistry, events, clock);
        FilterSettings settings =
                FilterSettings.read(parameters, environment, clock, new KeyEvents(events), new ClientEvents(events));
        JwtSettings jwt = settings.jwt();
        TrustedProxies proxies = settings.proxies();
        RequestIds ids = settings.envelope().requestIds();
        ClientCheck clients = new ClientCheck(settings.guard(), jwt.issuers(), proxies);
        TokenVerifier verifier = TokenVerifier.of(jwt, clock);
        FilterReadings readings =
                hearing.isReading() ? new FilterReadings(jwt.keys(), clients, verifier.counted()) : null;
        Gate gate = new Gate(
                settings.rules(),
                settings.preflights(),
                verifier,
                clients,
                new OwnCheck(settings.check(), proxies, ids, events),
                new CallLimits(settings.limits(), clients, proxies),
                settings.isTrial() ? new TrialRun(clock, proxies, ids, events) : null);
        return new SignetConfig(
                settings,
                new EnvelopeSettings(
                        settings.envelope(), settings.cors().isOn(), clock, new AnswerEvents(events, gate, proxies)),
                gate,
                new Cors(settings.cors()),
                new SelfTest(settings.selfTest(), jwt, verifier, clock, events),
                new FilterHealth(settings.mode(), jwt.keys(), clients),
                clock,
                events,
                parameters.beans(),
                readings == null ? () -> {} : () -> hearing.bind(readings));
    }

    /**
     * Collects the same names as web.xml; like {@code builder().set("jwt.secret-env", "SIGNET_SECRET").build()}.
     *
     * <p>Not thread-safe.
     */
    public static final class Builder {

        private final Map<String, String> values = new HashMap<>();
        private Clock clock = Clock.systemUTC();
        private Beans beans = Beans.NONE;
        private @Nullable Object registry;
        private Function<String, @Nullable InputStream> files;

        private Builder() {
            ClassLoader loader = SignetConfig.class.getClassLoader();
            this.files = path -> loader.getResourceAsStream(path.substring(1));
        }

        /**
         * Sets a parameter by its name in web.xml.
         *
         * @param name the name of an init-param, like {@code jwt.issuer}
         * @param value its text
         * @return this builder
         */
        public Builder set(String name, String value) {
            values.put(Objects.requireNonNull(name, "name"), Objects.requireNonNull(value, name));
            return this;
        }

        /**
         * Sets the token check, instead of {@code check.class}. Signet calls its {@code init}, and never closes it.
         *
         * @param tokenCheck is asked for every request that carries a token
         * @return this builder
         */
        public Builder tokenCheck(TokenCheck tokenCheck) {
            beans = beans.with(TokenCheck.class, tokenCheck);
            return this;
        }

        /**
         * Sets where keys come from, instead of a {@code jwt.*} parameter that names one.
         *
         * @param source hands out the keys that verify tokens, and the one that signs
         * @return this builder
         */
        public Builder keySource(KeySource source) {
            beans = beans.with(KeySource.class, source);
            return this;
        }

        /**
         * Sets who hears of every call, instead of {@code call.class}. Signet never closes it.
         *
         * @param callListener hears of each when its answer has ended
         * @return this builder
         */
        public Builder callListener(CallListener callListener) {
            beans = beans.with(CallListener.class, callListener);
            return this;
        }

        /**
         * Sets where meters are registered, instead of Micrometer's global registry. Signet never closes it.
         *
         * @param meterRegistry an {@code io.micrometer.core.instrument.MeterRegistry}; an object here, because Micrometer
         *     need not be there
         * @return this builder
         */
        public Builder meterRegistry(Object meterRegistry) {
            this.registry = Objects.requireNonNull(meterRegistry, "meterRegistry");
            return this;
        }

        /**
         * Sets the clock that tells when tokens expire and answers are made; the system's is the default.
         *
         * @param source tells the time
         * @return this builder
         */
        public Builder clock(Clock source) {
            this.clock = source;
            return this;
        }

        /**
         * Sets the webapp whose files paths below {@code /WEB-INF/} name; without it, they are looked for on the class path.
         *
         * @param webapp asked when the configuration is built, and whenever one of its files is looked at again
         * @return this builder
         */
        public Builder webapp(ServletContext webapp) {
            this.files = webapp::getResourceAsStream;
            return this;
        }

        /**
         * Ends in the immutable value.
         *
         * @return the configuration
         * @throws IllegalArgumentException when anything is wrong; the message lists every problem
         */
        public SignetConfig build() {
            Parameters parameters = new Parameters(values, Owner.FILTER, files, beans);
            return read(parameters, System::getenv, clock, Events.to(LOGGER), registry);
        }
    }
}
