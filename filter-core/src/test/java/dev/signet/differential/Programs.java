package dev.signet.differential;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Random;

/** Random programs; the same ones for the same seed. */
final class Programs {

    private static final int[] STATUSES = {
        200, 200, 201, 202, 204, 205, 206, 226, 299, 300, 301, 302, 304, 307, 400, 401, 403, 404, 405, 409, 410, 412,
        416, 418, 422, 429, 451, 499, 500, 501, 502, 503, 504, 505, 511, 599
    };

    private final Random random;

    Programs(long seed) {
        random = new Random(seed);
    }

    Program next(List<String> modes) {
        String form = modes.get(random.nextInt(modes.size()));
        String mode = random.nextInt(8) == 0 ? form + "@real" : form;
        Map<Program.Part, List<Call>> parts = new EnumMap<>(Program.Part.class);
        if (random.nextInt(5) == 0) {
            parts.put(Program.Part.FRONT, front());
        }
        boolean writer = random.nextBoolean();
        List<Call> inside = new ArrayList<>();
        if (random.nextInt(10) < 7) {
            inside.add(type());
        }
        int length = 1 + random.nextInt(7);
        for (int i = 0; i < length; i++) {
            inside.add(random.nextInt(100) < 45 ? head() : body(random.nextInt(12) == 0 ? !writer : writer));
        }
        if (random.nextInt(14) == 0 && !form.equals("async-thread-own")) { // where nobody hears of it
            inside.add(call("throw", Words.THROWS));
        }
        if (form.equals("async-ready")) {
            inside.replaceAll(Call::atOnce);
            if (inside.contains(new Call("reset", ""))) {
                inside.removeIf(Call::needsWriter); // nobody can ask whether it is ready
            }
        }
        if (form.equals("sync") || form.equals("buffered")) {
            parts.put(Program.Part.INSIDE, inside);
        } else {
            int first = random.nextInt(inside.size());
            if (form.equals("async-ready")
                    && inside.subList(0, first).stream().anyMatch(call -> call.ends() || call.closes())) {
                first = 0; // or some containers never call the listener
            }
            int last = new Program(form, Map.of()).isLeft()
                    ? inside.size()
                    : inside.size() - random.nextInt(inside.size() - first);
            put(parts, Program.Part.BEFORE, inside.subList(0, first));
            put(parts, Program.Part.INSIDE, inside.subList(first, last));
            put(parts, Program.Part.AFTER, inside.subList(last, inside.size()));
        }
        if (random.nextInt(30) == 0 && !form.contains("async")) {
            put(parts, Program.Part.BEHIND, front());
        }
        return new Program(mode, parts);
    }

    private static void put(Map<Program.Part, List<Call>> parts, Program.Part part, List<Call> calls) {
        if (!calls.isEmpty()) {
            parts.put(part, List.copyOf(calls));
        }
    }

    private List<Call> front() {
        List<Call> calls = new ArrayList<>();
        for (int i = random.nextInt(3); i >= 0; i--) {
            calls.add(
                    switch (random.nextInt(8)) {
                        case 0 -> new Call("status", Integer.toString(STATUSES[random.nextInt(STATUSES.length)]));
                        case 1 -> type();
                        case 2 -> call("charset", Words.CHARSETS[random.nextInt(4)]);
                        case 3 -> call("cookie", Words.COOKIES);
                        case 4 -> new Call("set", "Access-Control-Allow-Origin: *");
                        default -> call("set", Words.HEADERS[random.nextInt(3)]);
                    });
        }
        return calls;
    }

    private Call type() {
        return call("type", or(Words.TYPES, Words.FURTHER_TYPES));
    }

    private Call head() {
        int which = random.nextInt(50);
        if (which < 8) {
            return new Call("status", Integer.toString(STATUSES[random.nextInt(STATUSES.length)]));
        }
        if (which < 14) {
            return type();
        }
        if (which < 30) {
            return call(which < 24 ? "set" : "add", or(Words.HEADERS, Words.FURTHER_HEADERS));
        }
        return switch (which) {
            case 30, 31, 32, 33 -> call("charset", Words.CHARSETS);
            case 34 -> call("charsetObject", or(Words.CHARSET_OBJECTS, "<null>"));
            case 35, 36 -> call("locale", or(Words.LOCALES, Words.FURTHER_LOCALES));
            case 37 -> call("setInt", or(Words.INTS, "Content-Length: 3"));
            case 38 -> call("addInt", or(Words.INTS, "Content-Length: 3"));
            case 39 -> call("setDate", Words.DATES);
            case 40 -> call("addDate", Words.DATES);
            case 41, 42 -> call("cookie", Words.COOKIES);
            case 43 -> call("trailers", "1", "2");
            case 44, 45 -> call("buffer", Words.BUFFERS);
            case 46 -> call(random.nextInt(3) == 0 ? "lengthInt" : "length", or(Words.LENGTHS, "0", "-1"));
            default -> rest();
        };
    }

    private Call rest() {
        return switch (random.nextInt(5)) {
            case 0 -> new Call("reset", "");
            case 1 -> new Call("resetBuffer", "");
            case 2 -> call("redirect", or(Words.REDIRECTS, Words.FURTHER_REDIRECTS));
            case 3 -> call("error", random.nextInt(12) == 0 ? Words.BELOW_OK : Words.ERRORS);
            default -> call("error", Words.ERRORS);
        };
    }

    private Call body(boolean writer) {
        int which = random.nextInt(100);
        if (which < 62) {
            return written(writer);
        }
        if (which < 67) {
            return new Call(writer ? "writer" : "stream", "");
        }
        if (which < 76) {
            return new Call("flush", "");
        }
        if (which < 83) {
            return new Call(writer ? "flushWriter" : "flushStream", "");
        }
        if (which < 89) {
            return new Call(writer ? "closeWriter" : "closeStream", "");
        }
        return which < 92 ? question(writer) : rest();
    }

    private Call written(boolean writer) {
        String verb = writer ? "print" : "out";
        if (random.nextInt(25) == 0) {
            return call(verb, PieceDoor.OF_VALUES);
        }
        Call piece = call(verb, random.nextInt(10) < 6 ? Words.JSON : Words.TEXT);
        return random.nextInt(3) > 0 ? piece : by(piece, writer ? PieceDoor.OF_WRITER : PieceDoor.OF_STREAM);
    }

    private Call by(Call piece, String... doors) {
        return new Call(piece.verb(), piece.text() + " by " + doors[random.nextInt(doors.length)]);
    }

    private Call question(boolean writer) {
        return switch (random.nextInt(4)) {
            case 0 -> new Call("encodeURL", "/a?b=1");
            case 1 -> new Call("encodeRedirectURL", "there");
            default -> writer ? new Call("checkError", "") : new Call("flush", "");
        };
    }

    private String[] or(String[] usual, String... further) {
        return random.nextInt(4) == 0 ? further : usual;
    }

    private Call call(String verb, String... texts) {
        return new Call(verb, texts[random.nextInt(texts.length)]);
    }
}
