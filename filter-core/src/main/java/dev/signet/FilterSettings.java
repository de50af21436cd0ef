package dev.signet;

import dev.signet.access.AccessRules;
import dev.signet.access.Limits;
import dev.signet.access.PathPattern;
import dev.signet.caller.TrustedProxies;
import dev.signet.clients.ClientListener;
import dev.signet.clients.GuardSettings;
import dev.signet.config.Parameter;
import dev.signet.config.Parameters;
import dev.signet.config.Plugin;
import dev.signet.envelope.EnvelopeOptions;
import dev.signet.jwt.JwtSettings;
import dev.signet.keys.KeyListener;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The parameters of the filter, typed, as its start reads them and as somebody does who only asks what a start would say: it
 * needs no servlet API. Immutable, but for what the limits count.
 *
 * @param warnings what is allowed and may be a mistake
 * @param switchedOff what an operator sees of what does not hold
 * @param shown a line that is said at the start, without the secrets that somebody may have pasted into it
 */
record FilterSettings(
        JwtSettings jwt,
        AccessRules rules,
        Limits limits,
        TrustedProxies proxies,
        boolean isTrial,
        CorsSettings cors,
        Preflight preflights,
        List<PathPattern> excluded,
        EnvelopeOptions envelope,
        @Nullable TokenCheck check,
        GuardSettings guard,
        String selfTest,
        String mode,
        List<String> warnings,
        List<String> switchedOff,
        UnaryOperator<String> shown) {

    /**
     * Reads them.
     *
     * @throws IllegalArgumentException when anything is wrong; the message lists every problem
     */
    static FilterSettings read(
            Parameters parameters,
            Function<String, @Nullable String> environment,
            Clock clock,
            KeyListener keys,
            ClientListener clients) {
        JwtSettings jwt = JwtSettings.read(parameters, environment, clock, keys);
        jwt.requireVerification(parameters);
        ConfigReader reader = new ConfigReader(parameters);
        AccessRules rules = reader.rules();
        Limits limits = reader.limits(clock);
        TrustedProxies proxies = TrustedProxies.read(parameters);
        boolean trial = reader.isTrial();
        CorsSettings cors = CorsSettings.read(parameters);
        Preflight preflights = reader.preflights(cors.isOn());
        List<PathPattern> excluded = reader.excluded();
        EnvelopeOptions envelope = reader.envelope();
        TokenCheck check = Plugin.choose(parameters, TokenCheck.class, Parameter.CHECK_CLASS)
                .plugin();
        GuardSettings guard = GuardSettings.read(parameters, jwt.clockSkew(), clock, clients);
        String selfTest = parameters.choice(Parameter.SELFTEST);
        parameters.rejectProblems();
        return new FilterSettings(
                jwt,
                rules,
                limits,
                proxies,
                trial,
                cors,
                preflights,
                excluded,
                envelope,
                check,
                guard,
                selfTest,
                parameters.choice(Parameter.ACCESS_MODE),
                Stream.of(jwt.warnings(), proxies.warnings(), parameters.idle(), rules.shadowed())
                        .flatMap(List::stream)
                        .map(parameters::withoutSecrets)
                        .toList(),
                switchedOff(parameters, jwt, excluded),
                parameters::withoutSecrets);
    }

    private static List<String> switchedOff(Parameters parameters, JwtSettings jwt, List<PathPattern> excluded) {
        List<String> off = new ArrayList<>(jwt.switchedOff());
        if (parameters.choice(Parameter.ENVELOPE_CHECK).equals("none")) {
            off.add(Parameter.ENVELOPE_CHECK + "=none");
        }
        if (!excluded.isEmpty()) {
            off.add(Parameter.ENVELOPE_EXCLUDE + "="
                    + excluded.stream().map(PathPattern::toString).collect(Collectors.joining(",")));
        }
        return off;
    }

    /** What an operator sees of it in one line; never a secret. */
    List<String> summary() {
        return List.of(
                Parameter.ACCESS_MODE + "=" + mode,
                "keys: " + jwt.keys().summary(),
                "access rules: " + rules.size(),
                "switched off: " + (switchedOff.isEmpty() ? "nothing" : shown.apply(String.join(" ", switchedOff))));
    }
}
