package dev.signet.differential;

import dev.signet.testing.BufferingResponse;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.Cookie;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.UnsupportedEncodingException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Map;

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

    /** The same, where what the mode itself does goes on elsewhere, unless it throws. */
    void tryTo(HttpServletResponse response, Step step) throws ServletException, IOException {
        try {
            step.take();
        } catch (Throwable e) {
            recording.add(
                    Program.Part.MODE.word() + " 0 " + recording.program().form(), Hearing.of(response, "thrown"));
            throw e;
        }
    }

    void play(Program.Part part, HttpServletResponse response) throws ServletException, IOException {
        if (part == Program.Part.BEHIND && recording.flavour() != null) {
            return; // an ended answer is committed
        }
        for (int number = 0; number < recording.program().calls(part).size(); number++) {
            step(part, number, response);
        }
    }

    /** Makes the call of that number. */
    boolean step(Program.Part part, int number, HttpServletResponse response) throws ServletException, IOException {
        Call call = recording.program().calls(part).get(number);
        String label = part.word() + " " + number + " " + call.verb();
        if (call.verb().equals("throw")) {
            recording.add(label, recording.hearing(response, "thrown"));
            if (recording.flavour() != null && recording.program().hasEndedBefore(part)) {
                return true; // the answer stands
            }
            thrown(call.text());
        }
        String threw = "";
        String told = "";
        try {
            if (recording.flavour() == null
                    || recording.flavour().allows(recording.program(), part, number, response)) {
                if (call.asks()) {
                    told = ask(call, response);
                } else {
                    perform(call, response);
                }
                if (recording.program().includes(part) && call.flushes()) {
                    recording.oweFlush();
                }
                if (recording.flavour() != null) {
                    asSignetDoes(call, response);
                }
            } else if (call.verb().equals("buffer") && !recording.program().includes(part)) {
                recording.shrink(Integer.parseInt(call.text()), response);
            } else if (call.closes() && recording.program().includes(part)) {
                perform(Call.one(call.verb().equals("closeStream") ? "stream" : "writer"), response);
            }
        } catch (IOException | RuntimeException e) {
            threw = kind(e);
        }
        Map<String, String> heard = recording.hearing(response, threw);
        heard.put("told", told);
        recording.add(label, heard);
        return threw.isEmpty();
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
            case "charsetObject" ->
                Servlet61.setCharacterEncoding(response, text == null ? null : Charset.forName(text));
            case "locale" -> response.setLocale(text == null ? null : Locale.forLanguageTag(text));
            case "length" -> response.setContentLengthLong(Long.parseLong(text));
            case "lengthInt" -> response.setContentLength(Integer.parseInt(text));
            case "cookie" ->
                response.addCookie(
                        new Cookie(text.substring(0, text.indexOf('=')), text.substring(text.indexOf('=') + 1)));
            case "buffer" -> response.setBufferSize(Integer.parseInt(text));
            case "trailers" -> response.setTrailerFields(text == null ? null : () -> Map.of("X-T", text));
            case "stream" -> response.getOutputStream();
            case "writer" -> writer(response);
            case "out" -> out(call, response);
            case "print" -> PieceDoor.write(writer(response), Piece.of(call.pieceName()), call.door());
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

    /** What a call tells. */
    private String ask(Call call, HttpServletResponse response) throws IOException {
        return switch (call.verb()) {
            case "checkError" -> String.valueOf(writer(response).checkError());
            case "encodeURL" -> response.encodeURL(call.text());
            case "encodeRedirectURL" -> response.encodeRedirectURL(call.text());
            default -> throw new IllegalArgumentException("no such question: " + call);
        };
    }

    /**
     * Characters that a twin's stream is given are in the charset of its JSON, and need none that is declared; nor are
     * those lost that Jetty has no room for.
     */
    private void out(Call call, HttpServletResponse response) throws IOException {
        Twin.Flavour flavour = recording.flavour();
        String declared = response.getCharacterEncoding();
        boolean json = flavour != null
                && flavour.prefersUtf8()
                && (mayBecomeJson(response) || Hearing.isTypeTaken(response)); // which is none
        boolean ours = json || declared == null || Recording.isOfJetty(response);
        if (flavour == null
                || response instanceof BufferingResponse // whose stream has no charset but that of the API
                || !ours
                || !PieceDoor.isOfCharacters(call.door())) {
            PieceDoor.write(response.getOutputStream(), Piece.of(call.pieceName()), call.door());
            return;
        }
        Charset charset = json
                ? Hearing.isTypeTaken(response) ? StandardCharsets.UTF_8 : Media.charset(response.getContentType())
                : declared == null || !Charset.isSupported(declared)
                        ? StandardCharsets.ISO_8859_1
                        : Charset.forName(declared);
        response.getOutputStream().write(call.piece().getBytes(charset));
    }

    private static boolean mayBecomeJson(HttpServletResponse response) {
        Media media = Media.of(response.getContentType());
        return media == Media.JSON || media == Media.NONE && !(response instanceof BufferingResponse);
    }

    private java.io.PrintWriter writer(HttpServletResponse response) throws IOException {
        String charset = response.getCharacterEncoding();
        preferUtf8(response);
        try {
            return response.getWriter();
        } catch (IllegalStateException e) {
            if (!String.valueOf(charset).equals(response.getCharacterEncoding())) {
                response.setCharacterEncoding("iso-8859-1".equalsIgnoreCase(charset) ? null : charset);
            }
            throw e;
        }
    }

    private void asSignetDoes(Call call, HttpServletResponse response) throws IOException {
        if (call.writes() && !(response instanceof BufferingResponse)) {
            recording.wrote(call.piece(), call.needsWriter(), response);
        } else if (call.verb().startsWith("reset")) {
            recording.forget();
        } else if (call.verb().equals("buffer") && !(response instanceof BufferingResponse)) {
            recording.enlarge(Integer.parseInt(call.text()));
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
                && !(response instanceof BufferingResponse buffer && buffer.hasWriter())
                && mayBecomeJson(response)) {
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

    /** {@code redirect /a}; in Servlet 6.1 {@code redirect /a 307}, {@code redirect /a keep}, and both. */
    private static void redirect(String text, HttpServletResponse response) throws IOException {
        String[] words = text.split(" ", -1);
        boolean keeps = words[words.length - 1].equals("keep");
        switch (words.length) {
            case 1 -> response.sendRedirect(words[0]);
            case 2 -> {
                if (keeps) {
                    Servlet61.sendRedirect(response, words[0], false);
                } else {
                    Servlet61.sendRedirect(response, words[0], Integer.parseInt(words[1]));
                }
            }
            default -> Servlet61.sendRedirect(response, words[0], Integer.parseInt(words[1]), !keeps);
        }
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
