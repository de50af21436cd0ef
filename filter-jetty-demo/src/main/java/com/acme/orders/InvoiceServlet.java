package com.acme.orders;

import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;

/** Downloads an invoice as a file for a spreadsheet. */
public final class InvoiceServlet extends HttpServlet {

    private static final long serialVersionUID = 1L;

    /** Made by the container. */
    public InvoiceServlet() {}

    @Override
    protected void doGet(HttpServletRequest request, HttpServletResponse response) throws IOException {
        String path = request.getPathInfo();
        Order order = path == null ? null : OrderBook.INSTANCE.find(path.substring(1));
        if (order == null) {
            response.sendError(HttpServletResponse.SC_NOT_FOUND);
            return;
        }
        // the mark in front lets spreadsheets see that this is UTF-8
        byte[] file = ("\ufefforder,customer,article,total\r\n" + order.id() + "," + order.customer() + ",\""
                        + order.article() + "\"," + order.total() + "\r\n")
                .getBytes(StandardCharsets.UTF_8);
        response.setContentType("text/csv;charset=utf-8");
        response.setHeader("Content-Disposition", "attachment; filename=\"invoice-" + order.id() + ".csv\"");
        response.setContentLength(file.length);
        response.getOutputStream().write(file);
    }
}
