package dev.signet.keys;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import dev.signet.config.ProblemList;
import dev.signet.text.MalformedException;
import dev.signet.text.Shown;
import dev.signet.text.StrictJson;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Keys of a JWK set (RFC 7517). Keys that are for something else are left out, as §5 there wants it; keys that are broken
 * or weak make a file of our own wrong, and are left out of a set that somebody else publishes.
 */
final class JwksReader {

    /** Of one key; far more than any has. */
    private static final int MOST_NAMES = 10_000;

    private static final String NOT_STRICT = "it is not one strict JSON object (RFC 8259)";

    private final boolean published;
    private final JwkReader reader;
    private final Consumer<String> notes;

    private JwksReader(boolean published, List<Algorithm> allowed, Consumer<String> notes) {
        this.published = published;
        this.reader = new JwkReader(published, allowed);
        this.notes = notes;
    }

    /**
     * The keys of a file of our own; secrets and private keys may be among them.
     *
     * @param allowed the allow-list; tells how long a secret has to be
     * @param notes takes a line for each key that is left out
     * @throws IllegalArgumentException when it is no JWK set, a key in it is wrong, or none is for us
     */
    static List<KeyMaterial> ofFile(byte[] json, List<Algorithm> allowed, Consumer<String> notes) {
        return new JwksReader(false, allowed, notes).read(json).materials();
    }

    /**
     * The keys of a set that is published: a secret or a private key in it is nobody's any more, and is left out.
     *
     * @param allowed the allow-list
     * @param notes takes a line for each key that is left out
     * @throws IllegalArgumentException when it is no JWK set, or no key in it is for us
     */
    static FoundKeys ofPublished(byte[] json, List<Algorithm> allowed, Consumer<String> notes) {
        return new JwksReader(true, allowed, notes).read(json);
    }

    private FoundKeys read(byte[] json) {
        List<KeyMaterial> materials = new ArrayList<>();
        List<String> lines = new ArrayList<>();
        ProblemList leftOut = new ProblemList();
        List<byte[]> texts = texts(json);
        for (byte[] text : texts) {
            int number = lines.size() + materials.size() + 1;
            String why;
            String label = "key " + number;
            try {
                Map<String, @Nullable Object> key = object(text);
                label += named(key);
                materials.add(reader.read(label, key));
                continue;
            } catch (JwkReader.NotForUsException e) {
                why = e.getMessage();
            } catch (IllegalArgumentException e) {
                if (!published) {
                    throw new IllegalArgumentException(label + ": " + e.getMessage(), e);
                }
                why = e.getMessage();
            }
            lines.add(label + " is ignored: " + why);
            leftOut.add(lines.get(lines.size() - 1));
        }
        if (materials.isEmpty()) {
            throw new IllegalArgumentException(
                    leftOut.isEmpty()
                            ? "the JWK set contains no key"
                            : "no key of the JWK set can verify tokens; " + leftOut);
        }
        lines.forEach(notes);
        return new FoundKeys(materials, texts.size() == 1);
    }

    private static String named(Map<String, @Nullable Object> jwk) {
        return jwk.get("kid") instanceof String id ? " (kid " + Shown.of(id) + ")" : "";
    }

    private static List<byte[]> texts(byte[] json) {
        List<byte[]> keys;
        try {
            keys = JwkTexts.of(json);
        } catch (IOException e) {
            boolean pem = new String(json, ISO_8859_1).contains("-----BEGIN ");
            throw new IllegalArgumentException(
                    pem
                            ? "it is PEM; put it into jwt.public-key-file"
                            : "it is not one strict JSON object (RFC 8259); expected a JWK set {\"keys\":[…]}");
        }
        if (keys == null) {
            throw new IllegalArgumentException("it has no keys array; expected a JWK set {\"keys\":[…]}");
        }
        return keys;
    }

    private static Map<String, @Nullable Object> object(byte[] text) {
        try {
            StrictJson reader = StrictJson.ofStranger(text, MOST_NAMES);
            Map<String, @Nullable Object> members = new LinkedHashMap<>();
            for (String name = reader.firstName(); name != null; name = reader.nextName()) {
                if (members.containsKey(name)) {
                    throw new IllegalArgumentException(NOT_STRICT);
                }
                members.put(name, reader.value());
            }
            return members;
        } catch (MalformedException e) {
            throw new IllegalArgumentException(NOT_STRICT, e);
        }
    }
}
