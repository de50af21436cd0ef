package dev.signet.spring.boot.test;

import jakarta.servlet.Filter;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletRequest;
import jakarta.servlet.ServletResponse;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import java.io.IOException;
import java.util.Collections;
import java.util.Enumeration;
import java.util.LinkedHashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** In front of Signet: gives calls without a token the one of the test that is under way. Thread-safe. */
final class CallerFilter implements Filter {

    private static final String AUTHORIZATION = "Authorization";

    private volatile @Nullable String bearer;

    /** From now on; null for none. */
    void callsWith(@Nullable String value) {
        bearer = value;
    }

    @Override
    public void doFilter(ServletRequest request, ServletResponse response, FilterChain chain)
            throws IOException, ServletException {
        String own = bearer;
        boolean lacks = request instanceof HttpServletRequest http && http.getHeader(AUTHORIZATION) == null;
        chain.doFilter(own != null && lacks ? new Authorized((HttpServletRequest) request, own) : request, response);
    }

    private static final class Authorized extends HttpServletRequestWrapper {

        private final String bearer;

        Authorized(HttpServletRequest request, String bearer) {
            super(request);
            this.bearer = bearer;
        }

        @Override
        public @Nullable String getHeader(String name) {
            return AUTHORIZATION.equalsIgnoreCase(name) ? bearer : super.getHeader(name);
        }

        @Override
        public Enumeration<String> getHeaders(String name) {
            return AUTHORIZATION.equalsIgnoreCase(name)
                    ? Collections.enumeration(Set.of(bearer))
                    : super.getHeaders(name);
        }

        @Override
        public Enumeration<String> getHeaderNames() {
            Set<String> names = new LinkedHashSet<>(Collections.list(super.getHeaderNames()));
            names.add(AUTHORIZATION);
            return Collections.enumeration(names);
        }
    }
}
