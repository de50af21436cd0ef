package dev.signet.container;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/**
 * One thing a servlet does; like {@code status 201}, {@code write [1]} or {@code throw}.
 *
 * @param verb what is done
 * @param text with what
 */
record Step(String verb, String text) {

    /** Reads steps that are separated by {@code " ; "}. */
    static List<Step> parse(String line) {
        return Arrays.stream(line.strip().split(" ; ", -1))
                .map(String::strip)
                .map(step -> step.contains(" ")
                        ? new Step(step.substring(0, step.indexOf(' ')), step.substring(step.indexOf(' ') + 1))
                        : new Step(step, ""))
                .toList();
    }

    /** Whether it adds to the body. */
    boolean writes() {
        return verb.equals("write") || verb.equals("big") || verb.equals("open") || verb.equals("blank");
    }

    /** Whether it speaks about the answer before its body. */
    boolean heads() {
        return List.of("status", "type", "header", "trailer", "length", "attribute", "charset")
                .contains(verb);
    }

    /** What it adds to the body. */
    String body() {
        return switch (verb) {
            case "write" -> text;
            case "big" -> big(Integer.parseInt(text));
            case "blank" -> " \r\n\t".repeat(Integer.parseInt(text));
            case "open" -> "[\"" + "x".repeat(Integer.parseInt(text));
            default -> "";
        };
    }

    /** A JSON array with one string of this many Chinese characters. */
    static String big(int characters) {
        return "[\"" + "中".repeat(characters) + "\"]";
    }

    void perform(HttpServletRequest request, HttpServletResponse response, boolean writer) throws IOException {
        if (writes()) {
            if (writer) {
                response.getWriter().print(body());
            } else {
                response.getOutputStream().write(body().getBytes(StandardCharsets.UTF_8));
            }
            return;
        }
        String[] words = text.split(" ", 2);
        switch (verb) {
            case "status" -> response.setStatus(Integer.parseInt(text));
            case "type" -> response.setContentType(text);
            case "charset" -> response.setCharacterEncoding(text);
            case "length" -> response.setContentLength(Integer.parseInt(text));
            case "header" -> response.setHeader(words[0], words[1]);
            case "trailer" -> response.setTrailerFields(() -> Map.of(words[0], words[1]));
            case "attribute" ->
                request.setAttribute(
                        words[0], words[1].matches("-?\\d+") ? (Object) Integer.valueOf(words[1]) : words[1]);
            case "error" -> response.sendError(Integer.parseInt(text));
            case "redirect" -> response.sendRedirect(text);
            case "flush" -> response.flushBuffer();
            case "close" -> {
                if (writer) {
                    response.getWriter().close();
                } else {
                    response.getOutputStream().close();
                }
            }
            case "throw" -> throw new IllegalStateException("thrown on purpose");
            default -> throw new IllegalArgumentException("no such step: " + verb);
        }
    }
}
