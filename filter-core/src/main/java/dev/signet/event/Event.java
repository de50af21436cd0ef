package dev.signet.event;

import dev.signet.config.Plugin;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Something that happened, as a record that knows how a log says it; never with a token or a secret in it. Immutable.
 *
 * @hidden public for the filter and the endpoint alone
 */
@SuppressWarnings("exports") // of annotations that are read at compile time alone
public sealed interface Event {

    /**
     * How a log says it.
     *
     * @return the level; {@link Level#OFF} for what no log says
     */
    Level level();

    /**
     * What a log says.
     *
     * @return one line, in most cases
     */
    String text();

    /**
     * What caused it.
     *
     * @return whose stack an operator needs, or null
     */
    default @Nullable Throwable thrown() {
        return null;
    }

    // The start

    /** Something is in force from now on; like an access rule. */
    record InForce(String text) implements Event {

        /** Where everything is explained. */
        private static final String DOCUMENTATION = "https://github.com/signet/signet";

        /**
         * The one line by which an operator finds us.
         *
         * @param what has started, like {@code "protects this webapp"}
         * @param facts what holds for it, never a secret
         * @return the event
         */
        public static InForce start(String what, List<String> facts) {
            String known = Event.class.getPackage().getImplementationVersion();
            String version = known == null ? "development" : known;
            return new InForce("Signet " + version + " " + what + ": " + String.join("; ", facts) + "; documentation: "
                    + DOCUMENTATION);
        }

        @Override
        public Level level() {
            return Level.INFO;
        }
    }

    /** Something an operator should look at, although everything works. */
    record Warned(String text, @Nullable Throwable thrown) implements Event {
        @Override
        public Level level() {
            return Level.WARNING;
        }
    }

    /** It could not be set up, and refuses every request; or calls go past it. */
    record NotProtecting(String text, @Nullable Throwable thrown) implements Event {
        @Override
        public Level level() {
            return Level.ERROR;
        }
    }

    // Calls

    /** A call is refused; the caller learns the code, the log why. */
    record CallRefused(int code, String reason, String detail) implements Event {
        @Override
        public Level level() {
            return Level.INFO;
        }

        @Override
        public String text() {
            return "refused " + code + " " + reason + detail;
        }
    }

    /** A call goes on that would be refused, were it not for {@code access.mode=report}. */
    record CallReported(int code, String reason, String detail) implements Event {
        @Override
        public Level level() {
            return Level.INFO;
        }

        @Override
        public String text() {
            return "would refuse " + code + " " + reason + detail;
        }
    }

    /** The application's own check could not decide. */
    record CheckFailed(String whose, Throwable thrown) implements Event {
        @Override
        public Level level() {
            return Level.ERROR;
        }

        @Override
        public String text() {
            return "The token check failed; the call counts as -1 (" + whose + ")" + Plugin.advice(thrown);
        }
    }

    // Keys and files

    /** Keys cannot be fetched; told once for an outage. */
    record KeysUnavailable(
            String source,
            Duration inForce,
            String why,
            @Nullable Throwable thrown) implements Event {
        @Override
        public Level level() {
            return Level.ERROR;
        }

        @Override
        public String text() {
            return source + " is unavailable; the current keys stay in force until they are " + inForce.toMinutes()
                    + " minutes old" + why;
        }
    }

    /** A request has waited for keys. */
    record KeysWaited(String source, boolean came) implements Event {
        @Override
        public Level level() {
            return Level.DEBUG;
        }

        @Override
        public String text() {
            return came ? "waited for keys" : "timed out waiting for keys";
        }
    }

    /** The outage is over. */
    record KeysAvailable(String source) implements Event {
        @Override
        public Level level() {
            return Level.INFO;
        }

        @Override
        public String text() {
            return source + " is available again";
        }
    }

    /** A key is left out. */
    record KeyIgnored(String source, String why) implements Event {
        @Override
        public Level level() {
            return Level.WARNING;
        }

        @Override
        public String text() {
            return source + ": " + why;
        }
    }

    /** A watched file has another content, which is in force. */
    record FileChanged(String name) implements Event {
        @Override
        public Level level() {
            return Level.INFO;
        }

        @Override
        public String text() {
            return name + " has changed; the new content is in force";
        }
    }

    /** A watched file is gone. */
    record FileUnreadable(String name) implements Event {
        @Override
        public Level level() {
            return Level.ERROR;
        }

        @Override
        public String text() {
            return name + " can no longer be read; the last good content stays in force";
        }
    }

    /** A watched file has another content, which is wrong. */
    record FileInvalid(String name, String why) implements Event {
        @Override
        public Level level() {
            return Level.ERROR;
        }

        @Override
        public String text() {
            return name + " has changed and is invalid; the last good content stays in force: " + why;
        }
    }

    // Tokens

    /** A client got a token. */
    record TokenGranted(String client) implements Event {
        @Override
        public Level level() {
            return Level.OFF;
        }

        @Override
        public String text() {
            return "token granted: client \"" + client + '"';
        }
    }

    /** A client got none; {@code unsaid} says how many others were not told of. */
    record TokenRefused(String client, String address, long unsaid, String why) implements Event {
        @Override
        public Level level() {
            return Level.INFO;
        }

        @Override
        public String text() {
            return "token refused: client \"" + client + "\" from " + address
                    + (unsaid == 0 ? "" : " (after " + unsaid + " requests of the same kind)") + ": " + why;
        }
    }

    /** Nobody can tell what a token request asks for. */
    record TokenRequestUnreadable(String address, String why) implements Event {
        @Override
        public Level level() {
            return Level.INFO;
        }

        @Override
        public String text() {
            return "token request from " + address + " cannot be read: " + why;
        }
    }

    /** An issuer could not decide. */
    record IssuerFailed(String issuer, String detail, Throwable thrown) implements Event {
        @Override
        public Level level() {
            return Level.ERROR;
        }

        @Override
        public String text() {
            return "the token issuer " + issuer + " failed" + detail + Plugin.advice(thrown);
        }
    }

    /** A client still uses a secret that has a successor. */
    record SecretSuperseded(String client) implements Event {
        @Override
        public Level level() {
            return Level.INFO;
        }

        @Override
        public String text() {
            return "client \"" + client + "\" still uses a secret that has been superseded by a newer one";
        }
    }

    // Answers

    /** A call's answer has ended, in whatever way. */
    record CallEnded(CallRecord call) implements Event {
        @Override
        public Level level() {
            return Level.OFF;
        }

        @Override
        public String text() {
            return call.toString();
        }
    }

    /** Something is not as it should be, or somebody who searches wants to know it. */
    record Noted(Level level, String text, @Nullable Throwable thrown) implements Event {}
}
