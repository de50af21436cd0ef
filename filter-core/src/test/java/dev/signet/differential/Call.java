package dev.signet.differential;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * One call of an application on its response; like {@code status 201}, {@code set X-A: 1} or {@code print json}.
 *
 * @param verb what is called
 * @param text with what
 */
record Call(String verb, String text) {

    private static final String DOOR = " by ";
    private static final String BETWEEN = " ; ";
    private static final Set<String> ENDS = Set.of("error", "redirect");
    private static final Set<String> FLUSHES = Set.of("flush", "flushStream", "flushWriter", "checkError");
    private static final Set<String> TAKE_BACK = Set.of("reset", "resetBuffer", "buffer", "error", "redirect");
    private static final Set<String> HEAD = Set.of(
            "status",
            "type",
            "charset",
            "charsetObject",
            "locale",
            "length",
            "lengthInt",
            "cookie",
            "trailers",
            "set",
            "add",
            "setInt",
            "addInt",
            "setDate",
            "addDate");
    private static final Set<String> CLOSES = Set.of("closeStream", "closeWriter");

    /** Reads calls that are separated by {@code " ; "}. */
    static List<Call> parse(String line) {
        return line.isBlank()
                ? List.of()
                : Arrays.stream(line.strip().split(BETWEEN, -1)).map(Call::one).toList();
    }

    static Call one(String spelled) {
        String call = spelled.strip();
        int blank = call.indexOf(' ');
        return blank < 0 ? new Call(call, "") : new Call(call.substring(0, blank), call.substring(blank + 1));
    }

    static String spell(List<Call> calls) {
        return calls.stream().map(Call::toString).collect(Collectors.joining(BETWEEN));
    }

    /** Whether it is about the head of the answer, which is fixed once that is committed. */
    boolean isOfTheHead() {
        return HEAD.contains(verb);
    }

    /** Whether it takes something back, which it cannot once the answer is committed. */
    boolean takesBack() {
        return TAKE_BACK.contains(verb);
    }

    /** Whether it sends an error that is none: an interim answer, or nothing that is a status. */
    boolean isBelowOk() {
        return verb.equals("error") && errorStatus() < 200;
    }

    /** Whether it is an interim answer, or none at all, and the answer goes on. */
    boolean isInterim() {
        return isBelowOk() && errorStatus() >= 100;
    }

    int errorStatus() {
        return Integer.parseInt(text.split(" ", 2)[0]);
    }

    /** Whether it ends the answer, where it does not throw. */
    boolean ends() {
        return ENDS.contains(verb);
    }

    /** Whether it is asked for what it tells. */
    boolean asks() {
        return verb.equals("checkError") || verb.startsWith("encode");
    }

    boolean flushes() {
        return FLUSHES.contains(verb);
    }

    boolean closes() {
        return CLOSES.contains(verb);
    }

    boolean writes() {
        return verb.equals("out") || verb.equals("print");
    }

    /** What is written, with the line end of some container where one is added. */
    String piece() {
        return piece("\r\n");
    }

    String piece(String lineEnd) {
        return door().endsWith("ln") ? Piece.of(pieceName()) + lineEnd : Piece.of(pieceName());
    }

    String pieceName() {
        return text.split(DOOR, 2)[0];
    }

    /** By which method of stream or writer a piece is written; empty for the common one. */
    String door() {
        String[] words = text.split(DOOR, 2);
        return words.length == 1 ? "" : words[1];
    }

    /** The same by one write, where the method is one that makes several. */
    Call atOnce() {
        boolean several = door().equals("byte") || door().endsWith("ln");
        return writes() && several ? new Call(verb, pieceName()) : this;
    }

    boolean needsWriter() {
        return Set.of("writer", "print", "flushWriter", "closeWriter", "checkError")
                .contains(verb);
    }

    boolean needsStream() {
        return Set.of("stream", "out", "flushStream", "closeStream").contains(verb);
    }

    /** Whether it needs stream or writer. */
    boolean isOfTheBody() {
        return needsWriter() || needsStream() || verb.equals("flush");
    }

    /** Whether it needs the other of stream and writer than the one that those calls have chosen. */
    boolean isRefusedBehind(List<Call> before) {
        boolean stream = false;
        boolean writer = false;
        for (Call call : before) {
            boolean reset = call.verb.equals("reset");
            stream = !reset && (stream || call.needsStream() && !writer);
            writer = !reset && (writer || call.needsWriter() && !stream);
        }
        return stream && needsWriter() || writer && needsStream();
    }

    /** The header that it sets, in lower case, or an empty name. */
    String header() {
        boolean named = verb.startsWith("set") || verb.startsWith("add");
        return named ? text.substring(0, text.indexOf(": ")).toLowerCase(Locale.ROOT) : "";
    }

    boolean setsType() {
        return verb.equals("type") || text.startsWith("Content-Type:");
    }

    boolean asksForUnknownCharset() {
        return toString().equals("charset x-nobody");
    }

    boolean forgetsType() {
        return toString().equals("type <null>") || text.equals("Content-Type: <null>");
    }

    /** Whether it declares a length, and not that there is none. */
    boolean declaresSomeLength() {
        return declaresLength() && !text.endsWith("-1") && !text.endsWith("<null>");
    }

    boolean declaresLength() {
        return verb.startsWith("length")
                || (verb.startsWith("set") || verb.startsWith("add")) && text.startsWith("Content-Length:");
    }

    @Override
    public String toString() {
        return text.isEmpty() ? verb : verb + " " + text;
    }
}
