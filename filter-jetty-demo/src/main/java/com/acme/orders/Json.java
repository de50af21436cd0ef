package com.acme.orders;

import com.fasterxml.jackson.databind.ObjectMapper;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;

/** How this webapp has always written JSON: no charset, and whatever writer the container gives. */
final class Json {

    static final ObjectMapper MAPPER = new ObjectMapper();

    private Json() {}

    static void write(HttpServletResponse response, Object value) throws IOException {
        response.setContentType("application/json");
        response.getWriter().write(MAPPER.writeValueAsString(value));
    }
}
