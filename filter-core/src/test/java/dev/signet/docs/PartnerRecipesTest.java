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
import java.util.function.UnaryOperator;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The lines for a partner's RestClient and Feign, copied from the document, against a real Signet. */
class PartnerRecipesTest {

    private static final String PARTNER = """
            import java.util.*;
            import org.springframework.core.ParameterizedTypeReference;
            import org.springframework.web.client.RestClient;

            public class Partner {
                %s
                public static String call(String base, String path, String token) {
                    return call(RestClient.create(base), path, token, new ParameterizedTypeReference<Envelope<List<String>>>() {})
                            + "";
                }
            }
            """;

    private static final String FEIGN = """
            import com.fasterxml.jackson.databind.*;
            import feign.*;
            import java.io.IOException;
            import java.util.*;

            public class Partner {
                interface Orders {
                    @RequestLine("GET {path}")
                    @Headers("Authorization: Bearer {token}")
                    List<String> orders(@Param("path") String path, @Param("token") String token);

                    @RequestLine("DELETE {path}")
                    @Headers("Authorization: Bearer {token}")
                    void delete(@Param("path") String path, @Param("token") String token);
                }

                public static String call(String base, String path, String token) {
                    Orders orders = %s.target(Orders.class, base);
                    orders.delete(path, token);
                    return orders.orders(path, token).toString();
                }
            }
            %s
            """;

    @TempDir
    private Path folder;

    private Method compiled(int block, String sign, UnaryOperator<String> around) throws Exception {
        String lines = Documents.blocks(Documents.read("partner.en.md"), "java").get(block);
        assertTrue(lines.contains(sign), lines);
        Path source = Files.writeString(folder.resolve("Partner.java"), around.apply(lines));
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
                .serve("/gone", (request, response) -> response.setStatus(204))
                .serve("/orders", (request, response) -> {
                    response.setContentType("application/json");
                    response.getWriter().write("[\"A-1001\"]");
                })
                .start()) {
            Method call = compiled(0, "RestClient client", PARTNER::formatted);
            String base = "http://localhost:" + app.port() + "/app";
            String token = TestWebapp.token("{\"exp\":4070908800}");
            assertEquals("[A-1001]", call.invoke(null, base, "/orders", token));
            assertEquals("null", call.invoke(null, base, "/gone", token));
            InvocationTargetException refused =
                    assertThrows(InvocationTargetException.class, () -> call.invoke(null, base, "/orders", "x"));
            assertTrue(
                    refused.getCause().getMessage().matches("10003 Token.* \\(request id: [A-Z2-7]{26}\\)"),
                    refused.getCause()::getMessage);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"200", "real"})
    void feignWhenTheLinesAreCopiedThenDataOrTheCode(String status) throws Exception {
        String builder = "Feign.builder().decodeVoid().decoder(new EnvelopeDecoder())";
        assertTrue(Documents.read("partner.en.md").contains("`" + builder + "`"));
        try (TestWebapp app = new TestWebapp()
                .with("envelope.http-status", status)
                .serve("/orders", (request, response) -> {
                    if (request.getMethod().equals("DELETE")) {
                        response.setStatus(204);
                        return;
                    }
                    response.setContentType("application/json");
                    response.getWriter().write("[\"A-1001\"]");
                })
                .start()) {
            Method call = compiled(1, "EnvelopeDecoder", lines -> FEIGN.formatted(builder, lines));
            String base = "http://localhost:" + app.port() + "/app";
            assertEquals("[A-1001]", call.invoke(null, base, "/orders", TestWebapp.token("{\"exp\":4070908800}")));
            InvocationTargetException refused =
                    assertThrows(InvocationTargetException.class, () -> call.invoke(null, base, "/orders", "x"));
            assertTrue(
                    refused.getCause().getMessage().contains("10003"),
                    refused.getCause()::getMessage); // of a void method
        }
    }
}
