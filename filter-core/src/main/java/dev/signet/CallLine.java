package dev.signet;

import dev.signet.access.AccessRule;
import dev.signet.access.RequestPath;
import dev.signet.caller.TrustedProxies;
import dev.signet.text.Shown;
import jakarta.servlet.http.HttpServletRequest;
import org.jspecify.annotations.Nullable;

/** Whose call a line of the log is about, so that a caller who names a time or an id is found in one search. */
final class CallLine {

    private static final int LONGEST = 200; // of a path

    private CallLine() {}

    /**
     * The end of a line; like {@code from=192.0.2.7 rule=[* /** authenticated] client=acme id=Q2… GET /orders}.
     *
     * @param rule that decided, or null where none did
     * @param client whom a verified token names, or null
     * @param requestId the id of the call, or null where it has none
     */
    static String of(
            HttpServletRequest request,
            TrustedProxies proxies,
            @Nullable AccessRule rule,
            @Nullable String client,
            @Nullable String requestId) {
        return "from=" + proxies.shownCallerOf(request)
                + (rule == null ? "" : " rule=[" + rule + "]")
                + (client == null ? "" : " client=" + Shown.of(client))
                + (requestId == null ? "" : " id=" + requestId)
                + " " + Shown.of(request.getMethod())
                + " " + Shown.of(RequestPath.shown(request), LONGEST);
    }
}
