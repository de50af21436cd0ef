package dev.signet.docs;

import static dev.signet.docs.RecipeSources.imports;
import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.signet.testing.RawAnswer;
import dev.signet.testing.TestWebapp;
import dev.signet.webapp.JerseyWebapp;
import dev.signet.webapp.SpringWebapp;
import jakarta.servlet.http.HttpServlet;
import java.io.IOException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The recipes that say which field was wrong: copied from the document, compiled, and called over the wire. */
class FieldRecipesTest {

    private static final String OTHER_TYPE = "has another type";
    private static final String JSON = "Content-Type: application/json";

    /** The controller whose mistakes the advice explains. */
    private static final String SPRING = """
            @RestController
            class Orders {
                record Order(@NotBlank String item, @Positive int amount) {}
                @PostMapping("/api/orders")
                Order create(@Valid @RequestBody Order order) { return order; }
                @GetMapping("/api/orders")
                List<Integer> page(@RequestParam int page) { return List.of(page); }
            }
            """;

    /** The resource whose mistakes the mappers explain. */
    private static final String JAX_RS = """
            @jakarta.ws.rs.Path("/api/orders")
            public class Orders {
                public record Order(@NotBlank String item, @Positive int amount) {}
                private static final Validator VALIDATOR = Validation.byDefaultProvider().configure()
                        .messageInterpolator(new ParameterMessageInterpolator()).buildValidatorFactory().getValidator();
                @POST @Consumes("application/json") @Produces("application/json")
                public Order create(Order order) {
                    Set<ConstraintViolation<Order>> violations = VALIDATOR.validate(order);
                    if (!violations.isEmpty()) throw new ConstraintViolationException(violations);
                    return order;
                }
            }
            """;

    @TempDir
    private Path folder;

    /** Compiles sources of one class each, and loads these. */
    private Class<?>[] compiled(String imports, String... sources) throws Exception {
        List<String> names = RecipeSources.compile(folder, List.of(), imports, sources);
        URLClassLoader loader = new URLClassLoader(
                new URL[] {folder.toUri().toURL()}, Thread.currentThread().getContextClassLoader());
        List<Class<?>> classes = new ArrayList<>();
        for (String name : names) {
            classes.add(loader.loadClass(name));
        }
        return classes.toArray(Class<?>[]::new);
    }

    private static TestWebapp started(String path, HttpServlet servlet) throws Exception {
        return new TestWebapp().open().serve(path, servlet).start();
    }

    private static void wrong(RawAnswer answer, String... fieldsAndReasons) {
        assertEquals(12004, answer.code(), answer::text);
        List<String> expected = new ArrayList<>();
        for (int i = 0; i < fieldsAndReasons.length; i += 2) {
            expected.add("{\"field\":\"" + fieldsAndReasons[i] + "\",\"reason\":\"" + fieldsAndReasons[i + 1] + "\"}");
        }
        List<String> said = new ArrayList<>();
        answer.json()
                .get("data")
                .forEach(each ->
                        said.add("{\"field\":" + each.get("field") + ",\"reason\":" + each.get("reason") + "}"));
        assertEquals(expected, said.stream().sorted().toList(), answer::text);
    }

    private static RawAnswer post(TestWebapp app, String json) throws IOException {
        return app.send("POST", "/api/orders", json, JSON);
    }

    @Test
    void postWhenSpringRefusesAFieldThenDataNamesIt() throws Exception {
        Class<?>[] classes = compiled(
                imports(
                        "com.fasterxml.jackson.databind.JsonMappingException",
                        "jakarta.validation.Valid",
                        "jakarta.validation.constraints.*",
                        "java.util.List",
                        "java.util.stream.Collectors",
                        "org.springframework.http.ResponseEntity",
                        "org.springframework.http.converter.HttpMessageNotReadableException",
                        "org.springframework.web.bind.MethodArgumentNotValidException",
                        "org.springframework.web.bind.annotation.*",
                        "org.springframework.web.method.annotation.MethodArgumentTypeMismatchException"),
                Recipe.blocks("### Spring", "java").get(0),
                SPRING);
        try (TestWebapp app = started("/", SpringWebapp.servlet(false, classes))) {
            assertEquals(
                    "{\"item\":\"螺丝\",\"amount\":2}",
                    post(app, "{\"item\":\"螺丝\",\"amount\":2}").data());
            wrong(post(app, "{\"item\":\"螺丝\",\"amount\":0}"), "amount", "must be greater than 0");
            wrong(
                    post(app, "{\"item\":\" \",\"amount\":-1}"),
                    "amount",
                    "must be greater than 0",
                    "item",
                    "must not be blank");
            wrong(post(app, "{\"item\":\"螺丝\",\"amount\":\"two\"}"), "amount", OTHER_TYPE);
            wrong(post(app, "{\"item\":"), "", "the body is not JSON");
            assertEquals("[3]", app.get("/api/orders?page=3").data());
            wrong(app.get("/api/orders?page=x"), "page", OTHER_TYPE);
        }
    }

    @Test
    void postWhenJaxRsRefusesAFieldThenDataNamesIt() throws Exception {
        List<String> mappers = Recipe.blocks("### JAX-RS", "java");
        Class<?>[] classes = compiled(
                imports(
                        "com.fasterxml.jackson.databind.exc.MismatchedInputException",
                        "jakarta.validation.*",
                        "jakarta.validation.constraints.*",
                        "jakarta.validation.Path",
                        "jakarta.ws.rs.Consumes",
                        "jakarta.ws.rs.POST",
                        "jakarta.ws.rs.Produces",
                        "jakarta.ws.rs.core.MediaType",
                        "jakarta.ws.rs.core.Response",
                        "jakarta.ws.rs.ext.ExceptionMapper",
                        "jakarta.ws.rs.ext.Provider",
                        "java.util.*",
                        "java.util.stream.Collectors",
                        "org.hibernate.validator.messageinterpolation.ParameterMessageInterpolator"),
                mappers.get(0),
                mappers.get(1),
                JAX_RS);
        try (TestWebapp app = started("/*", JerseyWebapp.servlet(classes))) {
            assertEquals(
                    "{\"item\":\"螺丝\",\"amount\":2}",
                    post(app, "{\"item\":\"螺丝\",\"amount\":2}").data());
            wrong(
                    post(app, "{\"item\":\" \",\"amount\":-1}"),
                    "amount",
                    "must be greater than 0",
                    "item",
                    "must not be blank");
            wrong(post(app, "{\"item\":\"螺丝\",\"amount\":\"two\"}"), "amount", OTHER_TYPE);
        }
    }

    @Test
    void postWhenAServletRefusesAFieldThenDataNamesIt() throws Exception {
        Class<?>[] classes = compiled(
                imports("jakarta.servlet.http.*", "java.io.IOException"),
                Recipe.blocks("### A plain servlet", "java").get(0));
        HttpServlet servlet = (HttpServlet) classes[0].getDeclaredConstructor().newInstance();
        try (TestWebapp app = started("/api/orders", servlet)) {
            String form = "Content-Type: application/x-www-form-urlencoded";
            assertEquals(
                    "{\"amount\":7}",
                    app.send("POST", "/api/orders", "amount=7", form).data());
            wrong(app.send("POST", "/api/orders", "amount=-7", form), "amount", "expected 1 to 999999");
            wrong(app.send("POST", "/api/orders", "", form), "amount", "expected 1 to 999999");
        }
    }

    @Test
    void sampleWhenComparedWithTheWireThenTheSame() throws Exception {
        String sample = Documents.blocks(Recipe.section("## Which field was wrong"))
                .get(0)
                .strip();
        String data = sample.substring(sample.indexOf("\"data\":") + 7, sample.indexOf(",\"timestamp\""));
        try (TestWebapp app = new TestWebapp()
                .open()
                .serve("/api/orders", (request, response) -> {
                    response.setStatus(400);
                    response.setContentType("application/json");
                    response.getOutputStream().write(data.getBytes(StandardCharsets.UTF_8));
                })
                .start()) {
            String told = app.get("/api/orders").text();
            assertEquals(
                    sample.substring(0, sample.indexOf("1664344355485")),
                    told.substring(0, told.lastIndexOf(":\"") + 2));
        }
    }
}
