package com.acme.orders;

import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.math.BigDecimal;
import java.util.Map;

/** What all orders are worth; not for partners. */
public final class TurnoverServlet extends HttpServlet {

    private static final long serialVersionUID = 1L;

    /** Made by the container. */
    public TurnoverServlet() {}

    @Override
    protected void doGet(HttpServletRequest request, HttpServletResponse response) throws IOException {
        BigDecimal sum = OrderBook.INSTANCE.all().stream().map(Order::total).reduce(BigDecimal.ZERO, BigDecimal::add);
        Json.write(response, Map.of("turnover", sum));
    }
}
