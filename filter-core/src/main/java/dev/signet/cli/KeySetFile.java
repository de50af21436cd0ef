package dev.signet.cli;

import dev.signet.keys.NewKeys;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A JWK set, whose first key that can sign is the one that does. In {@code signet_published} stands since when each key is
 * what it is: a key behind the one that signs is new where its time is later, and old where it is not. One without a time was
 * put there by somebody else, and is left alone until it has signed and been relieved.
 */
final class KeySetFile {

    private static final String PUBLISHED = "signet_published";
    private static final int ID_BYTES = 9;

    private final JsonSource source;
    private final Map<String, Instant> times;

    private KeySetFile(JsonSource source, Map<String, Instant> times) {
        this.source = source;
        this.times = times;
    }

    /** What a step has come to. */
    record Step(KeySetFile set, boolean done, String sentence) {}

    /** A set with one new key. */
    static KeySetFile of(String jwk, String id, Instant now) {
        return new KeySetFile(JsonSource.of("{\"keys\":[\n" + jwk + "\n]}\n"), new LinkedHashMap<>(Map.of(id, now)));
    }

    /** Reads a set as the webapp reads it. */
    static KeySetFile read(Path file, byte[] content) throws CommandException {
        check(file, content);
        JsonSource source = JsonSource.of(new String(content, StandardCharsets.UTF_8));
        if (source.root().get("keys") == null) {
            throw CommandException.failed(
                    file + ": is a key without a set; write {\"keys\":[ in front and ]} behind it");
        }
        Map<String, Instant> times = new LinkedHashMap<>();
        JsonSource.Part published = source.root().get(PUBLISHED);
        if (published != null) {
            for (Map.Entry<String, String> each : published.texts().entrySet()) {
                try {
                    times.put(each.getKey(), Instant.parse(each.getValue()));
                } catch (DateTimeParseException e) {
                    throw CommandException.failed(file + ": " + PUBLISHED
                            + " has a time that cannot be read; expected one like 2027-01-01T00:00:00Z");
                }
            }
        }
        return new KeySetFile(source, times);
    }

    private static void check(Path file, byte[] content) throws CommandException {
        try {
            NewKeys.check(content);
        } catch (IllegalArgumentException e) {
            throw CommandException.failed(
                    file + ": is not a JWK set that Signet can read, and is left as it is: " + e.getMessage());
        }
    }

    /** The name of a key that is made now. */
    static String newId(SecureRandom random) {
        byte[] bytes = new byte[ID_BYTES];
        random.nextBytes(bytes);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }

    /** With one more key at the end, which is later than all others. */
    KeySetFile with(String jwk, String id, Instant now) {
        Instant latest = times.values().stream().max(Instant::compareTo).orElse(Instant.MIN);
        Map<String, Instant> changed = new LinkedHashMap<>(times);
        changed.put(id, latest.isBefore(now) ? now : latest.plusSeconds(1));
        return new KeySetFile(source.append(keys(), jwk), changed);
    }

    /**
     * The next step: a new key is published, then it signs, then the old one goes.
     *
     * @param wait how long a key is published before it signs
     * @param overlap how long an old key verifies when another one signs
     */
    Step next(Instant now, Duration wait, Duration overlap, SecureRandom random) throws CommandException {
        int signer = signer();
        String id = id(signer);
        if (id == null) {
            throw CommandException.failed("the key that signs has no kid, so no other can be added; give it one");
        }
        Instant since = times.get(id);
        List<Integer> old = new ArrayList<>();
        for (int i = 0; i < keys().elements().size(); i++) {
            Instant time = times.get(String.valueOf(id(i)));
            if (i != signer && time != null) {
                if (since == null || time.isAfter(since)) {
                    return sign(i, id, now, time.plus(wait), overlap);
                }
                old.add(i);
            }
        }
        if (!old.isEmpty() && since != null) {
            return drop(old, now, since.plus(overlap));
        }
        String made = newId(random);
        String jwk = NewKeys.jwkLike(source.text(keys().elements().get(signer)), made, random);
        return new Step(
                with(jwk, made, now),
                true,
                "key " + made + " is published, and " + id + " still signs; repeat this in " + words(wait)
                        + ", when everyone has fetched it");
    }

    private Step sign(int index, String before, Instant now, Instant due, Duration overlap) {
        String id = String.valueOf(id(index));
        if (now.isBefore(due)) {
            return tooEarly("key " + id + " signs", now, due);
        }
        Map<String, Instant> changed = new LinkedHashMap<>(times);
        changed.putIfAbsent(before, now);
        changed.put(id, now);
        String jwk = source.text(keys().elements().get(index));
        JsonSource without = source.remove(keys(), index);
        JsonSource moved = without.prepend(without.root().require("keys"), jwk);
        return new Step(
                new KeySetFile(moved, changed),
                true,
                "key " + id + " signs, and " + before + " still verifies; repeat this in " + words(overlap)
                        + ", when its tokens have expired");
    }

    private Step drop(List<Integer> old, Instant now, Instant due) {
        if (now.isBefore(due)) {
            return tooEarly("the old key is removed", now, due);
        }
        Map<String, Instant> changed = new LinkedHashMap<>(times);
        JsonSource without = source;
        List<String> gone = new ArrayList<>();
        for (int i = old.size() - 1; i >= 0; i--) {
            String id = String.valueOf(id(old.get(i)));
            gone.add(0, id);
            changed.remove(id);
            without = without.remove(without.root().require("keys"), old.get(i));
        }
        return new Step(
                new KeySetFile(without, changed),
                true,
                "removed: " + String.join(", ", gone) + "; the rotation is complete");
    }

    private Step tooEarly(String what, Instant now, Instant due) {
        return new Step(
                this,
                false,
                "too early: " + what + " at " + due + ", in " + words(Duration.between(now, due))
                        + "; nothing has been changed");
    }

    private static String words(Duration time) {
        long seconds = time.toSeconds();
        return seconds % 3_600 == 0 ? seconds / 3_600 + "h" : seconds % 60 == 0 ? seconds / 60 + "m" : seconds + "s";
    }

    private JsonSource.Part keys() {
        return source.root().require("keys");
    }

    private @Nullable String id(int index) {
        return keys().elements().get(index).string("kid");
    }

    private int signer() throws CommandException {
        List<JsonSource.Part> all = keys().elements();
        for (int i = 0; i < all.size(); i++) {
            if (NewKeys.canSign(source.text(all.get(i)))) {
                return i;
            }
        }
        throw CommandException.failed("no key of this set can sign; rotate the set that the token endpoint signs with");
    }

    /** What is to be written, found to be right. */
    byte[] content(Path file) throws CommandException {
        Map<String, String> texts = new LinkedHashMap<>();
        times.forEach((id, time) -> texts.put(id, time.toString()));
        byte[] content = source.put(source.root(), PUBLISHED, JsonLine.of(texts))
                .toString()
                .getBytes(StandardCharsets.UTF_8);
        check(file, content);
        return content;
    }
}
