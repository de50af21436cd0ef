package dev.signet.spring.boot;

import dev.signet.config.Form;
import dev.signet.config.Parameter;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.convert.DurationStyle;
import org.springframework.util.unit.DataSize;

/**
 * Values as people write them for Boot, in the words of {@code web.xml}; like {@code 64KB} for {@code 65536}. What cannot be
 * said there stays as it is, so that whoever reads it names what is allowed.
 */
final class Units {

    private static final String OFF = "off";

    private Units() {}

    static String plain(Parameter parameter, String value) {
        if (parameter.form() instanceof Form.Choice choice) {
            boolean wasOff = value.equals("false") && choice.words().contains(OFF); // YAML 1.1 makes a boolean of it
            return wasOff ? OFF : value;
        }
        String name = parameter.text();
        boolean isNumber =
                !(parameter.form() instanceof Form.Whole) || value.strip().matches("[+-]?\\d+");
        Long plain = isNumber
                ? null
                : name.endsWith("-seconds")
                        ? time(value, Duration.ofSeconds(1))
                        : name.endsWith("-millis")
                                ? time(value, Duration.ofMillis(1))
                                : name.endsWith("-bytes") ? bytes(value) : null;
        return plain == null ? value : plain.toString();
    }

    private static @Nullable Long time(String value, Duration unit) {
        try {
            Duration time = DurationStyle.detectAndParse(value.strip());
            long count = time.dividedBy(unit);
            return unit.multipliedBy(count).equals(time) ? count : null;
        } catch (IllegalArgumentException | ArithmeticException e) {
            return null;
        }
    }

    private static @Nullable Long bytes(String value) {
        try {
            return DataSize.parse(value.strip()).toBytes();
        } catch (IllegalArgumentException | ArithmeticException e) {
            return null;
        }
    }
}
