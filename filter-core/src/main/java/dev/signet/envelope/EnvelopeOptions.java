package dev.signet.envelope;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The {@code envelope.*} and {@code errors.*} parameters, typed. Immutable and thread-safe.
 *
 * @param bufferBytes how much of an answer is held before it is streamed
 * @param check whether a spliced body must be exactly one JSON value
 * @param realStatus whether the original status stays on the wire
 * @param timestampAsNumber whether the timestamp is a JSON number
 * @param language the language of the messages
 * @param wrapTextPlain whether plain text becomes a JSON string
 * @param passNoContent whether 204 and 205 stay without a body
 * @param statusHeader the response header that carries the original status, or null for none
 * @param requestIds the ids of calls
 * @param statuses what is answered for an HTTP status from 400
 * @param exceptions what is answered for an exception, by the name of its class
 * @param hints what a caller may learn of why it is refused
 * @param reasons what is answered for the reason of a refusal
 * @hidden public for the filter alone
 */
@SuppressWarnings("exports") // of annotations that are read at compile time alone
public record EnvelopeOptions(
        int bufferBytes,
        boolean check,
        boolean realStatus,
        boolean timestampAsNumber,
        LanguageChoice language,
        boolean wrapTextPlain,
        boolean passNoContent,
        @Nullable String statusHeader,
        RequestIds requestIds,
        Map<Integer, CustomError> statuses,
        Map<String, CustomError> exceptions,
        Hints hints,
        Map<String, CustomError> reasons) {

    /**
     * Takes the options.
     *
     * @param bufferBytes as above
     * @param check as above
     * @param realStatus as above
     * @param timestampAsNumber as above
     * @param language as above
     * @param wrapTextPlain as above
     * @param passNoContent as above
     * @param statusHeader as above
     * @param requestIds as above
     * @param statuses as above
     * @param exceptions as above
     * @param hints as above
     * @param reasons as above
     */
    public EnvelopeOptions {
        statuses = Map.copyOf(statuses);
        exceptions = Map.copyOf(exceptions);
        reasons = Map.copyOf(reasons);
    }

    /** The values of {@code errors.hints}. */
    public enum Hints {
        /** Nothing beside the code. */
        OFF,
        /** A header with the reason. */
        HEADER,
        /** The reason behind the message. */
        MESSAGE
    }

    /**
     * A line of {@code errors.statuses} or {@code errors.exceptions}; like {@code 20010 库存不足 | Out of stock}.
     *
     * @param code the envelope's code
     * @param message the envelope's message, or null for the table's message of the code
     */
    public record CustomError(int code, @Nullable Message message) {}

    /**
     * A message in each language.
     *
     * @param chinese in Chinese
     * @param english in English
     */
    public record Message(String chinese, String english) {

        /**
         * A message that is the same in both.
         *
         * @param text of an application, or of a line that has but one
         * @return the message
         */
        public static Message of(String text) {
            return new Message(text, text);
        }

        String in(Language language) {
            return language == Language.ENGLISH ? english : chinese;
        }
    }

    /** The values of {@code envelope.language}. */
    public enum LanguageChoice {
        /** Chinese, the default. */
        ZH,
        /** English. */
        EN,
        /** What the caller's {@code Accept-Language} prefers. */
        ACCEPT_LANGUAGE;

        /**
         * The choice of a name.
         *
         * @param name {@code zh}, {@code en} or {@code accept-language}; may be anything
         * @return the choice of that name, else Chinese
         */
        public static LanguageChoice of(@Nullable String name) {
            String known = name == null ? "" : name.strip();
            return known.equals("en") ? EN : known.equals("accept-language") ? ACCEPT_LANGUAGE : ZH;
        }
    }
}
