package dev.signet.foreign;

import jakarta.servlet.RequestDispatcher;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.servlet.http.HttpServletResponseWrapper;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/**
 * Forwards to itself and includes itself, as deep as its parameter {@code steps} says: {@code print:4,include(forward(print:2))}.
 * With {@code -wrapped} behind it a dispatch is given a wrapper that changes nothing; {@code async} comes last. Mapped to {@code /nested}.
 */
public final class Nested extends HttpServlet {

    private static final long serialVersionUID = 1L;

    private static final String STEPS = "steps";

    @Override
    protected void service(HttpServletRequest request, HttpServletResponse response)
            throws ServletException, IOException {
        Object nested = request.getAttribute(STEPS);
        for (String step : split(nested == null ? request.getParameter(STEPS) : nested.toString())) {
            int open = step.indexOf('(');
            if (open < 0) {
                take(step, response);
            } else {
                request.setAttribute(STEPS, step.substring(open + 1, step.length() - 1));
                if (open == "async".length() && step.startsWith("async")) {
                    request.startAsync().dispatch("/nested");
                    return;
                }
                dispatch(step.substring(0, open), request, response);
                request.setAttribute(STEPS, nested);
            }
        }
    }

    private static void dispatch(String how, HttpServletRequest request, HttpServletResponse response)
            throws ServletException, IOException {
        HttpServletResponse given = how.endsWith("-wrapped") ? new HttpServletResponseWrapper(response) : response;
        RequestDispatcher target = request.getRequestDispatcher("/nested");
        if (how.startsWith("forward")) {
            target.forward(request, given);
        } else {
            target.include(request, given);
        }
    }

    private static void take(String step, HttpServletResponse response) throws ServletException, IOException {
        String value = step.substring(step.indexOf(':') + 1);
        switch (step.substring(0, step.length() - value.length())) {
            case "print:" -> write(value, true, response);
            case "out:" -> write(value, false, response);
            case "type:" -> response.setContentType(value);
            case "status:" -> response.setStatus(Integer.parseInt(value));
            case "error:" -> response.sendError(Integer.parseInt(value));
            case "header:" -> response.setHeader("X-Header", value);
            case "redirect:" -> response.sendRedirect(value);
            case "throw:" -> throw new ServletException(value);
            default -> throw new IllegalArgumentException(step);
        }
    }

    /** Behind the end some containers drop what is written, and others refuse it. */
    private static void write(String value, boolean print, HttpServletResponse response) {
        try {
            if (print) {
                response.getWriter().print(value);
            } else {
                response.getOutputStream().print(value);
            }
        } catch (IOException | IllegalStateException e) {
            return;
        }
    }

    /** At the commas that are within no brackets. */
    private static List<String> split(String steps) {
        List<String> parts = new ArrayList<>();
        int depth = 0;
        int begun = 0;
        for (int i = 0; i < steps.length(); i++) {
            char c = steps.charAt(i);
            depth += c == '(' ? 1 : c == ')' ? -1 : 0;
            if (c == ',' && depth == 0) {
                parts.add(steps.substring(begun, i));
                begun = i + 1;
            }
        }
        parts.add(steps.substring(begun));
        return parts;
    }
}
