package dev.signet.attack;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What became of the forged tokens. Immutable.
 *
 * @param tried how many there were
 * @param accepted the names of those that passed; empty where all is well
 * @param hasControl whether there was a genuine token beside them
 * @param refusedControl why that was refused; null where it was not
 */
public record Report(
        int tried,
        List<String> accepted,
        boolean hasControl,
        @Nullable String refusedControl) {

    /**
     * Whether some forged token passed.
     *
     * @return true where the gate is open to strangers
     */
    public boolean isBroken() {
        return !accepted.isEmpty();
    }

    /**
     * Whether nothing is shown, because what is right was refused as well.
     *
     * @return true where the genuine token did not pass
     */
    public boolean isIdle() {
        return refusedControl != null;
    }

    /**
     * For a log.
     *
     * @return like {@code "selftest: 41 of 41 refused"}
     */
    public String text() {
        String counts = "selftest: " + (tried - accepted.size()) + " of " + tried + " refused";
        if (isBroken()) {
            return counts + "; accepted as genuine: " + String.join(", ", accepted);
        }
        if (isIdle()) {
            return counts + ", but so was a genuine token: " + refusedControl;
        }
        return hasControl ? counts : counts + "; there was no genuine token to compare with, because no key here signs";
    }
}
