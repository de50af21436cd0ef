package dev.signet.spring.boot;

import dev.signet.config.Parameter;
import dev.signet.config.Parameter.Owner;
import dev.signet.config.Usage;
import java.util.Set;

/**
 * What an application has of Signet.
 *
 * @param hasFilter whether the filter is the starter's, and not one of the application's own
 * @param endpoints those that are the starter's and have a path
 */
record ActiveParts(boolean hasFilter, Set<Endpoint> endpoints) {

    /** Whether a parameter makes a difference to any of it; what is for the filter may be for one of the application's own. */
    boolean use(Parameter parameter) {
        return Usage.isUsed(parameter, Owner.FILTER)
                || endpoints.stream().anyMatch(endpoint -> Usage.isUsed(parameter, endpoint.owner()));
    }
}
