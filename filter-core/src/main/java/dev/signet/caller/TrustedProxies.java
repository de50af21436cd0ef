package dev.signet.caller;

import dev.signet.config.Parameter;
import dev.signet.config.Parameters;
import dev.signet.text.Shown;
import jakarta.servlet.http.HttpServletRequest;
import java.util.ArrayList;
import java.util.Enumeration;
import java.util.List;

/**
 * The proxies that are believed whom they speak for, and so whose call it is. Whoever is not one of them may write into
 * such a header what he likes: nobody looks at it, nor at what stands to the left of what a trusted one wrote. Immutable
 * and thread-safe.
 */
public final class TrustedProxies {

    private final Networks trusted;
    private final ForwardingHeader header;

    private TrustedProxies(Networks trusted, ForwardingHeader header) {
        this.trusted = trusted;
        this.header = header;
    }

    /**
     * Reads {@code proxy.*}; what cannot be read is noted.
     *
     * @param parameters what was typed
     * @return the proxies; none where none are named
     */
    public static TrustedProxies read(Parameters parameters) {
        return new TrustedProxies(
                Networks.read(parameters, Parameter.PROXY_TRUSTED),
                ForwardingHeader.named(parameters.choice(Parameter.PROXY_HEADER)));
    }

    /**
     * The caller's address: the right-most that is not a trusted proxy's. What cannot be read ends the search at the
     * trusted proxy that wrote it, and so does the left end.
     *
     * @param request from wherever it came
     * @return the address, as the container or a proxy spells it
     */
    public String callerOf(HttpServletRequest request) {
        String peer = String.valueOf(request.getRemoteAddr());
        if (!isTrusted(peer)) {
            return peer;
        }
        Enumeration<String> lines = request.getHeaders(header.header());
        if (lines == null || !lines.hasMoreElements()) {
            return peer;
        }
        String line = lines.nextElement(); // nearly always the only one
        return caller(peer, lines.hasMoreElements() ? all(line, lines) : List.of(line));
    }

    private static List<String> all(String first, Enumeration<String> others) {
        List<String> all = new ArrayList<>();
        all.add(first);
        others.asIterator().forEachRemaining(all::add);
        return all;
    }

    /**
     * The same for a line of a log.
     *
     * @param request from wherever it came
     * @return the address, with nothing in it that breaks the line
     */
    public String shownCallerOf(HttpServletRequest request) {
        return Shown.of(callerOf(request));
    }

    /** Several lines are one list in their order (RFC 9110 §5.3); read from its end, and only the answer becomes a text. */
    private String caller(String peer, List<String> lines) {
        String trustedLine = peer; // where the last trusted hop stands
        long trustedHop = Span.of(0, peer.length());
        for (int i = lines.size() - 1; i >= 0; i--) {
            String line = lines.get(i);
            int end = line.length();
            while (end >= 0) {
                int start = header.start(line, end);
                long hop = header.address(line, start, end);
                Boolean known = hop == Span.NONE ? null : trusted.contain(line, Span.from(hop), Span.to(hop));
                if (known == null) {
                    return text(trustedLine, trustedHop); // also where nothing stands: who wrote that knew nobody
                }
                if (!known) {
                    return text(line, hop);
                }
                trustedLine = line;
                trustedHop = hop;
                end = start - 1;
            }
        }
        return text(trustedLine, trustedHop);
    }

    private static String text(String line, long span) {
        return line.substring(Span.from(span), Span.to(span));
    }

    /**
     * Whether somebody is one of them.
     *
     * @param peer the address at the other end of the connection, as the container reports it
     * @return false for everybody where none are named
     */
    public boolean isTrusted(String peer) {
        return !trusted.isEmpty() && trusted.contains(peer);
    }

    /**
     * The header in which they say whom they speak for.
     *
     * @return its name
     */
    public String header() {
        return header.header();
    }

    /**
     * What an operator should know at start.
     *
     * @return the warnings
     */
    public List<String> warnings() {
        List<String> warnings = new ArrayList<>();
        if (trusted.haveEverybody()) {
            warnings.add(Parameter.PROXY_TRUSTED + " trusts everybody, so that every caller can claim any address in "
                    + header.header() + "; name only the networks of your proxies");
        }
        return warnings;
    }
}
