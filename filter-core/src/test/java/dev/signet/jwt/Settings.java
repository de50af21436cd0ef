package dev.signet.jwt;

import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.signet.config.Beans;
import dev.signet.config.Parameter.Owner;
import dev.signet.config.Parameters;
import dev.signet.event.Events;
import dev.signet.event.KeyEvents;
import dev.signet.token.KeySource;
import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Function;

/** Parameters as an installer types them, with files that exist only here. */
public final class Settings {

    /** A secret only tests know. */
    public static final String SECRET = "5gqTz0vNcuJ4pHn1bWYd8sXfLk2oRmEa";

    private final Map<String, String> values = new LinkedHashMap<>();
    private final Map<String, byte[]> files = new LinkedHashMap<>();
    private Function<String, String> environment = name -> null;
    private Clock clock = Clock.systemUTC();
    private KeySource source;

    private Settings() {}

    public static Settings of(String name, String value) {
        return new Settings().with(name, value);
    }

    public static Settings ofFile(String name, String content) {
        return new Settings().withFile(name, content);
    }

    public static Settings of(KeySource source) {
        Settings settings = new Settings();
        settings.source = source;
        return settings;
    }

    public static Settings none() {
        return new Settings();
    }

    public Settings with(String name, String value) {
        values.put(name, value);
        return this;
    }

    /** Gives a parameter that names a file of this content, which can be changed later. */
    public Settings withFile(String name, String content) {
        return withFile(name, content.getBytes(StandardCharsets.UTF_8));
    }

    public Settings withFile(String name, byte[] content) {
        String path = "/WEB-INF/" + name;
        files.put(path, content);
        return with(name, path);
    }

    /** Takes a file away. */
    public Settings withoutFile(String name) {
        files.remove("/WEB-INF/" + name);
        return this;
    }

    public Settings environment(Function<String, String> variables) {
        this.environment = variables;
        return this;
    }

    public Settings clock(Clock tells) {
        this.clock = tells;
        return this;
    }

    /** The settings; a problem is an IllegalArgumentException. */
    public JwtSettings read() {
        Beans beans = source == null ? Beans.NONE : Beans.NONE.with(KeySource.class, source);
        Parameters parameters = new Parameters(values, Owner.FILTER, this::open, beans);
        JwtSettings settings =
                JwtSettings.read(parameters, environment, clock, new KeyEvents(Events.to("dev.signet.keys")));
        parameters.rejectProblems();
        return settings;
    }

    public TokenVerifier verifier() {
        return TokenVerifier.of(read(), clock);
    }

    /** What an operator reads when these settings are wrong. */
    public String problem() {
        return assertThrows(IllegalArgumentException.class, this::read).getMessage();
    }

    private InputStream open(String path) {
        byte[] content = files.get(path);
        return content == null ? null : new ByteArrayInputStream(content);
    }
}
