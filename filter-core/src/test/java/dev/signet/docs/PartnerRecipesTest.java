package dev.signet.docs;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.signet.testing.TestWebapp;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The lines for a partner's RestClient, copied from the document, against a real Signet. */
class PartnerRecipesTest {

    private static final String PARTNER = """
            import java.util.*;
            import org.springframework.core.ParameterizedTypeReference;
            import org.springframework.web.client.RestClient;

            public class Partner {
                %s
                public static String call(String base, String path, String token) {
                    return call(RestClient.create(base), path, token, new ParameterizedTypeReference<Envelope<List<String>>>() {})
                            .toString();
                }
            }
            """;

    @TempDir
    private Path folder;

    private Method compiled() throws Exception {
        String lines = Documents.blocks(Documents.read("partner.en.md"), "java").get(0);
        assertTrue(lines.contains("RestClient client"), lines);
        Path source = Files.writeString(folder.resolve("Partner.java"), PARTNER.formatted(lines));
        String classPath = System.getProperty("java.class.path");
        int result = ToolProvider.getSystemJavaCompiler()
                .run(null, null, null, "-proc:none", "-d", folder.toString(), "-cp", classPath, source.toString());
        assertEquals(0, result);
        ClassLoader loader = new URLClassLoader(
                new URL[] {folder.toUri().toURL()}, getClass().getClassLoader());
        return loader.loadClass("Partner").getMethod("call", String.class, String.class, String.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"200", "real"})
    void restClientWhenTheLinesAreCopiedThenDataOrTheCode(String status) throws Exception {
        try (TestWebapp app = new TestWebapp()
                .with("envelope.http-status", status)
                .serve("/orders", (request, response) -> {
                    response.setContentType("application/json");
                    response.getWriter().write("[\"A-1001\"]");
                })
                .start()) {
            Method call = compiled();
            String base = "http://localhost:" + app.port() + "/app";
            String token = TestWebapp.token("{\"exp\":4070908800}");
            assertEquals("[A-1001]", call.invoke(null, base, "/orders", token));
            InvocationTargetException refused =
                    assertThrows(InvocationTargetException.class, () -> call.invoke(null, base, "/orders", "x"));
            assertTrue(
                    refused.getCause().getMessage().matches("10003 Token.* \\(request id: [A-Z2-7]{26}\\)"),
                    refused.getCause()::getMessage);
        }
    }
}
