package dev.signet.issue;

import dev.signet.caller.TrustedProxies;
import dev.signet.clients.ClientListener;
import dev.signet.clients.ClientsFile;
import dev.signet.clients.DataSourceSettings;
import dev.signet.config.Parameter;
import dev.signet.config.Parameters;
import dev.signet.config.Plugin;
import dev.signet.jwt.JwtSettings;
import dev.signet.keys.KeyListener;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * The parameters of the token endpoint, typed, as its start reads them and as somebody does who only asks what a start would
 * say: it needs no servlet API. Immutable.
 *
 * @param own an issuer of the application's own, or null
 * @param file the clients, or null where they are elsewhere
 * @param tables the same
 * @param store the same
 * @param warnings what is allowed and may be a mistake
 */
record EndpointSettings(
        IssuerSettings issuer,
        TrustedProxies proxies,
        JwtSettings jwt,
        @Nullable TokenIssuer own,
        @Nullable ClientsFile file,
        @Nullable DataSourceSettings tables,
        @Nullable ClientStore store,
        List<String> warnings) {

    private static final Parameter CLASS = Parameter.ISSUER_CLASS;
    private static final Parameter CLIENTS = Parameter.ISSUER_CLIENTS_FILE;
    private static final List<Parameter> PLACES = List.of(CLIENTS, Parameter.ISSUER_DATA_SOURCE);

    /**
     * Reads them.
     *
     * @throws IllegalArgumentException when anything is wrong; the message lists every problem
     */
    static EndpointSettings read(
            Parameters parameters,
            Function<String, @Nullable String> environment,
            Clock clock,
            KeyListener keys,
            ClientListener clients) {
        IssuerSettings settings = IssuerSettings.read(parameters);
        TrustedProxies proxies = TrustedProxies.read(parameters);
        JwtSettings jwt = JwtSettings.read(parameters, environment, clock, keys);
        Plugin<TokenIssuer> issuer = Plugin.choose(parameters, TokenIssuer.class, CLASS);
        TokenIssuer own = issuer.plugin();
        DataSourceSettings tables =
                DataSourceSettings.read(parameters, Parameter.ISSUER_DATA_SOURCE, Parameter.ISSUER_DATA_SOURCE);
        ClientsFile file = null;
        ClientStore store = null;
        if (own != null) {
            rejectUnused(parameters, own.getClass().getName());
        } else if (!issuer.isWrong()) {
            jwt.requireSigning(parameters); // an issuer of the application's own may have its tokens made elsewhere
            file = ClientsFile.read(parameters, clock, clients);
            store = store(parameters);
        }
        parameters.rejectProblems();
        List<String> warnings = new ArrayList<>(jwt.keyWarnings());
        warnings.addAll(proxies.warnings());
        warnings.addAll(parameters.idle());
        warnings.addAll(idleBeside(parameters, own));
        return new EndpointSettings(settings, proxies, jwt, own, file, tables, store, List.copyOf(warnings));
    }

    /** What an issuer of the application's own has no use for; no contradiction, as it was never one. */
    private static List<String> idleBeside(Parameters parameters, @Nullable TokenIssuer own) {
        return own == null || !parameters.has(Parameter.ISSUER_SLOW_HASHES)
                ? List.of()
                : List.of(Parameter.ISSUER_SLOW_HASHES + " does nothing with the issuer "
                        + own.getClass().getName() + ", which checks secrets itself");
    }

    /** Where clients are kept, of whom an issuer of the application's own never hears. */
    private static void rejectUnused(Parameters parameters, String issuer) {
        String unused = ": the issuer " + issuer + " does not use it; set only one of the two";
        PLACES.stream().filter(parameters::has).forEach(place -> parameters.problem(place + unused));
        if (parameters.beans().has(ClientStore.class)) {
            parameters.problem(ClientStore.class.getName() + unused);
        }
    }

    /** The clients of the application's own, where no parameter says where they are. */
    private static @Nullable ClientStore store(Parameters parameters) {
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
}
