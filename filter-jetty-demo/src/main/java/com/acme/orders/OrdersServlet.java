package com.acme.orders;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;

/** Lists the orders, shows one, takes new ones, and lets them be cancelled until they are shipped. */
public final class OrdersServlet extends HttpServlet {

    private static final long serialVersionUID = 1L;
    private static final int MOST_PIECES = 10_000;

    /** Made by the container. */
    public OrdersServlet() {}

    @Override
    protected void doGet(HttpServletRequest request, HttpServletResponse response) throws IOException {
        String path = request.getPathInfo();
        if (path == null || path.equals("/")) {
            Json.write(response, OrderBook.INSTANCE.all());
            return;
        }
        Order order = OrderBook.INSTANCE.find(path.substring(1));
        if (order == null) {
            response.sendError(HttpServletResponse.SC_NOT_FOUND);
        } else {
            Json.write(response, order);
        }
    }

    @Override
    protected void doPost(HttpServletRequest request, HttpServletResponse response) throws IOException {
        JsonNode given;
        try {
            given = Json.MAPPER.readTree(request.getInputStream());
        } catch (JsonProcessingException e) {
            response.sendError(HttpServletResponse.SC_BAD_REQUEST);
            return;
        }
        JsonNode price = given.path("price");
        int pieces = given.path("pieces").asInt();
        if (pieces < 1 || !price.isNumber() || !given.path("article").isTextual()) {
            response.setStatus(HttpServletResponse.SC_BAD_REQUEST);
            Json.write(response, new Complaint("article, pieces and price are required"));
            return;
        }
        if (pieces > MOST_PIECES) {
            throw new OutOfStockException(given.path("article").asText());
        }
        response.setStatus(HttpServletResponse.SC_CREATED);
        Json.write(
                response,
                OrderBook.INSTANCE.add(
                        request.getRemoteUser(), given.path("article").asText(), pieces, price.decimalValue()));
    }

    @Override
    protected void doDelete(HttpServletRequest request, HttpServletResponse response) throws IOException {
        String path = request.getPathInfo();
        String id = path == null ? "" : path.substring(1);
        if (OrderBook.INSTANCE.find(id) == null) {
            response.sendError(HttpServletResponse.SC_NOT_FOUND);
        } else if (OrderBook.INSTANCE.cancel(id)) {
            response.setStatus(HttpServletResponse.SC_NO_CONTENT);
        } else {
            response.sendError(HttpServletResponse.SC_CONFLICT);
        }
    }

    /** What is wrong with a request. */
    record Complaint(String problem) {}
}
