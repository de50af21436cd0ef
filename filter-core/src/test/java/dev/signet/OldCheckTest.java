package dev.signet;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.signet.testing.LogCapture;
import dev.signet.testing.RawAnswer;
import dev.signet.testing.TestWebapp;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.logging.Level;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Checks of the application that were compiled when {@code VerifiedToken} was a class, and not again. */
class OldCheckTest {

    private static final String RECOMPILE =
            "; it was compiled against another version of Signet, or of a library that it uses: recompile it";

    private static final String TOKEN = """
            package dev.signet.token;
            public final class VerifiedToken {
                public String principal() { return null; }
                public static VerifiedToken none() { return null; }
            }
            """;

    private static final String CHECK = """
            package shop;
            public final class Check implements dev.signet.TokenCheck {
                @Override
                public void init(Context context) { %s }
                @Override
                public Outcome check(
                        dev.signet.token.VerifiedToken token, jakarta.servlet.http.HttpServletRequest request) {
                    return token.principal() == null ? Outcome.UNKNOWN_USER : Outcome.FINE;
                }
            }
            """;

    @TempDir
    private Path folder;

    private URLClassLoader compile(String init) throws Exception {
        Path token = Files.writeString(folder.resolve("VerifiedToken.java"), TOKEN);
        Path check = Files.writeString(folder.resolve("Check.java"), CHECK.formatted(init));
        int result = ToolProvider.getSystemJavaCompiler()
                .run(
                        null,
                        null,
                        null,
                        "-proc:none",
                        "-cp",
                        System.getProperty("java.class.path"),
                        "-d",
                        folder.toString(),
                        token.toString(),
                        check.toString());
        assertEquals(0, result);
        return new URLClassLoader(new URL[] {folder.toUri().toURL()}, getClass().getClassLoader()); // ours comes first
    }

    private static TestWebapp start(ClassLoader loader) throws Exception {
        TokenCheck check =
                (TokenCheck) loader.loadClass("shop.Check").getConstructor().newInstance();
        return new TestWebapp()
                .serve("/*", (request, response) -> response.getWriter().print("1"))
                .start(new SignetFilter(SignetConfig.builder()
                        .set("jwt.secret", TestWebapp.SECRET)
                        .tokenCheck(check)
                        .build()));
    }

    @Test
    void checkWhenCompiledAgainstTheClassThenSystemBusyAndTheLogSaysWhatToDo() throws Exception {
        try (URLClassLoader loader = compile("");
                LogCapture logs = LogCapture.open();
                TestWebapp webapp = start(loader)) {
            RawAnswer answer = webapp.get("/", TestWebapp.bearer(""));
            assertEquals(-1, answer.code());
            List<String> errors = logs.lines(Level.SEVERE);
            assertEquals(1, errors.size(), errors.toString());
            assertTrue(errors.get(0).startsWith("The token check failed; the call counts as -1 ("), errors.get(0));
            assertTrue(errors.get(0).contains(")" + RECOMPILE), errors.get(0));
        }
    }

    @Test
    void initWhenCompiledAgainstTheClassThenRefusesEverythingAndTheLogSaysWhatToDo() throws Exception {
        try (URLClassLoader loader = compile("dev.signet.token.VerifiedToken.none();");
                LogCapture logs = LogCapture.open();
                TestWebapp webapp = start(loader)) {
            RawAnswer answer = webapp.get("/", TestWebapp.bearer(""));
            assertEquals(503, answer.status());
            assertEquals(-30, answer.code());
            String said = logs.everything();
            assertTrue(
                    said.contains(
                            "Signet refuses every request: check.class: the init of shop.Check failed" + RECOMPILE),
                    said);
        }
    }
}
