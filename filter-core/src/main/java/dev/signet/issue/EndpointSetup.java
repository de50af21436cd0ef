package dev.signet.issue;

import dev.signet.token.JwtSettings;
import dev.signet.token.ParameterNames;
import dev.signet.token.Parameters;
import dev.signet.token.Plugin;
import dev.signet.token.PublishedKeys;
import dev.signet.token.TokenSigner;
import dev.signet.token.WatchedFile;
import jakarta.servlet.ServletConfig;
import jakarta.servlet.ServletContext;
import java.io.IOException;
import java.lang.System.Logger.Level;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.Collections;
import java.util.Enumeration;
import java.util.HashMap;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** Turns parameters into a token endpoint; every problem ends in one message. */
final class EndpointSetup {

    private static final System.Logger LOG = System.getLogger("dev.signet.issue");
    private static final String CLASS = "issuer.class";
    private static final String CLIENTS = "issuer.clients-file";
    /** Whose failures are remembered: about two megabytes of memory. */
    private static final int MOST_CALLERS = 10_000;

    private final Parameters parameters;
    private final Clock clock;

    private EndpointSetup(Parameters parameters, Clock clock) {
        this.parameters = parameters;
        this.clock = clock;
    }

    /**
     * Sets an endpoint up.
     *
     * @throws IllegalArgumentException when it cannot be set up; the message lists every problem
     */
    static TokenEndpoint open(ServletConfig config, Clock clock, SecureRandom random, SlowHash slow) {
        return new EndpointSetup(parameters(config), clock).endpoint(random, slow);
    }

    /**
     * Finds the keys that others check tokens with.
     *
     * @throws IllegalArgumentException when they cannot be read; the message lists every problem
     */
    static PublishedKeys publishedKeys(ServletConfig config, Clock clock) {
        Parameters parameters = parameters(config);
        parameters.rejectUnknown(ParameterNames.ENDPOINT);
        JwtSettings jwt = JwtSettings.read(parameters, System::getenv, clock);
        parameters.rejectProblems();
        return PublishedKeys.of(jwt);
    }

    private static Parameters parameters(ServletConfig config) {
        ServletContext context = config.getServletContext();
        return Parameters.of(
                all(context.getInitParameterNames(), context::getInitParameter),
                all(config.getInitParameterNames(), config::getInitParameter),
                ParameterNames.ENDPOINT,
                context::getResourceAsStream);
    }

    private static Map<String, String> all(Enumeration<String> names, UnaryOperator<String> value) {
        Map<String, String> all = new HashMap<>();
        Collections.list(names).forEach(name -> all.put(name, value.apply(name)));
        return all;
    }

    private TokenEndpoint endpoint(SecureRandom random, SlowHash slow) {
        parameters.rejectUnknown(ParameterNames.ENDPOINT);
        IssuerSettings settings = IssuerSettings.read(parameters);
        JwtSettings jwt = JwtSettings.read(parameters, System::getenv, clock);
        int before = parameters.problemCount();
        TokenIssuer issuer = issuer();
        if (issuer == null && parameters.problemCount() == before) {
            jwt.requireSigning(parameters); // an issuer of the application's own may have its tokens made elsewhere
        }
        WatchedFile<Clients> file = issuer == null ? clientsFile(settings) : null;
        ClientStore store = issuer == null && settings.clientsFile() == null
                ? Plugin.offered(parameters, CLIENTS, ClientStore.class)
                : null;
        boolean named = parameters.verbatim(CLASS) != null || parameters.verbatim(CLIENTS) != null;
        if (!named && issuer == null && store == null && parameters.problemCount() == before) {
            parameters.problem(CLIENTS + ": nothing says who may get a token; set this parameter,"
                    + " issuer.class, or a " + ClientStore.class.getName() + " for java.util.ServiceLoader");
        }
        if (issuer != null && settings.clientsFile() != null) {
            parameters.problem(CLIENTS + ": the issuer " + issuer.getClass().getName()
                    + " does not use it; set only one of the two");
        }
        parameters.rejectProblems();
        SigningContext context =
                new SigningContext(settings, jwt.issuers(), jwt.audiences(), TokenSigner.of(jwt), clock, random);
        FailureThrottle throttle = new FailureThrottle(clock, MOST_CALLERS);
        TokenGranter granter = issuer == null
                ? new BuiltInIssuer(directory(file, store), context, throttle, slow, settings.slowHashes())
                : plugged(issuer, context, throttle);
        return new TokenEndpoint(granter, settings.zone(), clock);
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

    private static ClientDirectory directory(@Nullable WatchedFile<Clients> file, @Nullable ClientStore store) {
        if (file != null) {
            return ClientDirectory.of(file::get);
        }
        if (store == null) {
            throw new IllegalStateException("there is no source of clients"); // reported before
        }
        return ClientDirectory.of(store);
    }

    private @Nullable WatchedFile<Clients> clientsFile(IssuerSettings settings) {
        String path = settings.clientsFile();
        if (path == null) {
            return null;
        }
        try {
            return WatchedFile.open(
                    CLIENTS,
                    () -> parameters.file(path),
                    file -> ClientsParser.parse(file, EndpointSetup::warn),
                    clock);
        } catch (IOException e) {
            parameters.problem(CLIENTS, "a file that can be read");
        } catch (IllegalArgumentException e) {
            parameters.problem(CLIENTS + ": " + e.getMessage());
        }
        return null;
    }

    private static void warn(String note) {
        LOG.log(Level.WARNING, CLIENTS + ": " + note);
    }

    private @Nullable TokenIssuer issuer() {
        return parameters.verbatim(CLASS) == null
                ? Plugin.offered(parameters, CLASS, TokenIssuer.class)
                : Plugin.named(parameters, CLASS, TokenIssuer.class);
    }
}
