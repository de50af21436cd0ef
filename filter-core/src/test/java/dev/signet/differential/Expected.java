package dev.signet.differential;

import dev.signet.envelope.ErrorCode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * What goes over the wire: the decision table as a function of what the bare container sends.
 *
 * @param form what the answer looks like
 * @param status the status on the wire
 * @param code the envelope's code, where there is one
 * @param data the bytes of the envelope's data as they are spelled, or the whole body, or null where it may be anything
 * @param string where the data is a JSON string of our own spelling: its text
 * @param streamed whether the data is so long that there is no Content-Length
 */
record Expected(Form form, int status, int code, byte[] data, String string, boolean streamed) {

    /** What an answer looks like. */
    enum Form {
        /** Rows 1 to 6 and 13: as the bare container sends it. */
        UNTOUCHED,
        /** Row 7: the body as it is. */
        ENVELOPE,
        /** Rows 8 to 12. */
        WRAPPED,
        /** Wrapped, where the status stays and forbids a body. */
        EMPTY,
        /** Rows 14 and 15: headers that describe the body are gone. */
        ERROR,
        /** Row 9 or 16: by how much of it came in one piece. */
        BROKEN_OR_STRING,
        /** Row 16: it never parses. */
        BROKEN
    }

    private static final byte[] NULL = "null".getBytes(StandardCharsets.US_ASCII);
    private static final byte[] VALUE = "[1]".getBytes(StandardCharsets.US_ASCII);
    private static final byte[] MARK = {(byte) 0xEF, (byte) 0xBB, (byte) 0xBF};

    /** The decision for the answer of a bare container. */
    static Expected of(WireAnswer bare, Facts facts) {
        if (facts.error() >= 400) {
            boolean range = facts.error() == 416 && facts.header("content-range") != null;
            return range ? untouched(facts.error()) : error(facts.error(), NULL, facts);
        }
        if (facts.error() != 0 && facts.error() < 100) {
            return broken();
        }
        if (facts.error() >= 200) { // a status and an end
            return byTable(facts.error(), facts.type(), new byte[0], facts);
        }
        if (facts.redirected()) {
            return untouched(Integer.parseInt(facts.last().get("status")));
        }
        if (facts.thrown() && !facts.closed()) {
            return facts.committed() && isSent(bare, facts) ? broken() : error(500, NULL, facts);
        }
        if (!bare.whole()) {
            return broken();
        }
        if (bare.status() >= 500
                && !String.valueOf(bare.status()).equals(facts.last().get("status"))) {
            return error(bare.status(), NULL, facts); // the container's own, for a length that was not kept
        }
        boolean bodyless = isBodiless(bare.status());
        boolean asTold = bodyless && bare.header("content-type") == null
                || bare.values("content-type").size() > 1;
        String type = asTold ? facts.type() : bare.header("content-type");
        return byTable(bare.status(), type, bodyless ? new byte[0] : bare.body(), facts);
    }

    private static boolean isBodiless(int status) {
        return status == 204 || status == 205 || status == 304;
    }

    /** Whether a committed answer has really left: it was not ours to hold, or was too long for that. */
    private static boolean isSent(WireAnswer bare, Facts facts) {
        int status = Integer.parseInt(facts.last().get("status")); // some containers still make a 500 of it
        // some of it may still have been in a buffer, and behind it may be what Liberty says of the exception
        byte[] written = facts.written().getBytes(StandardCharsets.UTF_8);
        boolean rest = bare.whole() && bare.body().length > 0 && facts.written().endsWith(bare.text());
        byte[] body = isBodiless(status) ? new byte[0] : rest ? bare.body() : written; // a forward may have taken some
        Expected otherwise = byTable(status, facts.type(), body, facts);
        boolean whatever = byTable(status, facts.type(), VALUE, facts).form == Form.UNTOUCHED;
        return otherwise.form == Form.UNTOUCHED && (whatever || !isHeldJson(body, facts))
                || body.length > limit(facts) && status < 400;
    }

    /** What is held of an answer: more where the application has asked for it. */
    private static int limit(Facts facts) {
        return Math.max(Player.LIMIT, Integer.parseInt(facts.last().getOrDefault("buffer", "0")));
    }

    /** Without a type, what is or may become one JSON value is held behind a flush. */
    private static boolean isHeldJson(byte[] body, Facts facts) {
        return Media.of(facts.type()) == Media.NONE && JsonText.mayBecome(withoutMark(body));
    }

    private static Expected byTable(int status, String type, byte[] sent, Facts facts) {
        boolean range = facts.header("content-range") != null;
        boolean location = facts.header("location") != null;
        if (status == 304 || status >= 300 && status < 400 && location || status == 206 || range) {
            return untouched(status);
        }
        Media media = Media.of(type);
        if (status < 400 && (!media.mayBeJson() || isEncodedOrAttached(facts))) {
            return untouched(status);
        }
        byte[] body = withoutMark(
                media == Media.JSON ? new String(sent, Media.charset(type)).getBytes(StandardCharsets.UTF_8) : sent);
        boolean readable = media == Media.JSON && !Media.isUtf8(type) || JsonText.isUtf8(sent);
        JsonText json = media.mayBeJson() && readable ? JsonText.of(body) : JsonText.NOT;
        boolean held = sent.length <= limit(facts);
        if (json == JsonText.ENVELOPE && held && !(status >= 400 && codeOf(body) == 1)) {
            return new Expected(Form.ENVELOPE, facts.real() ? status : 200, codeOf(body), body, null, false);
        }
        if (status >= 400) {
            boolean kept = status < 500 && held && (json == JsonText.ONE || json == JsonText.ENVELOPE);
            return error(status, kept ? stripped(body) : NULL, facts);
        }
        int wire = facts.real() ? status : 200;
        if (wire == 204 || wire == 205) {
            return new Expected(Form.EMPTY, wire, 0, null, null, false);
        }
        return switch (json) {
            case BLANK ->
                media == Media.JSON || body.length == 0 ? wrapped(wire, NULL, null, false) : untouched(status);
            case ONE, ENVELOPE ->
                media == Media.NONE && !held ? untouched(status) : wrapped(wire, stripped(body), null, !held);
            case CUT -> media == Media.NONE ? untouched(status) : held ? error(500, NULL, facts) : broken();
            case NOT ->
                media == Media.NONE
                        ? untouched(status)
                        : new Expected(
                                !held && isBegun(body) ? Form.BROKEN_OR_STRING : Form.WRAPPED,
                                wire,
                                1,
                                null,
                                new String(body, StandardCharsets.UTF_8),
                                !held);
        };
    }

    /** Whether what is sent first is the beginning of a JSON value, so that the failure behind it comes too late. */
    private static boolean isBegun(byte[] body) {
        JsonText first = JsonText.of(Arrays.copyOf(body, Player.LIMIT));
        return first == JsonText.CUT || first == JsonText.ONE;
    }

    private static boolean isEncodedOrAttached(Facts facts) {
        String encoding = facts.header("content-encoding");
        String disposition = facts.header("content-disposition");
        return encoding != null
                        && !encoding.replace(" & ", "").replace("identity", "").isEmpty()
                || disposition != null && disposition.startsWith("attachment");
    }

    private static int codeOf(byte[] envelope) {
        try {
            return JsonText.code(envelope);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static byte[] withoutMark(byte[] body) {
        return body.length >= 3 && Arrays.equals(body, 0, 3, MARK, 0, 3)
                ? Arrays.copyOfRange(body, 3, body.length)
                : body;
    }

    private static byte[] stripped(byte[] body) {
        return new String(body, StandardCharsets.UTF_8).strip().getBytes(StandardCharsets.UTF_8);
    }

    private static Expected untouched(int status) {
        return new Expected(Form.UNTOUCHED, status, 0, null, null, false);
    }

    private static Expected wrapped(int status, byte[] data, String string, boolean streamed) {
        return new Expected(Form.WRAPPED, status, 1, data, string, streamed);
    }

    private static Expected error(int status, byte[] data, Facts facts) {
        return new Expected(
                Form.ERROR,
                facts.real() ? status : 200,
                ErrorCode.ofStatus(status).code(),
                data,
                null,
                false);
    }

    private static Expected broken() {
        return new Expected(Form.BROKEN, 0, 0, null, null, false);
    }

    /** In one word or two, for a kind of differences. */
    String word() {
        return switch (form) {
            case UNTOUCHED -> "untouched";
            case EMPTY -> status + " empty";
            case ENVELOPE -> "envelope";
            case BROKEN_OR_STRING -> "broken or a string";
            case WRAPPED -> "code 1" + (Arrays.equals(data, NULL) ? " null" : string != null ? " string" : " data");
            case ERROR -> "code " + code + (Arrays.equals(data, NULL) ? " null" : " data");
            case BROKEN -> "broken";
        };
    }
}
