package dev.signet.differential;

import dev.signet.testing.BufferingResponse;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletResponse;
import jakarta.servlet.http.Cookie;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.UnsupportedEncodingException;
import java.lang.reflect.InvocationTargetException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Locale;

/** Makes the calls of a program, and keeps what the application hears after each of them. */
final class Player {

    /** What Signet holds of an answer. */
    static final int LIMIT = 65_536;

    private final Recording recording;

    Player(Recording recording) {
        this.recording = recording;
    }

    /** What the mode itself does. */
    interface Step {
        void take() throws ServletException, IOException;
    }

    /** Does what the mode itself does, and keeps what the application hears behind it; an exception goes on. */
    void take(HttpServletResponse response, Step step) throws ServletException, IOException {
        String label = Program.Part.MODE.word() + " 0 " + recording.program().form();
        try {
            step.take();
        } catch (Throwable e) {
            recording.add(label, Hearing.of(response, "thrown"));
            throw e;
        }
        recording.add(label, Hearing.of(response, ""));
    }

    void play(Program.Part part, HttpServletResponse response) throws ServletException, IOException {
        if (part == Program.Part.BEHIND && recording.flavour() != null) {
            return; // an ended answer is committed
        }
        int number = 0;
        for (Call call : recording.program().calls(part)) {
            int at = number++;
            String label = part.word() + " " + at + " " + call.verb();
            String threw = "";
            if (call.verb().equals("throw")) {
                recording.add(label, Hearing.of(response, "thrown"));
                if (recording.flavour() != null && recording.program().hasEndedBefore(part)) {
                    continue; // the answer stands
                }
                thrown(call.text());
            }
            try {
                if (recording.flavour() == null
                        || recording.flavour().allows(recording.program(), part, at, response)) {
                    perform(call, response);
                    if (recording.program().includes(part) && call.flushes()) {
                        recording.oweFlush();
                    }
                    if (recording.flavour() != null) {
                        asSignetDoes(call, response);
                    }
                } else if (call.closes() && recording.program().includes(part)) {
                    perform(Call.one(call.verb().equals("closeStream") ? "stream" : "writer"), response);
                }
            } catch (IOException | RuntimeException e) {
                threw = kind(e);
            }
            recording.add(label, Hearing.of(response, threw));
        }
    }

    /** The nearest class that every application knows; an IOException is one, whatever a container calls it. */
    private static String kind(Exception e) {
        if (e instanceof IOException && !(e instanceof UnsupportedEncodingException)) {
            return "IOException";
        }
        for (Class<?> type = e.getClass(); type != null; type = type.getSuperclass()) {
            if (type.getName().startsWith("java.")) {
                return type.getSimpleName();
            }
        }
        throw new IllegalStateException(e);
    }

    private static void thrown(String what) throws ServletException, IOException {
        switch (what) {
            case "runtime" -> throw new IllegalStateException("thrown on purpose");
            case "servlet" -> throw new ServletException("thrown on purpose");
            case "io" -> throw new IOException("thrown on purpose");
            case "error" -> throw new AssertionError("thrown on purpose");
            default -> throw new IllegalArgumentException("no such exception: " + what);
        }
    }

    private void perform(Call call, HttpServletResponse response) throws IOException {
        String text = nullable(call.text());
        switch (call.verb()) {
            case "status" -> response.setStatus(Integer.parseInt(text));
            case "type" -> response.setContentType(text);
            case "charset" -> response.setCharacterEncoding(text);
            case "charsetObject" -> charset(response, Charset.forName(text));
            case "locale" -> response.setLocale(text == null ? null : Locale.forLanguageTag(text));
            case "length" -> response.setContentLengthLong(Long.parseLong(text));
            case "cookie" ->
                response.addCookie(
                        new Cookie(text.substring(0, text.indexOf('=')), text.substring(text.indexOf('=') + 1)));
            case "buffer" -> response.setBufferSize(Integer.parseInt(text));
            case "stream" -> response.getOutputStream();
            case "writer" -> writer(response);
            case "out" -> response.getOutputStream().write(Piece.of(text).getBytes(StandardCharsets.UTF_8));
            case "print" -> writer(response).write(Piece.of(text));
            case "flush" -> response.flushBuffer();
            case "flushStream" -> response.getOutputStream().flush();
            case "flushWriter" -> writer(response).flush();
            case "closeStream" -> response.getOutputStream().close();
            case "closeWriter" -> writer(response).close();
            case "reset" -> response.reset();
            case "resetBuffer" -> response.resetBuffer();
            case "error" -> sendError(text, response);
            case "redirect" -> redirect(text, response);
            default -> header(call, response);
        }
    }

    private java.io.PrintWriter writer(HttpServletResponse response) throws IOException {
        preferUtf8(response);
        return response.getWriter();
    }

    private void asSignetDoes(Call call, HttpServletResponse response) throws IOException {
        if (call.writes() && !(response instanceof BufferingResponse)) {
            recording.wrote(Piece.of(call.text()), call.needsWriter(), response);
        } else if (call.verb().startsWith("reset")) {
            recording.forget();
        }
    }

    /** Where a twin is played a committed response is not forwarded; Undertow would. */
    void mayForward(HttpServletResponse response) {
        if (recording.flavour() != null && response.isCommitted()) {
            throw new IllegalStateException("committed");
        }
        recording.forward(response);
    }

    /** Where a twin is played a writer of what may become JSON is UTF-8; without effect once there is one. */
    void preferUtf8(HttpServletResponse response) {
        Twin.Flavour flavour = recording.flavour();
        String charset = response.getCharacterEncoding(); // null for a picture on Jetty
        if (flavour != null
                && flavour.prefersUtf8()
                && charset != null
                && Charset.isSupported(charset)
                && !Hearing.isTypeTaken(response)
                && !(response instanceof BufferingResponse buffer && buffer.hasWriter())
                && (Media.of(response.getContentType()) == Media.JSON
                        || Media.of(response.getContentType()) == Media.NONE
                                && !(response instanceof BufferingResponse))) {
            response.setCharacterEncoding("UTF-8");
        }
    }

    private static void header(Call call, HttpServletResponse response) {
        int colon = call.text().indexOf(": ");
        String name = call.text().substring(0, colon);
        String value = nullable(call.text().substring(colon + 2));
        switch (call.verb()) {
            case "set" -> response.setHeader(name, value);
            case "add" -> response.addHeader(name, value);
            case "setInt" -> response.setIntHeader(name, Integer.parseInt(value));
            case "addInt" -> response.addIntHeader(name, Integer.parseInt(value));
            case "setDate" -> response.setDateHeader(name, Long.parseLong(value));
            case "addDate" -> response.addDateHeader(name, Long.parseLong(value));
            default -> throw new IllegalArgumentException("no such call: " + call);
        }
    }

    private static void sendError(String text, HttpServletResponse response) throws IOException {
        String[] words = text.split(" ", 2);
        if (words.length == 1) {
            response.sendError(Integer.parseInt(words[0]));
        } else {
            response.sendError(Integer.parseInt(words[0]), words[1]);
        }
    }

    /** {@code redirect /a}, or {@code redirect /a 307 keep} in Servlet 6.1. */
    private static void redirect(String text, HttpServletResponse response) throws IOException {
        String[] words = text.split(" ", -1);
        if (words.length == 1) {
            response.sendRedirect(words[0]);
            return;
        }
        try {
            HttpServletResponse.class
                    .getMethod("sendRedirect", String.class, int.class, boolean.class)
                    .invoke(response, words[0], Integer.parseInt(words[1]), words.length == 2);
        } catch (NoSuchMethodException e) {
            response.sendRedirect(words[0]);
        } catch (InvocationTargetException e) {
            rethrow(e.getCause());
        } catch (IllegalAccessException e) {
            throw new IllegalStateException(e);
        }
    }

    /** As an object in Servlet 6.1, and by its name before. */
    private static void charset(HttpServletResponse response, Charset charset) throws IOException {
        try {
            ServletResponse.class
                    .getMethod("setCharacterEncoding", Charset.class)
                    .invoke(response, charset);
        } catch (NoSuchMethodException e) {
            response.setCharacterEncoding(charset.name());
        } catch (InvocationTargetException e) {
            rethrow(e.getCause());
        } catch (IllegalAccessException e) {
            throw new IllegalStateException(e);
        }
    }

    private static void rethrow(Throwable cause) throws IOException {
        if (cause instanceof IOException e) {
            throw e;
        }
        throw cause instanceof RuntimeException e ? e : new IllegalStateException(cause);
    }

    private static String nullable(String text) {
        return switch (text) {
            case "<null>" -> null;
            case "<empty>" -> "";
            case "<blank>" -> " ";
            default -> text;
        };
    }
}
