package dev.signet.spring.boot;

import dev.signet.SignetConfig;
import dev.signet.SignetFilter;
import dev.signet.StartCheck;
import dev.signet.TokenCheck;
import dev.signet.config.Beans;
import dev.signet.config.Parameter;
import dev.signet.config.Parameter.Owner;
import dev.signet.config.Parameters;
import dev.signet.config.ProblemsException;
import dev.signet.config.Usage;
import dev.signet.event.CallListener;
import dev.signet.issue.ClientStore;
import dev.signet.issue.EndpointCheck;
import dev.signet.issue.JwksServlet;
import dev.signet.issue.TokenIssuer;
import dev.signet.issue.TokenServlet;
import dev.signet.portal.PortalCheck;
import dev.signet.token.KeySource;
import jakarta.servlet.ServletContext;
import java.time.Clock;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.BiConsumer;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/**
 * Filter and endpoints of an application, made of one setup after all of it has been tried, so that a start that fails says
 * everything that is wrong at once.
 */
final class SignetParts {

    private static final List<Parameter> DATA_SOURCES =
            List.of(Parameter.CHECK_DATA_SOURCE, Parameter.ISSUER_DATA_SOURCE);

    /** Only a change of them can be seen by all parts; the rest is each part's own. */
    private static final List<Parameter> SEEN_BY_ALL = List.of(Parameter.ISSUER_CLIENTS_FILE, Parameter.CHECK_CLIENTS);

    private final SignetSetup setup;
    private final OwnPaths paths;
    private final Map<String, DataSource> dataSources;
    private final @Nullable SignetFilter filter;

    private SignetParts(
            SignetSetup setup, OwnPaths paths, Map<String, DataSource> dataSources, @Nullable SignetFilter filter) {
        this.setup = setup;
        this.paths = paths;
        this.dataSources = dataSources;
        this.filter = filter;
    }

    /**
     * Tries all that an application has.
     *
     * @param setup properties and beans
     * @param paths where the endpoints are
     * @param application where data sources and the registry of meters are found
     * @param webapp whose files are read, or null where it is not there yet
     * @param parts what the application has of Signet
     * @param problems what is wrong already, and whatever else is
     * @return the parts, or null where anything is wrong
     */
    static @Nullable SignetParts of(
            SignetSetup setup,
            OwnPaths paths,
            FoundBeans application,
            @Nullable ServletContext webapp,
            ActiveParts parts,
            Problems problems) {
        Trial trial = new Trial(setup, webapp, problems);
        parts.endpoints().forEach(trial::endpoint);
        Map<String, DataSource> sources = new LinkedHashMap<>();
        for (Parameter parameter : DATA_SOURCES) {
            String name = setup.parameters().getOrDefault(parameter.text(), "").strip();
            DataSource source = name.isEmpty() ? null : application.dataSource(parameter.text(), name);
            if (source != null) {
                sources.put(name, source);
            }
        }
        Object registry = application.meterRegistry();
        SignetFilter filter = parts.hasFilter() ? trial.filter(registry) : null;
        SignetParts made = new SignetParts(setup, paths, sources, filter);
        return problems.isEmpty() ? made : null;
    }

    /** The filter; only where the application has none of its own. */
    SignetFilter filter() {
        return Objects.requireNonNull(filter, "the application has a filter of its own");
    }

    /** The URL pattern of an endpoint. */
    String mapping(Endpoint endpoint) {
        String path = Objects.requireNonNull(paths.of(endpoint.path()), "an endpoint that is registered has a path");
        return endpoint == Endpoint.PORTAL ? path + "/*" : path;
    }

    /** What an endpoint is told. */
    Map<String, String> parameters(Endpoint endpoint) {
        return used(setup, endpoint.owner());
    }

    TokenServlet tokenEndpoint() {
        TokenServlet.Builder builder = TokenServlet.builder();
        given(TokenIssuer.class, builder, TokenServlet.Builder::issuer);
        given(ClientStore.class, builder, TokenServlet.Builder::clients);
        given(KeySource.class, builder, TokenServlet.Builder::keySource);
        return builder.build();
    }

    JwksServlet jwks() {
        Object source = setup.beans().get(KeySource.class);
        return source == null ? new JwksServlet() : new JwksServlet((KeySource) source);
    }

    private <B, T> void given(Class<T> type, B builder, BiConsumer<B, T> taker) {
        given(setup, type, builder, taker);
    }

    private static <B, T> void given(SignetSetup setup, Class<T> type, B builder, BiConsumer<B, T> taker) {
        Object bean = setup.beans().get(type);
        if (bean != null) {
            taker.accept(builder, type.cast(bean));
        }
    }

    /** Data sources are found in attributes of the webapp. */
    void handOver(ServletContext webapp) {
        dataSources.forEach(webapp::setAttribute);
    }

    /** While the webapp starts: the endpoints look there whether the filter sees the same clients. */
    void tell(ServletContext webapp) {
        for (Parameter parameter : SEEN_BY_ALL) {
            String value = setup.parameters().get(parameter.text());
            String name = OwnProperty.PREFIX + parameter.text();
            if (value != null && webapp.getInitParameter(name) == null) {
                webapp.setInitParameter(name, value);
            }
        }
    }

    private static Map<String, String> used(SignetSetup setup, Owner owner) {
        Map<String, String> used = new LinkedHashMap<>();
        setup.parameters().forEach((name, value) -> {
            Parameter parameter = Parameter.named(name);
            if (parameter != null && Usage.isUsed(parameter, owner)) {
                used.put(name, value);
            }
        });
        if (owner != Owner.FILTER && !used.containsKey(Parameter.ISSUER_DATA_SOURCE.text())) {
            used.keySet().removeIf(name -> name.startsWith("data-source.")); // meant for the filter
        }
        return used;
    }

    /** Reads everything as the start does, and goes on where something is wrong. */
    private record Trial(SignetSetup setup, @Nullable ServletContext webapp, Problems problems) {

        void endpoint(Endpoint endpoint) {
            Beans beans = Beans.NONE;
            for (Map.Entry<Class<?>, Object> bean : setup.beans().entrySet()) {
                beans = with(beans, bean.getKey(), bean.getValue());
            }
            ServletContext files = webapp;
            Parameters parameters = new Parameters(
                    used(setup, endpoint.owner()),
                    endpoint.owner(),
                    path -> files == null ? null : files.getResourceAsStream(path),
                    beans);
            Silence silence = new Silence();
            switch (endpoint) {
                case TOKEN -> EndpointCheck.tokens(parameters, System::getenv, Clock.systemUTC(), silence, silence);
                case JWKS -> EndpointCheck.keys(parameters, System::getenv, Clock.systemUTC(), silence);
                case PORTAL -> PortalCheck.portal(parameters);
                case HEALTH -> StartCheck.health(parameters);
            }
            problems.addAll(parameters.problems());
        }

        private static <T> Beans with(Beans beans, Class<T> type, Object bean) {
            return beans.with(type, type.cast(bean));
        }

        @Nullable
        SignetFilter filter(@Nullable Object meterRegistry) {
            SignetConfig.Builder builder = SignetConfig.builder();
            setup.parameters().forEach((name, value) -> {
                Parameter parameter = Parameter.named(name);
                if (parameter == null || parameter.isFor(Owner.FILTER)) {
                    builder.set(name, value); // also a name that nobody knows, to be reported
                }
            });
            given(setup, TokenCheck.class, builder, SignetConfig.Builder::tokenCheck);
            given(setup, KeySource.class, builder, SignetConfig.Builder::keySource);
            given(setup, CallListener.class, builder, SignetConfig.Builder::callListener);
            if (webapp != null) {
                builder.webapp(webapp);
            }
            if (meterRegistry != null) {
                builder.meterRegistry(meterRegistry);
            }
            try {
                return new SignetFilter(builder.build());
            } catch (ProblemsException e) {
                problems.add(e);
                return null;
            }
        }
    }
}
