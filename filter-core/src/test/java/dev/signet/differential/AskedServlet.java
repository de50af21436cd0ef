package dev.signet.differential;

import jakarta.servlet.ServletException;
import jakarta.servlet.annotation.MultipartConfig;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.servlet.http.Part;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/** Answers with all that it hears of its request, one item a line, as a JSON string of base64. */
@MultipartConfig(maxFileSize = 2_000)
public final class AskedServlet extends HttpServlet {

    private static final long serialVersionUID = 1L;

    @Override
    protected void service(HttpServletRequest request, HttpServletResponse response)
            throws ServletException, IOException {
        StringBuilder heard = new StringBuilder(request.getMethod() + " " + request.getQueryString() + "\n");
        headers(request).forEach((name, values) -> values.forEach(value -> heard.append(name + ": " + value + "\n")));
        if (request.getHeader("X-Read").equals("parts")) {
            for (Part part : request.getParts()) {
                String text = new String(part.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
                heard.append("part " + part.getName() + " " + part.getSubmittedFileName() + " " + text + "\n");
            }
        }
        Map<String, String> parameters = new TreeMap<>();
        request.getParameterMap() // Undertow has a part without a name under null
                .forEach((name, values) -> parameters.put(String.valueOf(name), Arrays.toString(values)));
        parameters.forEach((name, values) -> heard.append("parameter " + name + " " + values + "\n"));
        String text = Base64.getEncoder().encodeToString(heard.toString().getBytes(StandardCharsets.UTF_8));
        response.setContentType("application/json");
        response.getWriter().print("\"" + text + "\"");
    }

    /** By name; the getters must agree. */
    private static Map<String, List<String>> headers(HttpServletRequest request) {
        Map<String, List<String>> headers = new TreeMap<>();
        for (String name : Collections.list(request.getHeaderNames())) {
            List<String> values = Collections.list(request.getHeaders(name));
            headers.put(name.toLowerCase(Locale.ROOT), values);
            if (!values.get(0).equals(request.getHeader(name))) {
                throw new IllegalStateException("getHeader and getHeaders differ for " + name);
            }
        }
        return headers;
    }
}
