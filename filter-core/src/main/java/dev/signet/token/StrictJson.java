package dev.signet.token;

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
final class StrictJson extends JsonScalars {

    private static final int DEEPEST = 16;

    private int depth;
    private int namesLeft;

    private StrictJson(byte[] text, Refusal reason, @Nullable MemberNames names, int mostNames) {
        super(text, reason, names);
        this.namesLeft = mostNames;
    }

    /**
     * Reads a text of a genuine signer, who may say as much as fits.
     *
     * @param reason what is thrown when it is anything but one strict object
     * @param names remembers names for the next text
     */
    static StrictJson ofGenuine(byte[] text, Refusal reason, MemberNames names) {
        return new StrictJson(text, reason, names, Integer.MAX_VALUE);
    }

    /**
     * Reads a text that anyone may have written.
     *
     * @param reason what is thrown when it is anything but one strict object
     * @param mostNames how many member names it may have on all levels together; each costs memory
     */
    static StrictJson ofStranger(byte[] text, Refusal reason, int mostNames) {
        return new StrictJson(text, reason, null, mostNames);
    }

    /** Opens the outermost object; its first name, or null where it is empty and the text ends. */
    @Nullable
    String firstName() throws Refused {
        if (peek() != '{') {
            throw refused();
        }
        return endOfText(open());
    }

    /** The name after a value; null at the end of the outermost object, which is the end of the text. */
    @Nullable
    String nextName() throws Refused {
        return endOfText(following());
    }

    /** The value after a name: String, Long, BigInteger, BigDecimal, Boolean, null, or an unmodifiable List or Map. */
    @Nullable
    Object value() throws Refused {
        return value(true);
    }

    /** Reads over the value after a name, just as strictly, and keeps nothing of it. */
    void skip() throws Refused {
        value(false);
    }

    private @Nullable String endOfText(@Nullable String name) throws Refused {
        if (name == null && peek() != END) {
            throw refused();
        }
        return name;
    }

    private @Nullable String open() throws Refused {
        descend();
        if (peek() == '}') {
            ascend();
            return null;
        }
        return name();
    }

    private @Nullable String following() throws Refused {
        int next = peek();
        if (next == '}') {
            ascend();
            return null;
        }
        require(next == ',');
        at++;
        return name();
    }

    private String name() throws Refused {
        require(peek() == '"' && namesLeft-- > 0);
        String name = memberName();
        require(peek() == ':');
        at++;
        return name;
    }

    private void descend() throws Refused {
        require(++depth <= DEEPEST);
        at++;
    }

    private void ascend() {
        depth--;
        at++;
    }

    private @Nullable Object value(boolean keep) throws Refused {
        int first = peek();
        switch (first) {
            case '"':
                return string(keep);
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
                word("true");
                return true;
            case 'f':
                word("false");
                return false;
            case 'n':
                word("null");
                return null;
            default:
                require(first == '-' || isDigit(first));
                return number(keep);
        }
    }

    private Map<String, @Nullable Object> object() throws Refused {
        Map<String, @Nullable Object> object = new LinkedHashMap<>();
        for (String name = open(); name != null; name = following()) {
            int before = object.size();
            object.put(name, value(true));
            require(object.size() > before); // a name twice: its first and its last reader would see two tokens
        }
        return Collections.unmodifiableMap(object);
    }

    private void skipObject() throws Refused {
        String name = open();
        if (name == null) {
            return;
        }
        Set<String> names = new HashSet<>();
        for (; name != null; name = following()) {
            require(names.add(name));
            value(false);
        }
    }

    private List<@Nullable Object> array() throws Refused {
        List<@Nullable Object> array = new ArrayList<>();
        for (boolean more = openArray(); more; more = elementFollows()) {
            array.add(value(true));
        }
        return Collections.unmodifiableList(array);
    }

    private void skipArray() throws Refused {
        for (boolean more = openArray(); more; more = elementFollows()) {
            value(false);
        }
    }

    private boolean openArray() throws Refused {
        descend();
        if (peek() == ']') {
            ascend();
            return false;
        }
        return true;
    }

    private boolean elementFollows() throws Refused {
        int next = peek();
        if (next == ']') {
            ascend();
            return false;
        }
        require(next == ',');
        at++;
        return true;
    }

    @Override
    public String toString() {
        return "JSON of " + text.length + " bytes"; // claims never reach a log, not even by accident
    }
}
