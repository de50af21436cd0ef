package dev.signet.config;

import static java.nio.charset.StandardCharsets.UTF_8;

import jakarta.servlet.Registration;
import jakarta.servlet.ServletContext;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The secrets of a webapp, which no message repeats, whatever they were pasted into. They are looked for when there is something
 * to say. Not thread-safe.
 */
final class Secrets {

    private static final String SHOWN = "(the secret)";

    /** Of a longer one, a beginning of so many characters is hidden as well: what is shown of a value may have been cut. */
    private static final int BEGINNING = 16;

    private static final int LONGEST = 4096; // a file that is longer holds something else
    private static final String BASE64 = "base64:";

    /** Reads a file that a parameter names. */
    @FunctionalInterface
    interface Files {
        byte[] read(String path) throws IOException;
    }

    private final Supplier<List<Map<String, String>>> given;
    private final Function<String, @Nullable String> environment;
    private final Files files;
    private @Nullable List<String> found;

    /**
     * Prepares to look for them.
     *
     * @param given parameters of whomever in the webapp, with the prefix of context-params or without
     * @param environment the variables that may hold a secret
     * @param files those that may
     */
    Secrets(Supplier<List<Map<String, String>>> given, Function<String, @Nullable String> environment, Files files) {
        this.given = given;
        this.environment = environment;
        this.files = files;
    }

    /** {@return the init-params of every filter and servlet; those that the container shows} */
    static List<Map<String, String>> ofEveryone(ServletContext webapp) {
        List<Map<String, String>> everyone = new ArrayList<>();
        for (Supplier<Map<String, ? extends Registration>> part :
                List.<Supplier<Map<String, ? extends Registration>>>of(
                        webapp::getFilterRegistrations, webapp::getServletRegistrations)) {
            try {
                part.get().values().forEach(one -> everyone.add(one.getInitParameters()));
            } catch (RuntimeException e) {
                // a container may show them to some listeners only; what it shows nobody cannot be hidden
            }
        }
        return everyone;
    }

    /** {@return the message with "(the secret)" in the place of each} */
    String hide(String message) {
        String hidden = message;
        for (String secret : found()) {
            hidden = hide(secret, hidden);
        }
        return hidden;
    }

    private static String hide(String secret, String message) {
        String beginning = secret.substring(0, Math.min(BEGINNING, secret.length()));
        int at = message.indexOf(beginning);
        if (at < 0) {
            return message;
        }
        StringBuilder hidden = new StringBuilder();
        int from = 0;
        for (; at >= 0; at = message.indexOf(beginning, from)) {
            hidden.append(message, from, at).append(SHOWN);
            from = at + beginning.length();
            while (from < message.length()
                    && from - at < secret.length()
                    && message.charAt(from) == secret.charAt(from - at)) {
                from++;
            }
        }
        return hidden.append(message, from, message.length()).toString();
    }

    private List<String> found() {
        List<String> known = found;
        if (known == null) {
            Set<String> secrets = new LinkedHashSet<>();
            given.get().forEach(parameters -> read(parameters, secrets));
            secrets.removeIf(String::isBlank);
            known = new ArrayList<>(secrets);
            known.sort(Comparator.comparingInt(String::length).reversed()); // one may be a part of another
            found = known;
        }
        return known;
    }

    private void read(Map<String, String> parameters, Collection<String> secrets) {
        values(parameters, Parameter.JWT_SECRET).forEach(secret -> add(secret, secrets));
        values(parameters, Parameter.JWT_SECRET_ENV).forEach(name -> add(environment.apply(name), secrets));
        values(parameters, Parameter.JWT_SECRET_FILE).forEach(path -> add(content(path), secrets));
    }

    private static List<String> values(Map<String, String> parameters, Parameter parameter) {
        List<String> values = new ArrayList<>();
        Collections.addAll(
                values,
                parameters.getOrDefault(parameter.text(), "").strip(),
                parameters
                        .getOrDefault(Parameter.CONTEXT_PREFIX + parameter, "")
                        .strip());
        values.removeIf(String::isEmpty);
        return values;
    }

    /** With the prefix that says how it is written, and without. */
    private static void add(@Nullable String secret, Collection<String> secrets) {
        if (secret != null) {
            String text = secret.strip();
            secrets.add(text);
            secrets.add(
                    text.startsWith(BASE64) ? text.substring(BASE64.length()).strip() : text);
        }
    }

    private @Nullable String content(String path) {
        try {
            byte[] content = files.read(path);
            return content.length > LONGEST ? null : new String(content, UTF_8);
        } catch (IOException e) {
            return null; // who needs it says so
        }
    }
}
