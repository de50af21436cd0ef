package dev.signet.issue;

import dev.signet.token.JwtSettings;
import dev.signet.token.ParameterNames;
import dev.signet.token.Parameters;
import dev.signet.token.TokenSigner;
import dev.signet.token.WatchedFile;
import jakarta.servlet.ServletConfig;
import jakarta.servlet.ServletContext;
import java.io.IOException;
import java.lang.System.Logger.Level;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.ServiceConfigurationError;
import java.util.ServiceLoader;
import org.jspecify.annotations.Nullable;

/** Turns parameters into a token endpoint; every problem ends in one message. */
final class EndpointSetup {

    private static final System.Logger LOG = System.getLogger("dev.signet.issue");

    private final Parameters parameters;
    private final Clock clock;
    private final ClassLoader loader;

    private EndpointSetup(Parameters parameters, Clock clock, ClassLoader loader) {
        this.parameters = parameters;
        this.clock = clock;
        this.loader = loader;
    }

    /**
     * Sets an endpoint up.
     *
     * @throws IllegalArgumentException when it cannot be set up; the message lists every problem
     */
    static TokenEndpoint open(ServletConfig config, Clock clock, SecureRandom random) {
        ClassLoader loader = Thread.currentThread().getContextClassLoader();
        EndpointSetup setup = new EndpointSetup(
                parameters(config), clock, loader == null ? EndpointSetup.class.getClassLoader() : loader);
        return setup.endpoint(random);
    }

    private static Parameters parameters(ServletConfig config) {
        ServletContext context = config.getServletContext();
        Map<String, String> values = new HashMap<>();
        for (String name : Collections.list(context.getInitParameterNames())) {
            String own = name.startsWith(Parameters.CONTEXT_PREFIX)
                    ? name.substring(Parameters.CONTEXT_PREFIX.length())
                    : "";
            // names of the filter are shared with it and not ours to read; unknown ones are the filter's to report
            if (ParameterNames.ENDPOINT.contains(own)) {
                values.put(own, context.getInitParameter(name));
            }
        }
        for (String name : Collections.list(config.getInitParameterNames())) {
            values.put(name, config.getInitParameter(name));
        }
        return new Parameters(values, context::getResourceAsStream);
    }

    private TokenEndpoint endpoint(SecureRandom random) {
        parameters.rejectUnknown(ParameterNames.ENDPOINT);
        IssuerSettings settings = IssuerSettings.read(parameters);
        JwtSettings jwt = JwtSettings.read(parameters, System::getenv, clock);
        TokenIssuer issuer = issuer(settings);
        WatchedFile<Clients> file = issuer == null ? clientsFile(settings) : null;
        ClientStore store = issuer == null && settings.clientsFile() == null ? found(ClientStore.class) : null;
        if (issuer == null && settings.clientsFile() == null && store == null) {
            parameters.problem("issuer.clients-file: nothing says who may have a token; give this parameter,"
                    + " issuer.class, or a " + ClientStore.class.getName() + " for java.util.ServiceLoader");
        }
        if (issuer != null && settings.clientsFile() != null) {
            parameters.problem("issuer.clients-file: the issuer "
                    + issuer.getClass().getName() + " does not read it; give only one of the two");
        }
        parameters.rejectProblems();
        SigningContext context =
                new SigningContext(settings, jwt.issuers(), jwt.audiences(), TokenSigner.of(jwt), clock, random);
        TokenIssuer ready = issuer == null ? builtIn(file, store, context) : issuer;
        try {
            ready.init(context);
        } catch (Exception e) {
            LOG.log(Level.ERROR, "the token issuer " + ready.getClass().getName() + " failed in init", e);
            throw new IllegalArgumentException("issuer.class: its init failed", e);
        }
        return new TokenEndpoint(ready, new FailureThrottle(clock, 10_000), settings.zone());
    }

    private static TokenIssuer builtIn(
            @Nullable WatchedFile<Clients> file, @Nullable ClientStore store, SigningContext context) {
        if (file != null) {
            return new BuiltInIssuer(
                    id -> file.get().byId().get(id), () -> file.get().costliest(), context);
        }
        if (store == null) {
            throw new IllegalStateException("nothing to find clients in"); // reported before
        }
        return new BuiltInIssuer(store, () -> 0, context);
    }

    private @Nullable WatchedFile<Clients> clientsFile(IssuerSettings settings) {
        String path = settings.clientsFile();
        if (path == null) {
            return null;
        }
        try {
            return WatchedFile.open("issuer.clients-file", () -> parameters.file(path), ClientsParser::parse, clock);
        } catch (IOException e) {
            parameters.problem("issuer.clients-file", "a file that can be read");
        } catch (IllegalArgumentException e) {
            parameters.problem("issuer.clients-file: " + e.getMessage());
        }
        return null;
    }

    private @Nullable TokenIssuer issuer(IssuerSettings settings) {
        String name = settings.issuerClass();
        if (name == null) {
            return found(TokenIssuer.class);
        }
        try {
            Class<?> type = Class.forName(name, true, loader);
            return (TokenIssuer) type.getDeclaredConstructor().newInstance();
        } catch (ReflectiveOperationException | ClassCastException | LinkageError e) {
            parameters.problem(
                    "issuer.class",
                    "a class that implements " + TokenIssuer.class.getName()
                            + " with a public constructor without parameters ("
                            + e.getClass().getSimpleName() + ")");
            return null;
        }
    }

    private <T> @Nullable T found(Class<T> type) {
        try {
            List<T> found = ServiceLoader.load(type, loader).stream()
                    .map(ServiceLoader.Provider::get)
                    .toList();
            if (found.size() > 1) {
                parameters.problem("issuer.class: several services of " + type.getName() + " are offered: "
                        + found.stream().map(one -> one.getClass().getName()).toList());
            }
            return found.isEmpty() ? null : found.get(0);
        } catch (ServiceConfigurationError e) {
            parameters.problem("issuer.class: a service of " + type.getName() + " cannot be made: " + e.getMessage());
            return null;
        }
    }
}
