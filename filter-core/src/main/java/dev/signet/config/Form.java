package dev.signet.config;

import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** How the text of a parameter is read, and what holds where it is not given. Immutable and thread-safe. */
public sealed interface Form {

    /** Any text, which whoever asks for it reads on. */
    Form TEXT = new Text(null, false);

    /** Text that no message repeats. */
    Form SECRET = new Text(null, true);

    /**
     * What holds where nothing is given.
     *
     * @return as one would type it; empty where there is nothing
     */
    String absentText();

    /**
     * Any text.
     *
     * @param absent what holds where none is given, or null
     * @param secret whether it leads to a secret
     */
    record Text(@Nullable String absent, boolean secret) implements Form {
        @Override
        public String absentText() {
            return absent == null ? "" : absent;
        }
    }

    /**
     * A whole number.
     *
     * @param absent what holds where none is given
     * @param least the smallest that is allowed
     * @param most the largest that is allowed
     * @param absentText the first in words
     */
    record Whole(int absent, int least, int most, String absentText) implements Form {

        /** {@return the number, or null where the text is none, or one that is not allowed} */
        @Nullable
        Integer read(String text) {
            try {
                int number = Integer.parseInt(text);
                return number >= least && number <= most ? number : null;
            } catch (NumberFormatException e) {
                return null;
            }
        }
    }

    /**
     * One of a few words, exactly as spelled.
     *
     * @param words the first is the default
     * @param absentText the default in words, where something else decides
     */
    record Choice(List<String> words, String absentText) implements Form {}

    /**
     * Words separated by commas.
     *
     * @param absent what holds where none are given
     */
    record Words(List<String> absent) implements Form {

        /** {@return the words, without blanks around them; null where one of them is blank} */
        @Nullable
        List<String> read(String text) {
            List<String> words =
                    Arrays.stream(text.split(",", -1)).map(String::strip).toList();
            return words.contains("") ? null : words;
        }

        @Override
        public String absentText() {
            return String.join(",", absent);
        }
    }

    /**
     * A whole number between two bounds.
     *
     * @param absent what holds where none is given
     * @param least the smallest that is allowed
     * @param most the largest that is allowed
     * @return the form
     */
    static Form whole(int absent, int least, int most) {
        return new Whole(absent, least, most, String.valueOf(absent));
    }

    /**
     * One of a few words.
     *
     * @param absent the default
     * @param others the others
     * @return the form
     */
    static Form choice(String absent, String... others) {
        return new Choice(Stream.concat(Stream.of(absent), Stream.of(others)).toList(), absent);
    }

    /**
     * {@code true} or {@code false}.
     *
     * @param absent the default
     * @return the form
     */
    static Form flag(boolean absent) {
        return choice(String.valueOf(absent), String.valueOf(!absent));
    }

    /**
     * {@code true} or {@code false}, where others decide what holds if it is not given.
     *
     * @param absentText the default in words
     * @return the form
     */
    static Form flag(String absentText) {
        return new Choice(List.of("false", "true"), absentText);
    }

    /**
     * Words separated by commas.
     *
     * @param absent what holds where none are given
     * @return the form
     */
    static Form words(String... absent) {
        return new Words(List.of(absent));
    }
}
