package dev.signet.caller;

import dev.signet.config.Parameter;
import dev.signet.config.Parameters;
import jakarta.servlet.http.HttpServletRequest;
import java.util.List;

/**
 * Callers of networks that are told more. Whoever comes through a proxy has its address, so that a header with which proxies
 * speak makes a stranger of him, unless it is a trusted one's and says whose call it is. Immutable and thread-safe.
 */
public final class Insiders {

    /** In which proxies say that they are some. */
    private static final List<String> SPEAKING = List.of(
            "Forwarded",
            "X-Forwarded-For",
            "X-Forwarded-Host",
            "X-Forwarded-Proto",
            "X-Real-IP",
            "X-Client-IP",
            "True-Client-IP",
            "CF-Connecting-IP",
            "Via");

    private final Networks networks;
    private final TrustedProxies proxies;

    private Insiders(Networks networks, TrustedProxies proxies) {
        this.networks = networks;
        this.proxies = proxies;
    }

    /**
     * Reads a list of networks, and {@code proxy.*}; what cannot be read is noted.
     *
     * @param parameters what was typed
     * @param name the networks
     * @return the insiders
     */
    public static Insiders read(Parameters parameters, Parameter name) {
        return new Insiders(Networks.read(parameters, name), TrustedProxies.read(parameters));
    }

    /**
     * Whether a call is an insider's.
     *
     * @param request from wherever it came
     * @return false also where nobody knows
     */
    public boolean contain(HttpServletRequest request) {
        String peer = String.valueOf(request.getRemoteAddr());
        if (!isThroughProxy(request)) {
            return networks.contains(peer);
        }
        if (!proxies.isTrusted(peer) || request.getHeader(proxies.header()) == null) {
            return false;
        }
        String caller = proxies.callerOf(request);
        return !proxies.isTrusted(caller)
                && networks.contains(caller); // a proxy there means that it does not say whose
    }

    /**
     * Whether only what a proxy says of itself keeps a call out.
     *
     * @param request one that is not an insider's
     * @return true where the same call without such a header would be
     */
    public boolean wouldContain(HttpServletRequest request) {
        return isThroughProxy(request) && networks.contains(String.valueOf(request.getRemoteAddr()));
    }

    private static boolean isThroughProxy(HttpServletRequest request) {
        return SPEAKING.stream().anyMatch(name -> request.getHeader(name) != null);
    }
}
