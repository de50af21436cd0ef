package dev.signet.differential;

import dev.signet.envelope.ErrorCode;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Compares what came over the wire behind Signet with what is expected. */
final class WireCheck {

    /** Bytes are compared as they are, one character a byte. */
    private static final Pattern ENVELOPE = Pattern.compile(
            "\\{\"code\":(-?\\d+),\"message\":\"([^\"]*)\",\"data\":(.*),\"timestamp\":\"\\d{13}\"}", Pattern.DOTALL);

    private static final Set<String> DESCRIBE_ANY_BODY = Set.of(
            "content-type",
            "content-length",
            "content-md5",
            "content-range",
            "content-encoding",
            "accept-ranges",
            "digest");
    private static final Set<String> DESCRIBE_THE_BODY =
            Set.of("etag", "last-modified", "cache-control", "expires", "pragma", "trailer");

    private static final String BEYOND_LATIN = "[^\\x00-\\xff]";
    private static final String BEYOND_ASCII =
            "[\\x80-\\xff]"; // what is no UTF-8, where the head was sent before the charset

    private final String mode;
    private final Expected expected;
    private final WireAnswer bare;
    private final Facts facts;
    private final WireAnswer actual;
    private final List<Kind> different = new ArrayList<>();

    private WireCheck(String mode, Expected expected, WireAnswer bare, Facts facts, WireAnswer actual) {
        this.mode = mode;
        this.expected = expected;
        this.bare = bare;
        this.facts = facts;
        this.actual = actual;
    }

    /** What differs; nothing, as it should be. */
    static List<Kind> differences(String mode, WireAnswer bare, Facts facts, WireAnswer actual) {
        WireCheck check = new WireCheck(mode, Expected.of(bare, facts), bare, facts, actual);
        check.run();
        return check.different;
    }

    private void run() {
        String word = word();
        if (expected.form() == Expected.Form.BROKEN
                || expected.form() == Expected.Form.BROKEN_OR_STRING
                        && !ENVELOPE.matcher(latin(actual.body())).matches()) {
            boolean within = mode.startsWith("include") && word.startsWith("code -30"); // where Undertow sends nothing
            boolean complete = actual.end() == WireAnswer.End.WHOLE
                    && !actual.headers().containsKey("content-length"); // up to which it came, whatever was to follow
            boolean envelope =
                    actual.whole() && ENVELOPE.matcher(latin(actual.body())).matches();
            if (!within && !(bare.isAllHead() && bare.status() == actual.status()) && (complete || envelope)) {
                add("answer", "broken", word);
            }
            return;
        }
        if (!actual.whole()
                && expected.form() == Expected.Form.UNTOUCHED
                && actual.end() == bare.end()
                && actual.status() == bare.status()) {
            return; // a length that was promised and not kept
        }
        if (!actual.whole()) {
            add("answer", expected.word(), actual.end().name().toLowerCase(Locale.ROOT) + " " + word);
            return;
        }
        switch (expected.form()) {
            case UNTOUCHED -> untouched(word);
            case ENVELOPE -> asItIs(word);
            case EMPTY -> empty(word);
            default -> enveloped(word);
        }
    }

    private void untouched(String word) {
        Matcher envelope = ENVELOPE.matcher(latin(actual.body()));
        if (envelope.matches()
                && envelope.group(1).equals("1")
                && latin(bare.body()).equals("?" + envelope.group(3))) {
            return; // the bare container had no letter for the mark in front of its JSON
        }
        if (actual.status() != expected.status()) {
            add("answer", "untouched " + expected.status(), word);
            return;
        }
        WireItem body = new WireItem(expected, bare, facts, actual, "body", List.of(), List.of());
        boolean lost = (facts.undecided() || Media.of(facts.type()) == Media.NONE)
                && isLost(latin(bare.body()), new String(actual.body(), StandardCharsets.UTF_8));
        if (!Arrays.equals(bare.body(), actual.body())
                && !lost
                && !isCutAsDeclared()
                && !LawfulOnTheWire.anyAllows(body)) {
            add("body", shown(bare.body()), word.startsWith("code") ? word : shown(actual.body()));
            return;
        }
        Set<String> names = new TreeSet<>(bare.headers().keySet());
        names.addAll(actual.headers().keySet());
        if (!facts.length()
                || facts.header("content-length") == null
                || bare.values("content-length").isEmpty()) {
            names.remove("content-length"); // the container's own
        }
        names.forEach(this::kept);
    }

    /** A length that is declared is kept, while the oracle may know nothing of it. */
    private boolean isCutAsDeclared() {
        int length = actual.body().length;
        return facts.declared()
                && String.valueOf(length).equals(actual.header("content-length"))
                && length < bare.body().length
                && Arrays.equals(bare.body(), 0, length, actual.body(), 0, length);
    }

    private void empty(String word) {
        if (actual.body().length > 0 || actual.status() != expected.status()) {
            add("answer", expected.word(), word);
        }
    }

    private void asItIs(String word) {
        if (!latin(expected.data()).strip().equals(latin(actual.body()).strip())) { // white space may be dropped
            add("answer", "an envelope as it is", word);
            return;
        }
        head();
    }

    private void enveloped(String word) {
        Matcher envelope = ENVELOPE.matcher(latin(actual.body()));
        if (!envelope.matches() || Integer.parseInt(envelope.group(1)) != expected.code()) {
            add("answer", expected.word(), word);
            return;
        }
        String message = new String(envelope.group(2).getBytes(StandardCharsets.ISO_8859_1), StandardCharsets.UTF_8);
        for (ErrorCode code : ErrorCode.values()) {
            if (code.code() == expected.code() && !code.chinese().equals(message)) {
                add("message", code.chinese(), message);
            }
        }
        byte[] data = envelope.group(3).getBytes(StandardCharsets.ISO_8859_1);
        if (expected.string() != null) {
            String text = JsonText.string(new String(data, StandardCharsets.UTF_8));
            boolean unmarked = expected.string().equals("?" + latin(data))
                    || isLost(expected.string(), "?" + text); // it had no letter for the mark
            if (!expected.string().equals(text)
                    && !unmarked
                    && !isLost(expected.string(), text)
                    && !isAsPrinted(text)) {
                add("data", expected.word(), word);
            }
        } else if (!Arrays.equals(expected.data(), data)
                && !isLost(
                        new String(expected.data(), StandardCharsets.UTF_8),
                        new String(data, StandardCharsets.UTF_8))) {
            add("data", shown(expected.data()), shown(data));
        }
        head();
    }

    /** The bare container may have had no letters for it, in a charset that nobody asked for, or in the one that was. */
    private boolean isLost(String wanted, String got) {
        Charset charset = Media.charset(facts.type());
        if (got != null
                && expected.form() != Expected.Form.UNTOUCHED
                && wanted.equals(new String(got.getBytes(charset), charset))) {
            return true;
        }
        boolean own = facts.charset() && String.valueOf(facts.type()).contains("charset=");
        return got != null
                && (!own || Media.of(facts.type()).mayBeJson() && expected.form() != Expected.Form.UNTOUCHED)
                && (wanted.equals(got.replaceAll(BEYOND_LATIN, "?"))
                        || wanted.equals(got.replaceAll(BEYOND_LATIN, "?").replaceAll(BEYOND_ASCII, "\uFFFD")));
    }

    /** A type that tells no charset is JSON's, whatever charset the bare container's writer has. */
    private boolean isAsPrinted(String text) {
        String charset = facts.last().get("encoding");
        return text != null
                && charset != null
                && Charset.isSupported(charset)
                && Arrays.equals(text.getBytes(Charset.forName(charset)), bare.body());
    }

    private void head() {
        if (actual.status() != expected.status()) {
            add("status", String.valueOf(expected.status()), String.valueOf(actual.status()));
        }
        String type = actual.header("content-type"); // Jetty has a spelling of its own
        boolean within = mode.startsWith("include") && Media.of(type) == Media.JSON; // Undertow takes no head there
        if (actual.values("content-type").size() != 1
                || !within && !type.equalsIgnoreCase("application/json;charset=utf-8")) {
            add("header content-type", "application/json;charset=UTF-8", type);
        }
        boolean near = actual.body().length > 60_000 && actual.body().length < 72_000;
        boolean length = !actual.values("content-length").isEmpty();
        boolean chunks = expected.streamed() || facts.last().containsKey("trailers");
        boolean both = length
                && actual.headers().keySet().stream().anyMatch(name -> name.startsWith("trailer ")); // over HTTP/2
        if (!near && !both && length == chunks) {
            add("header content-length", chunks ? "none" : "exact", length ? "exact" : "none");
        }
        boolean failed = expected.form() == Expected.Form.ERROR
                || expected.form() == Expected.Form.ENVELOPE && bare.status() >= 400;
        if (failed) {
            mustBe("header cache-control", List.of("no-store"), actual.values("cache-control"));
        }
        Set<String> names = new TreeSet<>(bare.headers().keySet());
        names.addAll(actual.headers().keySet());
        for (String name : names) {
            if (name.equals("x-request-id")) {
                requestId(failed);
            } else if (failed) {
                afterFailure(name);
            } else if (name.equals("etag")) {
                etag();
            } else if (DESCRIBE_ANY_BODY.contains(name) || name.endsWith("-digest")) {
                if (!name.equals("content-type") && !name.equals("content-length")) {
                    same("header " + name, List.of(), actual.values(name));
                }
            } else {
                kept(name);
            }
        }
    }

    /** Who is told of a failure has an id by which to ask for it. */
    private void requestId(boolean failed) {
        boolean fine = !failed && new String(actual.body(), StandardCharsets.UTF_8).startsWith("{\"code\":1,");
        List<String> ids = actual.values("x-request-id");
        if (fine || ids.size() != 1 || !ids.get(0).matches("[A-Z2-7]{26}")) {
            kept("x-request-id");
        }
    }

    private void kept(String name) {
        same("header " + name, bare.values(name), actual.values(name));
    }

    /** Headers that describe the body are gone. */
    private void afterFailure(String name) {
        boolean describes = name.startsWith("content-") && !name.startsWith("content-security-policy")
                || DESCRIBE_ANY_BODY.contains(name)
                || DESCRIBE_THE_BODY.contains(name)
                || name.endsWith("-digest");
        if (!describes) {
            kept(name);
        } else if (!Set.of("content-type", "content-length", "cache-control").contains(name)) {
            mustBe("header " + name, List.of(), actual.values(name));
        }
    }

    private void etag() {
        List<String> before = bare.values("etag");
        List<String> after = actual.values("etag");
        boolean right = before.size() == after.size();
        for (int i = 0; right && i < before.size(); i++) {
            right = WireItem.isMarked(before.get(i), after.get(i));
        }
        if (!right) {
            same("header etag", before, after);
        }
    }

    private void same(String item, List<String> wanted, List<String> got) {
        if (!LawfulOnTheWire.anyAllows(new WireItem(expected, bare, facts, actual, item, wanted, got))) {
            mustBe(item, wanted, got);
        }
    }

    /** What Signet alone decides, whatever the bare container does. */
    private void mustBe(String item, List<String> wanted, List<String> got) {
        if (!wanted.equals(got)) {
            add(
                    item,
                    wanted.isEmpty() ? null : String.join(" & ", wanted),
                    got.isEmpty() ? null : String.join(" & ", got));
        }
    }

    private void add(String item, String from, String to) {
        different.add(new Kind(mode + " wire", item, from, to));
    }

    /** What came, in a word or two. */
    private String word() {
        Matcher envelope = ENVELOPE.matcher(latin(actual.body()));
        if (envelope.matches()) {
            String data = envelope.group(3);
            return "code " + envelope.group(1)
                    + (data.equals("null") ? " null" : data.startsWith("\"") ? " string" : " data");
        }
        return actual.status() == 0
                ? "no head"
                : actual.status() + (actual.body().length == 0 ? " empty" : " " + shown(actual.body()));
    }

    private static String shown(byte[] body) {
        String text = new String(body, StandardCharsets.UTF_8);
        if (text.regionMatches(true, 0, "<!doctype", 0, 9) || text.startsWith("<html")) {
            return "container's page";
        }
        return text.length() > 40 ? text.substring(0, 20) + "…" + body.length : text.isEmpty() ? "empty" : text;
    }

    private static String latin(byte[] body) {
        return new String(body, StandardCharsets.ISO_8859_1);
    }
}
