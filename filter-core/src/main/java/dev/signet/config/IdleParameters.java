package dev.signet.config;

import dev.signet.config.Parameter.Owner;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * What was typed and does nothing where it stands: what it rests on is not set, or whoever reads it there has no use for it.
 * It contradicts nothing, so nobody is refused because of it; but whoever typed it meant something by it. Immutable.
 */
final class IdleParameters {

    private final Set<String> own;
    private final Set<String> context;
    private final Owner reader;

    /**
     * Takes the names.
     *
     * @param own what was given to the reader alone
     * @param context all context-params, as they were typed
     * @param reader who reads them
     */
    IdleParameters(Set<String> own, Set<String> context, Owner reader) {
        this.own = Set.copyOf(own);
        this.context = Set.copyOf(context);
        this.reader = reader;
    }

    /** A sentence each, by name. */
    List<String> warnings() {
        List<String> warnings = new ArrayList<>();
        for (Parameter parameter : Parameter.values()) {
            boolean mine = own.contains(parameter.text());
            boolean used = Usage.isUsed(parameter, reader);
            if (used && isGiven(parameter)) {
                if (!hasItsBase(parameter, mine)) {
                    String bases =
                            bases(parameter).stream().map(Parameter::text).collect(Collectors.joining(" or "));
                    warnings.add(parameter + " does nothing without " + bases + ", which is not set");
                }
            } else if (used && context.contains(parameter.text())) {
                warnings.add("the context-param " + parameter + " does nothing without the prefix: Signet reads "
                        + Parameter.CONTEXT_PREFIX + parameter);
            } else if (mine && parameter.isFor(reader)) { // as a context-param it would be for others
                warnings.add(parameter + " does nothing as an init-param of the " + reader + "; it is for the "
                        + users(parameter));
            }
        }
        warnings.sort(null);
        return warnings;
    }

    /** The parameters without which it does nothing; any of them is enough, and none where it needs none. */
    private static List<Parameter> bases(Parameter parameter) {
        return switch (parameter) {
            case CORS_MAX_AGE_SECONDS, CORS_EXPOSE -> List.of(Parameter.CORS_ORIGINS);
            case PROXY_HEADER -> List.of(Parameter.PROXY_TRUSTED);
            case DATA_SOURCE_REFRESH_SECONDS, DATA_SOURCE_STALE_SECONDS, DATA_SOURCE_TIMEOUT_MILLIS ->
                List.of(Parameter.ISSUER_DATA_SOURCE, Parameter.CHECK_DATA_SOURCE);
            default -> List.of();
        };
    }

    private boolean isGiven(Parameter parameter) {
        return own.contains(parameter.text()) || context.contains(Parameter.CONTEXT_PREFIX + parameter);
    }

    /** In the context it may rest on what is there for another reader; what is the reader's own may not. */
    private boolean hasItsBase(Parameter parameter, boolean mine) {
        List<Parameter> bases = bases(parameter);
        return bases.isEmpty() || bases.stream().anyMatch(base -> isGiven(base) && (!mine || base.isFor(reader)));
    }

    /** Who has a use for it, like {@code filter and the token endpoint}. */
    static String users(Parameter parameter) {
        return Arrays.stream(Owner.values())
                .filter(owner -> Usage.isUsed(parameter, owner))
                .map(Owner::toString)
                .collect(Collectors.joining(" and the "));
    }
}
