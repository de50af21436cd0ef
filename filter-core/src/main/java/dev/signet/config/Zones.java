package dev.signet.config;

import java.time.DateTimeException;
import java.time.ZoneId;

/** Reads time zones. */
public final class Zones {

    private Zones() {}

    /**
     * A time zone.
     *
     * @param parameters what was typed; take what is wrong
     * @param parameter whose form is text, and which has one where it is not given
     * @return the zone
     */
    public static ZoneId read(Parameters parameters, Parameter parameter) {
        try {
            return ZoneId.of(String.valueOf(parameters.text(parameter)));
        } catch (DateTimeException e) {
            parameters.problem(parameter, "a time zone like Asia/Shanghai, UTC or +08:00");
            return ZoneId.of(parameter.absent());
        }
    }
}
