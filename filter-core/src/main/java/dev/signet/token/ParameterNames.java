package dev.signet.token;

import java.util.Collections;
import java.util.Set;
import java.util.TreeSet;

/** Every parameter an installer can type, for the filter and for the token endpoint. */
public final class ParameterNames {

    /** What the filter understands. */
    public static final Set<String> FILTER = joined(
            JwtSettings.NAMES,
            Set.of(
                    "access.rules",
                    "access.preflight",
                    "check.class",
                    "envelope.exclude",
                    "envelope.buffer-bytes",
                    "envelope.check",
                    "envelope.http-status",
                    "envelope.timestamp",
                    "envelope.language",
                    "envelope.text-plain",
                    "envelope.no-content",
                    "envelope.status-header",
                    "errors.statuses",
                    "errors.exceptions"));

    /** What the token endpoint understands. */
    public static final Set<String> ENDPOINT = joined(
            JwtSettings.NAMES,
            Set.of(
                    "issuer.class",
                    "issuer.clients-file",
                    "issuer.slow-hashes",
                    "issuer.lifetime-seconds",
                    "issuer.zone",
                    "issuer.nbf-format",
                    "issuer.jti"));

    /** Both; a context parameter is seen by filter and endpoint alike. */
    public static final Set<String> ALL = joined(FILTER, ENDPOINT);

    private ParameterNames() {}

    private static Set<String> joined(Set<String> some, Set<String> more) {
        Set<String> names = new TreeSet<>(some);
        names.addAll(more);
        return Collections.unmodifiableSet(names);
    }
}
