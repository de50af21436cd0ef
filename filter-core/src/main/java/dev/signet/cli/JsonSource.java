package dev.signet.cli;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A JSON text in which parts are put, appended or removed, while every other character stays where it was: an operator finds
 * the file again as it was written by hand. What is new follows the blanks and line breaks of its neighbours. Immutable.
 */
final class JsonSource {

    private static final JsonFactory JSON = new JsonFactory();
    private static final String BLANKS = " \t\r\n";

    private final String text;
    private final Part root;

    private JsonSource(String text, Part root) {
        this.text = text;
        this.root = root;
    }

    /** A value, and where it stands. */
    static final class Part {

        /** Of the name, where it is the value of a member; else of the value. */
        private final int first;

        private final int start;
        private int end;
        private @Nullable String string;
        private final Map<String, Part> members = new LinkedHashMap<>();
        private final List<Part> elements = new ArrayList<>();

        private Part(int first, int start) {
            this.first = first;
            this.start = start;
        }

        /** A member of an object, or null. */
        @Nullable
        Part get(String name) {
            return members.get(name);
        }

        /** A member of an object that has it. */
        Part require(String name) {
            return Objects.requireNonNull(members.get(name), name);
        }

        /** The elements of an array, in their order. */
        List<Part> elements() {
            return elements;
        }

        /** The elements of an array that are strings. */
        List<String> strings() {
            return elements.stream()
                    .map(element -> element.string)
                    .filter(Objects::nonNull)
                    .toList();
        }

        /** The value of a member that is a string, or null. */
        @Nullable
        String string(String name) {
            Part member = members.get(name);
            return member == null ? null : member.string;
        }
    }

    /**
     * Reads a text.
     *
     * @param text valid JSON, in which no member is given twice
     */
    static JsonSource of(String text) {
        try (JsonParser parser = JSON.createParser(text)) {
            parser.nextToken();
            return new JsonSource(text, read(parser, offset(parser)));
        } catch (IOException e) {
            throw new UncheckedIOException("it was found to be valid before", e);
        }
    }

    private static Part read(JsonParser parser, int first) throws IOException {
        Part part = new Part(first, offset(parser));
        JsonToken token = parser.currentToken();
        if (token == JsonToken.START_OBJECT) {
            while (parser.nextToken() != JsonToken.END_OBJECT) {
                String name = parser.currentName();
                int at = offset(parser);
                parser.nextToken();
                part.members.put(name, read(parser, at));
            }
        } else if (token == JsonToken.START_ARRAY) {
            while (parser.nextToken() != JsonToken.END_ARRAY) {
                part.elements.add(read(parser, offset(parser)));
            }
        } else if (token == JsonToken.VALUE_STRING) {
            part.string = parser.getText();
        } else {
            parser.finishToken();
        }
        part.end = (int) parser.currentLocation().getCharOffset();
        return part;
    }

    private static int offset(JsonParser parser) {
        return (int) parser.currentTokenLocation().getCharOffset();
    }

    Part root() {
        return root;
    }

    /** With a member of an object, new or in the place of what it was. */
    JsonSource put(Part object, String name, String json) {
        Part old = object.members.get(name);
        if (old != null) {
            return replaced(old.start, old.end, json);
        }
        String colon = ":";
        for (Part member : object.members.values()) {
            colon = text.substring(endOfName(member), member.start);
        }
        return inserted(object, List.copyOf(object.members.values()), '"' + name + '"' + colon + json);
    }

    /** With one more element at the end of an array. */
    JsonSource append(Part array, String json) {
        return inserted(array, array.elements, json);
    }

    /** Without an element of an array. */
    JsonSource remove(Part array, int index) {
        List<Part> all = array.elements;
        Part gone = all.get(index);
        if (index > 0) {
            return replaced(all.get(index - 1).end, gone.end, "");
        }
        return replaced(gone.start, all.size() > 1 ? all.get(1).first : gone.end, "");
    }

    private int endOfName(Part member) {
        int at = text.lastIndexOf(':', member.start - 1);
        while (BLANKS.indexOf(text.charAt(at - 1)) >= 0) {
            at--;
        }
        return at;
    }

    private JsonSource inserted(Part parent, List<Part> siblings, String json) {
        if (siblings.isEmpty()) {
            return replaced(parent.start + 1, parent.start + 1, json);
        }
        Part last = siblings.get(siblings.size() - 1);
        int blanks = last.first;
        while (BLANKS.indexOf(text.charAt(blanks - 1)) >= 0) {
            blanks--;
        }
        return replaced(last.end, last.end, ',' + text.substring(blanks, last.first) + json);
    }

    private JsonSource replaced(int from, int to, String with) {
        return of(text.substring(0, from) + with + text.substring(to));
    }

    @Override
    public String toString() {
        return text;
    }
}
