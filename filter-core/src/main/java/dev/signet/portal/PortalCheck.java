package dev.signet.portal;

import dev.signet.config.Findings;
import dev.signet.config.Parameters;

/**
 * What the partners' portal would say of its parameters at its start.
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
            PortalSettings.read(parameters);
            parameters.rejectProblems();
            return parameters.idle();
        });
    }
}
