package dev.signet.event;

import dev.signet.event.CallRecord.Outcome;
import dev.signet.text.JsonEscapes;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Writes calls as JSON, one to a line, with the members of {@link CallRecord}. Thread-safe. */
final class AuditLog implements Events.Listener {

    /** The values of {@code audit.log}. */
    enum Which {
        /** None. */
        OFF,
        /** Those that were refused, tokens included. */
        REFUSED,
        /** All. */
        ALL
    }

    static final String LOGGER = "dev.signet.audit";

    private static final DateTimeFormatter AT = DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSS'Z'", Locale.ROOT)
            .withZone(ZoneOffset.UTC);

    private final Which which;
    private final LineBudget budget;
    private final Logger log = System.getLogger(LOGGER);

    AuditLog(Which which, LineBudget budget) {
        this.which = which;
        this.budget = budget;
    }

    @Override
    public void happened(Event event) {
        if (event instanceof Event.CallEnded ended) {
            CallRecord call = ended.call();
            if (isMeant(call) && budget.spend(call.reason())) {
                log.log(Level.INFO, line(call));
            }
            say(budget.due());
        }
    }

    private void say(@Nullable String summary) {
        if (summary != null) {
            log.log(Level.INFO, summary);
        }
    }

    /** The filter stops. */
    @Override
    public void close() {
        say(budget.rest());
    }

    private boolean isMeant(CallRecord call) {
        return which == Which.ALL || call.outcome() == Outcome.REFUSED || call.outcome() == Outcome.TOKEN_REFUSED;
    }

    /** A record as JSON; what is null is left out. */
    static String line(CallRecord call) {
        StringBuilder json = new StringBuilder(256)
                .append("{\"at\":\"")
                .append(at(call.at()))
                .append('"');
        number(json, "nanos", call.nanos());
        text(json, "method", call.method());
        text(json, "path", call.path());
        text(json, "rule", call.rule());
        text(json, "client", call.client());
        text(json, "tokenId", call.tokenId());
        text(json, "tokenFingerprint", call.tokenFingerprint());
        text(json, "remoteAddress", call.remoteAddress());
        text(json, "requestId", call.requestId());
        number(json, "status", call.status());
        number(json, "code", call.code());
        text(json, "reason", call.reason());
        text(json, "outcome", call.outcome().name());
        number(json, "bytes", call.bytes());
        return json.append('}').toString();
    }

    private static String at(Instant at) {
        return AT.format(at);
    }

    private static void number(StringBuilder json, String name, long value) {
        json.append(",\"").append(name).append("\":").append(value);
    }

    private static void text(StringBuilder json, String name, @Nullable String value) {
        if (value != null) {
            json.append(",\"").append(name).append("\":").append(ascii(value));
        }
    }

    /** In no charset, whatever the log's, does anything but printable ASCII come out of it. */
    private static String ascii(String value) {
        return JsonEscapes.ascii(JsonEscapes.quoted(value)).replace("\u007f", "\\u007f");
    }
}
