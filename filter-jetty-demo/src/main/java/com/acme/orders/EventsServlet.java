package com.acme.orders;

import jakarta.servlet.AsyncContext;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Iterator;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;

/** Sends the first orders as events, one by one, so that it can be seen that they are not held back. */
public final class EventsServlet extends HttpServlet {

    private static final long serialVersionUID = 1L;
    private static final int MOST = 10;
    private static final Executor LATER = CompletableFuture.delayedExecutor(300, TimeUnit.MILLISECONDS);

    /** Made by the container. */
    public EventsServlet() {}

    @Override
    protected void doGet(HttpServletRequest request, HttpServletResponse response) {
        response.setContentType("text/event-stream;charset=utf-8");
        response.setHeader("Cache-Control", "no-store");
        AsyncContext call = request.startAsync();
        send(call, OrderBook.INSTANCE.all().stream().limit(MOST).iterator());
    }

    private void send(AsyncContext call, Iterator<Order> orders) {
        try {
            if (orders.hasNext()) {
                call.getResponse()
                        .getWriter()
                        .write("event: order\ndata: " + Json.MAPPER.writeValueAsString(orders.next()) + "\n\n");
                call.getResponse().flushBuffer();
                LATER.execute(() -> send(call, orders));
                return;
            }
        } catch (IOException e) {
            log("the caller has gone: " + e.getMessage());
        }
        call.complete();
    }
}
