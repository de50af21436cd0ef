package dev.signet;

import jakarta.servlet.FilterConfig;
import jakarta.servlet.ServletContext;
import java.time.Clock;
import org.jspecify.annotations.Nullable;

/** What a filter lends to its token check. */
record CheckContext(Clock clock, FilterConfig filter) implements TokenCheck.Context {

    @Override
    public @Nullable String parameter(String name) {
        return filter.getInitParameter(name);
    }

    @Override
    public ServletContext servletContext() {
        return filter.getServletContext();
    }
}
