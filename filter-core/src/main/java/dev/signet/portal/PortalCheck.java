package dev.signet.portal;

import dev.signet.config.Findings;
import dev.signet.config.Parameters;
import java.util.ArrayList;
import java.util.List;

/**
 * What the partners' portal would say of its parameters at its start, and of a file that describes the interface.
 *
 * @hidden public for the command line alone
 */
@SuppressWarnings("exports") // public for the command line alone
public final class PortalCheck {

    private PortalCheck() {}

    /**
     * Asks it.
     *
     * @param parameters that are given to it
     * @return what it would say
     */
    public static Findings portal(Parameters parameters) {
        return Findings.of(parameters, () -> {
            PortalSettings settings = PortalSettings.read(parameters);
            parameters.rejectProblems();
            List<String> warnings = new ArrayList<>(parameters.idle());
            warnings.addAll(settings.doubts(parameters)); // else noticed when the first caller comes
            return warnings;
        });
    }
}
