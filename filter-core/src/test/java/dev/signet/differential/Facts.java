package dev.signet.differential;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * What the wire of the bare container does not tell, because its own error page took the place of the answer, or because
 * its answer was cut: read off the calls and what was heard after them.
 *
 * @param real whether wrapped answers keep their status
 * @param thrown whether the application threw, or what the mode itself did
 * @param committed whether the bare answer was committed when it did
 * @param error the status of the first {@code sendError} that was taken, or 0
 * @param redirected whether a {@code sendRedirect} was taken
 * @param kept whether it keeps a body
 * @param closed whether stream or writer were closed
 * @param declared whether the application declared a length
 * @param length whether a length was heard of where the application declared it; a {@link Twin} may have none
 * @param reset whether the response was reset
 * @param include whether it is played within an include
 * @param written what was written before the throw, and not taken back
 * @param undecided whether a writer was chosen while the answer could still have become an envelope
 * @param charset whether the application asked for a charset by its name
 * @param charsetAnew whether the target of a forward asked for one, where a writer had been chosen in front of it
 * @param last what was heard last by the application; before the throw, and after the call that ended the answer
 * @param front what was heard last by the filter in front
 */
record Facts(
        boolean real,
        boolean thrown,
        boolean committed,
        int error,
        boolean redirected,
        boolean kept,
        boolean closed,
        boolean declared,
        boolean length,
        boolean reset,
        boolean include,
        String written,
        boolean undecided,
        boolean charset,
        boolean charsetAnew,
        Map<String, String> last,
        Map<String, String> front) {

    static Facts of(Program program, Played played) {
        boolean thrown = false;
        boolean committed = false;
        int error = 0;
        boolean redirected = false;
        boolean kept = false;
        boolean closed = false;
        boolean length = program.form().contains("buffered");
        boolean reset = false;
        boolean undecided = false;
        StringBuilder written = new StringBuilder();
        StringBuilder aside = new StringBuilder(); // in a wrapper of the application
        Map<String, String> last = Map.of();
        Map<String, String> front = Map.of();
        boolean before = false; // committed before this call
        String writers = null; // the charset of the wrapper's writer
        for (Heard heard : played.heard()) {
            Call call = heard.call();
            boolean ended = error != 0 || redirected;
            if (heard.part() == Program.Part.BEHIND) {
                continue;
            }
            length |= call.declaresSomeLength() && heard.item("header content-length") != null;
            undecided |= call.needsWriter() && Media.of(heard.item("type")).mayBeJson();
            boolean wraps = program.buffers(heard.part());
            writers = wraps && call.needsWriter() && writers == null ? heard.item("encoding") : writers;
            if (!heard.threw() && call.writes()) {
                (wraps ? aside : written)
                        .append(wraps && call.needsWriter() ? by(writers, call.piece()) : call.piece());
            } else if (!heard.threw()
                    && !program.includes(heard.part()) // where it has no effect
                    && (call.verb().startsWith("reset") || call.verb().equals("forward"))) {
                written.setLength(0);
                aside.setLength(0);
            }
            boolean copied = heard.part() == Program.Part.MODE && !heard.threw();
            if (copied || heard.committed() && heard.threw() && call.ends()) {
                written.append(aside); // copied first, which was too much for what was to follow
                aside.setLength(0);
            }
            if (heard.part() == Program.Part.FRONT) {
                front = withCookie(call, front, heard.items());
            }
            if (call.verb().equals("throw") && program.hasEndedBefore(heard.part())) {
                continue;
            }
            if (call.verb().equals("throw") || heard.part() == Program.Part.MODE && heard.threw()) {
                committed = thrown ? committed : heard.committed();
                thrown = true;
            } else if (program.includes(heard.part())) {
                continue;
            } else if (!heard.threw()) {
                closed |= call.closes() && !program.buffers(heard.part());
                reset |= call.verb().equals("reset");
                if (call.ends() && !before && !ended && !call.isInterim()) {
                    redirected = call.verb().equals("redirect");
                    kept = redirected && call.text().endsWith(" keep") && !written.isEmpty();
                    error = redirected ? 0 : call.errorStatus();
                    last = error >= 200 && error < 400 ? withTypeOf(last, heard.items()) : heard.items();
                }
            }
            boolean refused = before && heard.threw() && call.takesBack(); // of which Undertow does a part all the same
            before = heard.committed();
            if (error == 0 && !redirected && !refused) { // else what it was when it ended
                last = heard.items();
            }
        }
        return new Facts(
                program.keepsStatus(),
                thrown,
                committed,
                error,
                redirected,
                kept,
                closed,
                program.has(Call::declaresSomeLength) || program.form().contains("buffered"),
                length,
                reset,
                program.form().equals("include"),
                written.toString(),
                undecided,
                program.has(call -> call.toString().contains("charset")),
                program.form().startsWith("forward")
                        && program.calls(Program.Part.BEFORE).stream().anyMatch(Call::needsWriter)
                        && program.calls(Program.Part.INSIDE).stream()
                                .anyMatch(call -> call.toString().contains("charset")),
                new TreeMap<>(last),
                front);
    }

    /** What is left of a text in a charset that may lack some of its letters. */
    private static String by(String charset, String text) {
        Charset known =
                Charset.isSupported(String.valueOf(charset)) ? Charset.forName(charset) : StandardCharsets.UTF_8;
        return new String(text.getBytes(known), known);
    }

    /** What was heard after an error that is only a status and an end: the type of the container's page is not told. */
    private static Map<String, String> withTypeOf(Map<String, String> before, Map<String, String> after) {
        Map<String, String> told = new TreeMap<>(after);
        for (String item : List.of("type", "header content-type")) {
            told.remove(item);
            if (before.get(item) != null) {
                told.put(item, before.get(item));
            }
        }
        return told;
    }

    /** What was heard in front, with the cookies that Liberty does not tell until they are sent. */
    private static Map<String, String> withCookie(Call call, Map<String, String> before, Map<String, String> after) {
        String item = "header set-cookie";
        if (after.containsKey(item) || !call.verb().equals("cookie") && !before.containsKey(item)) {
            return after;
        }
        Map<String, String> told = new TreeMap<>(after);
        String cookies = before.get(item);
        if (call.verb().equals("cookie")) {
            String cookie = call.text().endsWith("=") ? call.text() + "\"\"" : call.text();
            cookies = cookies == null ? cookie : cookies + " & " + cookie;
        }
        told.put(item, cookies);
        return told;
    }

    /** The same where nothing was thrown. */
    Facts withoutThrow() {
        return new Facts(
                real,
                false,
                committed,
                error,
                redirected,
                kept,
                closed,
                declared,
                length,
                reset,
                include,
                written,
                undecided,
                charset,
                charsetAnew,
                last,
                front);
    }

    /** Whether the application has ended the answer by itself. */
    boolean ended() {
        return error != 0 || redirected;
    }

    /** The type as the application heard it last among the headers; Undertow goes on telling one that was reset. */
    String type() {
        String header = header("content-type");
        return header == null ? null : last.get("type");
    }

    /** A header as the application heard it last, or null. */
    String header(String name) {
        return last.get("header " + name);
    }
}
