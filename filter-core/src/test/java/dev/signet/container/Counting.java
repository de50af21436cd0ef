package dev.signet.container;

import jakarta.servlet.DispatcherType;
import jakarta.servlet.Filter;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletRequest;
import jakarta.servlet.ServletResponse;
import java.io.IOException;
import java.util.concurrent.atomic.AtomicInteger;

/** Counts the calls that arrive, in front of Signet. */
public final class Counting implements Filter {

    private static final AtomicInteger CALLS = new AtomicInteger();

    /** Made by the container. */
    public Counting() {}

    /** How many have arrived in a container, whose class loader has a class of its own. */
    static AtomicInteger in(Container.Running running) throws ReflectiveOperationException {
        var calls = running.loader().loadClass(Counting.class.getName()).getDeclaredField("CALLS");
        calls.setAccessible(true);
        return (AtomicInteger) calls.get(null);
    }

    @Override
    public void doFilter(ServletRequest request, ServletResponse response, FilterChain chain)
            throws IOException, ServletException {
        if (request.getDispatcherType() == DispatcherType.REQUEST) {
            CALLS.incrementAndGet();
        }
        chain.doFilter(request, response);
    }
}
