package dev.signet.text;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Reads one JSON object as RFC 8259 and RFC 7493 mean it: valid UTF-8 without a byte order mark, no name twice, no lone
 * surrogates, no text after the value, at most 16 levels, numbers of bounded length and size.
 *
 * <p>The members of the outermost object are pulled one by one, like {@code for (String name = json.firstName(); name !=
 * null; name = json.nextName()) json.value()}; that no name comes twice there is the caller's to check, in everything
 * below it is checked here. Not thread-safe; lives for one text.
 */
public final class StrictJson {

    private static final int DEEPEST = 16;

    private final JsonCursor in;
    private int depth;
    private int namesLeft;

    private StrictJson(JsonCursor in, int mostNames) {
        this.in = in;
        this.namesLeft = mostNames;
    }

    /**
     * Reads a text of a genuine signer, who may say as much as fits.
     *
     * @param text UTF-8; nobody changes it while it is read
     * @param names remembers names for the next text
     * @return a reader at the beginning of the text
     */
    public static StrictJson ofGenuine(byte[] text, MemberNames names) {
        return new StrictJson(new JsonCursor(text, names), Integer.MAX_VALUE);
    }

    /**
     * Reads a text that anyone may have written.
     *
     * @param text UTF-8; nobody changes it while it is read
     * @param mostNames how many member names it may have on all levels together; each costs memory
     * @return a reader at the beginning of the text
     */
    public static StrictJson ofStranger(byte[] text, int mostNames) {
        return new StrictJson(new JsonCursor(text, null), mostNames);
    }

    /**
     * Opens the outermost object.
     *
     * @return its first name, or null where it is empty and the text ends
     * @throws MalformedException when the text is not one strict object
     */
    public @Nullable String firstName() throws MalformedException {
        in.require(in.peek() == '{');
        return endOfText(open());
    }

    /**
     * Goes on behind a value.
     *
     * @return the next name; null at the end of the outermost object, which is the end of the text
     * @throws MalformedException when the text is not one strict object
     */
    public @Nullable String nextName() throws MalformedException {
        return endOfText(following());
    }

    /**
     * The value after a name.
     *
     * @return a String, Long, BigInteger, BigDecimal, Boolean, null, or an unmodifiable List or Map
     * @throws MalformedException when the text is not one strict object
     */
    public @Nullable Object value() throws MalformedException {
        return value(true);
    }

    /**
     * Reads over the value after a name, just as strictly, and keeps nothing of it.
     *
     * @throws MalformedException when the text is not one strict object
     */
    public void skip() throws MalformedException {
        value(false);
    }

    /**
     * Where the value read last begins in the text, if it was a number.
     *
     * @return an index
     */
    public int valueStart() {
        return in.valueStart();
    }

    private @Nullable String endOfText(@Nullable String name) throws MalformedException {
        in.require(name != null || in.peek() == JsonCursor.END);
        return name;
    }

    private @Nullable String open() throws MalformedException {
        descend();
        if (in.peek() == '}') {
            ascend();
            return null;
        }
        return name();
    }

    private @Nullable String following() throws MalformedException {
        int next = in.peek();
        if (next == '}') {
            ascend();
            return null;
        }
        in.require(next == ',');
        in.take();
        return name();
    }

    private String name() throws MalformedException {
        in.require(in.peek() == '"' && namesLeft-- > 0);
        String name = in.memberName();
        in.require(in.peek() == ':');
        in.take();
        return name;
    }

    private void descend() throws MalformedException {
        in.require(++depth <= DEEPEST);
        in.take();
    }

    private void ascend() {
        depth--;
        in.take();
    }

    private @Nullable Object value(boolean keep) throws MalformedException {
        int first = in.peek();
        switch (first) {
            case '"':
                return in.string(keep);
            case '{':
                if (keep) {
                    return object();
                }
                skipObject();
                return null;
            case '[':
                if (keep) {
                    return array();
                }
                skipArray();
                return null;
            case 't':
                in.word("true");
                return true;
            case 'f':
                in.word("false");
                return false;
            case 'n':
                in.word("null");
                return null;
            default:
                in.require(first == '-' || JsonCursor.isDigit(first));
                return in.number(keep);
        }
    }

    private Map<String, @Nullable Object> object() throws MalformedException {
        Map<String, @Nullable Object> object = new LinkedHashMap<>();
        for (String name = open(); name != null; name = following()) {
            int before = object.size();
            object.put(name, value(true));
            in.require(object.size() > before); // a name twice: its first and its last reader would see two tokens
        }
        return Collections.unmodifiableMap(object);
    }

    private void skipObject() throws MalformedException {
        String name = open();
        if (name == null) {
            return;
        }
        Set<String> names = new HashSet<>();
        for (; name != null; name = following()) {
            in.require(names.add(name));
            value(false);
        }
    }

    private List<@Nullable Object> array() throws MalformedException {
        List<@Nullable Object> array = new ArrayList<>();
        for (boolean more = openArray(); more; more = elementFollows()) {
            array.add(value(true));
        }
        return Collections.unmodifiableList(array);
    }

    private void skipArray() throws MalformedException {
        for (boolean more = openArray(); more; more = elementFollows()) {
            value(false);
        }
    }

    private boolean openArray() throws MalformedException {
        descend();
        if (in.peek() == ']') {
            ascend();
            return false;
        }
        return true;
    }

    private boolean elementFollows() throws MalformedException {
        int next = in.peek();
        if (next == ']') {
            ascend();
            return false;
        }
        in.require(next == ',');
        in.take();
        return true;
    }

    @Override
    public String toString() {
        return "JSON of " + in.length() + " bytes"; // claims never reach a log, not even by accident
    }
}
