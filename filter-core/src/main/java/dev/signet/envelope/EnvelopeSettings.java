package dev.signet.envelope;

import java.time.Clock;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * How answers are wrapped: the {@code envelope.*} and {@code errors.*} parameters as one immutable, thread-safe value.
 */
public final class EnvelopeSettings {

    final int bufferBytes;
    final boolean check;
    final boolean realStatus;
    final boolean timestampAsNumber;
    final LanguageChoice language;
    final boolean wrapTextPlain;
    final boolean passNoContent;
    final @Nullable String statusHeader;
    final ErrorTable errors;
    final Clock clock;
    final HeldBytes.Pool pool;
    final EnvelopeBytes bytes;
    final Notices notices = new Notices();

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
         * @return the choice of that name, else the default
         */
        public static LanguageChoice of(@Nullable String name) {
            String known = name == null ? "" : name.strip();
            return known.equals("en") ? EN : known.equals("accept-language") ? ACCEPT_LANGUAGE : ZH;
        }
    }

    private EnvelopeSettings(Builder builder) {
        this.bufferBytes = builder.bufferBytes;
        this.check = builder.check;
        this.realStatus = builder.realStatus;
        this.timestampAsNumber = builder.timestampAsNumber;
        this.language = builder.language;
        this.wrapTextPlain = builder.wrapTextPlain;
        this.passNoContent = builder.passNoContent;
        this.statusHeader = builder.statusHeader;
        this.errors = new ErrorTable(builder.statuses, builder.exceptions);
        this.clock = builder.clock;
        this.pool = new HeldBytes.Pool(builder.bufferBytes);
        this.bytes = new EnvelopeBytes(
                timestampAsNumber, clock, errors, language == LanguageChoice.EN ? Language.ENGLISH : Language.CHINESE);
    }

    /**
     * Starts with the defaults of the contract.
     *
     * @return a new builder
     */
    public static Builder builder() {
        return new Builder();
    }

    /** Collects settings; every method returns the builder. Not thread-safe. */
    public static final class Builder {
        private int bufferBytes = 65_536;
        private boolean check = true;
        private boolean realStatus;
        private boolean timestampAsNumber;
        private LanguageChoice language = LanguageChoice.ZH;
        private boolean wrapTextPlain;
        private boolean passNoContent;
        private @Nullable String statusHeader;
        private final Map<Integer, CustomError> statuses = new LinkedHashMap<>();
        private final Map<String, CustomError> exceptions = new LinkedHashMap<>();
        private Clock clock = Clock.systemUTC();

        private Builder() {}

        /**
         * Sets {@code envelope.buffer-bytes}.
         *
         * @param bytes how much of an answer is held before it is streamed
         * @return this builder
         */
        public Builder bufferBytes(int bytes) {
            this.bufferBytes = bytes;
            return this;
        }

        /**
         * Sets {@code envelope.check}.
         *
         * @param json whether a spliced body must be exactly one JSON value
         * @return this builder
         */
        public Builder check(boolean json) {
            this.check = json;
            return this;
        }

        /**
         * Sets {@code envelope.http-status}.
         *
         * @param real whether the original status stays on the wire
         * @return this builder
         */
        public Builder realStatus(boolean real) {
            this.realStatus = real;
            return this;
        }

        /**
         * Sets {@code envelope.timestamp}.
         *
         * @param number whether the timestamp is a JSON number
         * @return this builder
         */
        public Builder timestampAsNumber(boolean number) {
            this.timestampAsNumber = number;
            return this;
        }

        /**
         * Sets {@code envelope.language}.
         *
         * @param choice the language of the messages
         * @return this builder
         */
        public Builder language(LanguageChoice choice) {
            this.language = choice;
            return this;
        }

        /**
         * Sets {@code envelope.text-plain}.
         *
         * @param wrap whether plain text becomes a JSON string
         * @return this builder
         */
        public Builder wrapTextPlain(boolean wrap) {
            this.wrapTextPlain = wrap;
            return this;
        }

        /**
         * Sets {@code envelope.no-content}.
         *
         * @param pass whether 204 and 205 stay without a body
         * @return this builder
         */
        public Builder passNoContent(boolean pass) {
            this.passNoContent = pass;
            return this;
        }

        /**
         * Sets {@code envelope.status-header}.
         *
         * @param name the response header that carries the original status, or null for none
         * @return this builder
         */
        public Builder statusHeader(@Nullable String name) {
            this.statusHeader = name;
            return this;
        }

        /**
         * Adds a line of {@code errors.statuses}.
         *
         * @param status an HTTP status from 400
         * @param error what is answered
         * @return this builder
         */
        public Builder status(int status, CustomError error) {
            statuses.put(status, error);
            return this;
        }

        /**
         * Adds a line of {@code errors.exceptions}.
         *
         * @param className the fully qualified name of an exception class
         * @param error what is answered
         * @return this builder
         */
        public Builder exception(String className, CustomError error) {
            exceptions.put(className, error);
            return this;
        }

        /**
         * Sets the clock of the timestamps.
         *
         * @param clock tells the time
         * @return this builder
         */
        public Builder clock(Clock clock) {
            this.clock = clock;
            return this;
        }

        /**
         * Ends in the immutable value.
         *
         * @return the settings
         */
        public EnvelopeSettings build() {
            return new EnvelopeSettings(this);
        }
    }
}
