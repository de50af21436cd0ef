package dev.signet.config;

import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * What the start of a filter or servlet would say.
 *
 * @param problems every problem in one message, because of which it refuses everything; null where there is none
 * @param warnings what may be a mistake
 * @param unjudged what only the start itself can judge
 */
public record Findings(@Nullable String problems, List<String> warnings, List<String> unjudged) {

    /**
     * Reads, and holds what is found.
     *
     * @param parameters that are read
     * @param reading answers the warnings, or throws an IllegalArgumentException with the problems
     * @return all of it
     */
    public static Findings of(Parameters parameters, Supplier<List<String>> reading) {
        try {
            List<String> warnings =
                    reading.get().stream().map(parameters::withoutSecrets).toList();
            return new Findings(null, warnings, parameters.unjudged());
        } catch (IllegalArgumentException e) {
            return new Findings(String.valueOf(e.getMessage()), List.of(), parameters.unjudged());
        }
    }
}
