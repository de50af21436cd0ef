package dev.signet.websocket;

import dev.signet.event.CallListener;
import dev.signet.event.CallRecord;
import java.lang.System.Logger.Level;

/** Says in the log, which the test sees, how calls have ended. */
public final class ToldCalls implements CallListener {

    /** Made by the filter. */
    public ToldCalls() {}

    @Override
    public void ended(CallRecord call) {
        System.getLogger("dev.signet.told")
                .log(
                        Level.INFO,
                        String.join(
                                " ",
                                "told",
                                call.path(),
                                call.outcome().name(),
                                String.valueOf(call.code()),
                                String.valueOf(call.client())));
    }
}
