package dev.signet.distribution;

import dev.signet.container.Scenarios;
import dev.signet.testing.Table;
import java.io.IOException;
import java.util.List;

/** What one container does to its answers by itself, from {@code container-causes.txt}. */
final class ContainerCauses {

    private static final int TRIES = 10;

    private final List<Cause> causes;

    private ContainerCauses(List<Cause> causes) {
        this.causes = causes;
    }

    /**
     * A row of the list.
     *
     * @param row the row of the table that fails, or {@code *}
     * @param mode in which mode
     * @param always whether it always does, or only sometimes
     */
    private record Cause(String row, String mode, boolean always) {

        boolean concerns(String otherRow, String otherMode) {
            return (row.equals("*") || row.equals(otherRow)) && mode.equals(otherMode);
        }
    }

    static ContainerCauses of(String container) throws IOException {
        return new ContainerCauses(Table.stripped(ContainerCauses.class, "container-causes.txt").stream()
                .filter(cells -> cells.get(0).equals(container))
                .map(cells -> new Cause(cells.get(1), cells.get(2), cells.get(3).equals("always")))
                .toList());
    }

    /** How often a row is tried until it comes out right; what only fails sometimes has to do so. */
    int tries(String row, String mode) {
        return causes.stream().anyMatch(cause -> !cause.always && cause.concerns(row, mode)) ? TRIES : 1;
    }

    /** The failures that the container does not cause. */
    List<Scenarios.Failure> unexplained(List<Scenarios.Failure> failures) {
        return failures.stream()
                .filter(failure -> causes.stream()
                        .noneMatch(cause -> cause.always && cause.concerns(failure.row(), failure.mode())))
                .toList();
    }

    /** The rows of the list that did not fail, so that the list gets shorter again. */
    List<String> outdated(List<Scenarios.Failure> failures) {
        return causes.stream()
                .filter(cause -> cause.always
                        && failures.stream().noneMatch(failure -> cause.concerns(failure.row(), failure.mode())))
                .map(cause -> cause.row + " / " + cause.mode + ": no longer fails")
                .toList();
    }
}
