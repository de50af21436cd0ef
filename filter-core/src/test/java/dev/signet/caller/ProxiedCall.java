package dev.signet.caller;

import dev.signet.config.Parameter.Owner;
import dev.signet.config.Parameters;
import dev.signet.testing.FakeWebapp;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** A request that has an address and these lines of one header. */
final class ProxiedCall extends HttpServletRequestWrapper {

    /** Of the proxies in all tests. */
    static final String TRUSTED = "10.0.0.0/8, fd00::/8";

    static final String PROXY = "10.0.0.1";

    private final String peer;
    private final String header;
    private final List<String> lines;

    ProxiedCall(String peer, String header, List<String> lines) {
        super(FakeWebapp.proxy(HttpServletRequest.class, (proxy, method, args) -> {
            throw new AssertionError(method);
        }));
        this.peer = peer;
        this.header = header;
        this.lines = lines;
    }

    @Override
    public String getRemoteAddr() {
        return peer;
    }

    @Override
    public java.util.Enumeration<String> getHeaders(String name) {
        return Collections.enumeration(name.equals(header) ? lines : List.of());
    }

    /** Reads whom to trust, and in which header. */
    static TrustedProxies proxies(String trusted, String header) {
        Map<String, String> values = new HashMap<>();
        if (trusted != null) {
            values.put("proxy.trusted", trusted);
        }
        if (header != null) {
            values.put("proxy.header", header);
        }
        Parameters parameters = new Parameters(values, Owner.FILTER, path -> null);
        TrustedProxies proxies = TrustedProxies.read(parameters);
        parameters.rejectProblems();
        return proxies;
    }
}
