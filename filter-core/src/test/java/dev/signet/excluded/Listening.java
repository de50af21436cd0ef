package dev.signet.excluded;

import jakarta.servlet.AsyncEvent;
import jakarta.servlet.AsyncListener;
import jakarta.servlet.ServletRequestAttributeEvent;
import jakarta.servlet.ServletRequestAttributeListener;
import jakarta.servlet.ServletRequestEvent;
import jakarta.servlet.ServletRequestListener;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpSessionAttributeListener;
import jakarta.servlet.http.HttpSessionBindingEvent;
import jakarta.servlet.http.HttpSessionEvent;
import jakarta.servlet.http.HttpSessionIdListener;
import jakarta.servlet.http.HttpSessionListener;

/** Notes whatever a listener may hear while a request is served. */
public final class Listening
        implements ServletRequestListener,
                ServletRequestAttributeListener,
                HttpSessionListener,
                HttpSessionAttributeListener,
                HttpSessionIdListener {

    private static boolean isNoted(ServletRequestEvent event) {
        return !((HttpServletRequest) event.getServletRequest()).getRequestURI().endsWith(Chronicle.PATH);
    }

    @Override
    public void requestInitialized(ServletRequestEvent event) {
        if (isNoted(event)) {
            Chronicle.begin();
            Chronicle.note("request initialized " + event.getServletRequest().getDispatcherType());
        }
    }

    @Override
    public void requestDestroyed(ServletRequestEvent event) {
        if (isNoted(event)) {
            Chronicle.note("request destroyed " + event.getServletRequest().getDispatcherType());
            Chronicle.end();
        }
    }

    private static void note(String what, ServletRequestAttributeEvent event) {
        if (isNoted(event)) {
            Chronicle.note("attribute " + what + " " + event.getName());
        }
    }

    @Override
    public void attributeAdded(ServletRequestAttributeEvent event) {
        note("added", event);
    }

    @Override
    public void attributeRemoved(ServletRequestAttributeEvent event) {
        note("removed", event);
    }

    @Override
    public void attributeReplaced(ServletRequestAttributeEvent event) {
        note("replaced", event);
    }

    @Override
    public void sessionCreated(HttpSessionEvent event) {
        Chronicle.note("session created");
    }

    @Override
    public void sessionDestroyed(HttpSessionEvent event) {
        Chronicle.note("session destroyed");
    }

    @Override
    public void sessionIdChanged(HttpSessionEvent event, String old) {
        Chronicle.note("session id changed");
    }

    @Override
    public void attributeAdded(HttpSessionBindingEvent event) {
        Chronicle.note("session attribute added " + event.getName());
    }

    @Override
    public void attributeRemoved(HttpSessionBindingEvent event) {
        Chronicle.note("session attribute removed " + event.getName());
    }

    @Override
    public void attributeReplaced(HttpSessionBindingEvent event) {
        Chronicle.note("session attribute replaced " + event.getName());
    }

    /** Notes what an asynchronous cycle tells, and what it hands to its listeners. */
    static final class Cycle implements AsyncListener {

        private final String name;
        private final boolean completes;

        /** A listener; one that {@code completes} does so at a timeout. */
        Cycle(String name, boolean completes) {
            this.name = name;
            this.completes = completes;
            Chronicle.begin();
        }

        private void note(String what, AsyncEvent event) {
            Chronicle.note(name + " " + what + " " + Look.kind(event.getSuppliedRequest()) + " "
                    + Look.kind(event.getSuppliedResponse()) + " " + Look.kind(event.getThrowable()));
        }

        @Override
        public void onComplete(AsyncEvent event) {
            note("complete", event);
            Chronicle.end();
        }

        @Override
        public void onTimeout(AsyncEvent event) {
            note("timeout", event);
            if (completes) {
                event.getAsyncContext().complete();
            }
        }

        @Override
        public void onError(AsyncEvent event) {
            note("error", event);
            if (completes) {
                event.getAsyncContext().complete();
            }
        }

        @Override
        public void onStartAsync(AsyncEvent event) {
            note("start", event);
            event.getAsyncContext().addListener(this);
        }
    }
}
