package dev.signet.differential;

import jakarta.servlet.ServletOutputStream;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Set;

/** The methods of stream and writer by which a piece is written, like {@code out json by buffer}. */
final class PieceDoor {

    /** Those of a stream. */
    static final String[] OF_STREAM = {"byte", "array", "range", "buffer", "direct", "print", "println"};

    /** Those of a writer. */
    static final String[] OF_WRITER = {
        "char",
        "chars",
        "range",
        "charRange",
        "append",
        "appendRange",
        "print",
        "println",
        "printChars",
        "format",
        "object"
    };

    /** Those of both for what is no text; each has a piece of its own. */
    static final String[] OF_VALUES = {
        "true by boolean",
        "true by booleanln",
        "42 by int",
        "42 by intln",
        "42 by long",
        "42 by longln",
        "1.5 by float",
        "1.5 by floatln",
        "1.5 by double",
        "1.5 by doubleln",
        "t by character",
        "t by characterln"
    };

    private static final Set<String> BYTES = Set.of("", "byte", "array", "range", "buffer", "direct");

    private PieceDoor() {}

    /** Whether a stream makes bytes of characters by itself. */
    static boolean isOfCharacters(String door) {
        return !BYTES.contains(door);
    }

    static void write(ServletOutputStream stream, String text, String door) throws IOException {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        switch (door) {
            case "", "array" -> stream.write(bytes);
            case "byte" -> {
                for (byte each : bytes) {
                    stream.write(each);
                }
            }
            case "range" -> stream.write(("<" + text + ">").getBytes(StandardCharsets.UTF_8), 1, bytes.length);
            case "buffer" -> Servlet61.write(stream, ByteBuffer.wrap(bytes));
            case "direct" ->
                Servlet61.write(
                        stream,
                        ByteBuffer.allocateDirect(bytes.length).put(bytes).flip());
            case "print" -> stream.print(text);
            case "println" -> stream.println(text);
            case "boolean" -> stream.print(Boolean.parseBoolean(text));
            case "booleanln" -> stream.println(Boolean.parseBoolean(text));
            case "int" -> stream.print(Integer.parseInt(text));
            case "intln" -> stream.println(Integer.parseInt(text));
            case "long" -> stream.print(Long.parseLong(text));
            case "longln" -> stream.println(Long.parseLong(text));
            case "float" -> stream.print(Float.parseFloat(text));
            case "floatln" -> stream.println(Float.parseFloat(text));
            case "double" -> stream.print(Double.parseDouble(text));
            case "doubleln" -> stream.println(Double.parseDouble(text));
            case "character" -> stream.print(text.charAt(0));
            case "characterln" -> stream.println(text.charAt(0));
            default -> throw new IllegalArgumentException("no such method: " + door);
        }
    }

    static void write(PrintWriter writer, String text, String door) {
        switch (door) {
            case "" -> writer.write(text);
            case "char" -> text.chars().forEach(writer::write);
            case "chars" -> writer.write(text.toCharArray());
            case "range" -> writer.write("<" + text + ">", 1, text.length());
            case "charRange" -> writer.write(("<" + text + ">").toCharArray(), 1, text.length());
            case "append" -> writer.append(text);
            case "appendRange" -> writer.append("<" + text + ">", 1, 1 + text.length());
            case "print" -> writer.print(text);
            case "println" -> writer.println(text);
            case "printChars" -> writer.print(text.toCharArray());
            case "format" -> writer.printf("%s", text);
            case "object" -> writer.print((Object) text);
            case "boolean" -> writer.print(Boolean.parseBoolean(text));
            case "booleanln" -> writer.println(Boolean.parseBoolean(text));
            case "int" -> writer.print(Integer.parseInt(text));
            case "intln" -> writer.println(Integer.parseInt(text));
            case "long" -> writer.print(Long.parseLong(text));
            case "longln" -> writer.println(Long.parseLong(text));
            case "float" -> writer.print(Float.parseFloat(text));
            case "floatln" -> writer.println(Float.parseFloat(text));
            case "double" -> writer.print(Double.parseDouble(text));
            case "doubleln" -> writer.println(Double.parseDouble(text));
            case "character" -> writer.print(text.charAt(0));
            case "characterln" -> writer.println(text.charAt(0));
            default -> throw new IllegalArgumentException("no such method: " + door);
        }
    }
}
