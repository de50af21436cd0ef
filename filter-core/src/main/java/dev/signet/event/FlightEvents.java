package dev.signet.event;

import dev.signet.event.CallRecord.Outcome;
import jdk.jfr.Category;
import jdk.jfr.DataAmount;
import jdk.jfr.Description;
import jdk.jfr.Enabled;
import jdk.jfr.FlightRecorder;
import jdk.jfr.Label;
import jdk.jfr.Name;
import jdk.jfr.StackTrace;
import jdk.jfr.Timespan;
import org.jspecify.annotations.Nullable;

/**
 * Calls as events of the JDK's Flight Recorder, as long as a recording asks for them. No class of an event is loaded before the
 * first recording: the JDK prepares each then, for which every start of a webapp would wait. Thread-safe.
 */
final class FlightEvents implements Events.Listener {

    /** A call has ended. */
    @Name("dev.signet.Call")
    @Label("Signet Call")
    @Description("A call whose response has ended")
    @Category("Signet")
    @StackTrace(false)
    @Enabled(false)
    static final class Call extends jdk.jfr.Event {
        static final Call ASKED = new Call(); // whether somebody records, never recorded itself

        @Timespan(Timespan.NANOSECONDS)
        long took;

        @Nullable
        String method;

        @Nullable
        String path;

        @Nullable
        String rule;

        @Nullable
        String client;

        @Nullable
        String remoteAddress;

        @Nullable
        String requestId;

        int status;
        int code;

        @Nullable
        String reason;

        @Nullable
        String outcome;

        @DataAmount
        long bytes;
    }

    /** Somebody has asked for a token. */
    @Name("dev.signet.Token")
    @Label("Signet Token")
    @Description("A token request that was decided")
    @Category("Signet")
    @StackTrace(false)
    @Enabled(false)
    static final class Token extends jdk.jfr.Event {
        static final Token ASKED = new Token();

        @Timespan(Timespan.NANOSECONDS)
        long took;

        @Nullable
        String client;

        @Nullable
        String remoteAddress;

        @Nullable
        String requestId;

        boolean granted;

        @Nullable
        String reason;
    }

    @Override
    public boolean isHearing() {
        return FlightRecorder.isInitialized() && (Call.ASKED.isEnabled() || Token.ASKED.isEnabled());
    }

    @Override
    public void happened(Event event) {
        if (event instanceof Event.CallEnded ended && isHearing()) {
            CallRecord call = ended.call();
            if (Call.ASKED.isEnabled()) {
                commit(call);
            }
            boolean granted = call.outcome() == Outcome.TOKEN_GRANTED;
            if (Token.ASKED.isEnabled() && (granted || call.outcome() == Outcome.TOKEN_REFUSED)) {
                commitToken(call, granted);
            }
        }
    }

    private static void commit(CallRecord record) {
        Call call = new Call();
        call.took = record.nanos();
        call.method = record.method();
        call.path = record.path();
        call.rule = record.rule();
        call.client = record.client();
        call.remoteAddress = record.remoteAddress();
        call.requestId = record.requestId();
        call.status = record.status();
        call.code = record.code();
        call.reason = record.reason();
        call.outcome = record.outcome().name();
        call.bytes = record.bytes();
        call.commit();
    }

    private static void commitToken(CallRecord record, boolean granted) {
        Token token = new Token();
        token.took = record.nanos();
        token.client = record.client();
        token.remoteAddress = record.remoteAddress();
        token.requestId = record.requestId();
        token.granted = granted;
        token.reason = record.reason();
        token.commit();
    }
}
