package dev.signet.envelope;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.signet.testing.TestWebapp;
import java.io.InputStream;
import java.lang.reflect.Method;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.StringJoiner;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Every door of the servlet API is either handled or not, on purpose: a method that a newer API adds goes past a
 * wrapper that does not know it.
 */
class DoorsTest {

    private static final Map<String, List<Class<?>>> WRAPPERS = new LinkedHashMap<>();

    static {
        WRAPPERS.put(
                "http.HttpServletResponse", List.of(EnvelopeResponse.class, BodyResponse.class, HeaderResponse.class));
        WRAPPERS.put("http.HttpServletRequest", List.of(EnvelopeRequest.class, signetRequest()));
        WRAPPERS.put("ServletOutputStream", List.of(EnvelopeOutput.class));
        WRAPPERS.put("AsyncContext", List.of(AsyncCycle.class));
        WRAPPERS.put("AsyncListener", List.of(CycleListener.class));
        WRAPPERS.put("WriteListener", List.of(ReadyListener.class));
    }

    private static Class<?> signetRequest() {
        try {
            return Class.forName("dev.signet.SignetRequest");
        } catch (ClassNotFoundException e) {
            throw new IllegalStateException(e);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"5.0.0", "6.0.0", "6.1.0"})
    void methodsWhenListedThenHandledOrNotOnPurpose(String version) throws Exception {
        Set<String> notHandled = notHandled();
        Set<String> forgotten = new TreeSet<>();
        Path jar = Path.of("target", "containers", "servlet-api", "jakarta.servlet-api-" + version + ".jar");
        try (URLClassLoader api =
                new URLClassLoader(new URL[] {jar.toUri().toURL()}, ClassLoader.getPlatformClassLoader())) {
            for (Map.Entry<String, List<Class<?>>> wrapper : WRAPPERS.entrySet()) {
                Class<?> type = api.loadClass("jakarta.servlet." + wrapper.getKey());
                Set<String> handled = new TreeSet<>();
                for (Class<?> own : wrapper.getValue()) {
                    for (Method method : own.getDeclaredMethods()) {
                        handled.add(signature(type, method));
                    }
                }
                for (Method method : type.getMethods()) {
                    String signature = signature(type, method);
                    if (!method.getDeclaringClass().equals(Object.class) && !handled.contains(signature)) {
                        forgotten.add(signature);
                    }
                }
            }
        }
        assertTrue(forgotten.size() > 20, "the API was read");
        forgotten.removeAll(notHandled);
        assertEquals(Set.of(), forgotten);
    }

    @Test
    void setStatusWhenOfServlet5ThenNoDoorPastTheWrapper() throws Exception {
        try (TestWebapp app = new TestWebapp()
                .open()
                .serve(
                        "/x",
                        (request, response) -> response.getClass()
                                .getMethod("setStatus", int.class, String.class)
                                .invoke(response, 404, "a message"))
                .start()) {
            assertEquals(404, app.get("/x").code());
        }
    }

    private static String signature(Class<?> type, Method method) {
        StringJoiner parameters = new StringJoiner(", ", method.getName() + "(", ")");
        for (Class<?> parameter : method.getParameterTypes()) {
            parameters.add(parameter.getSimpleName());
        }
        return type.getSimpleName() + " " + parameters;
    }

    private static Set<String> notHandled() throws Exception {
        try (InputStream in = DoorsTest.class.getResourceAsStream("not-handled.txt")) {
            Set<String> signatures = new TreeSet<>();
            for (String line : new String(in.readAllBytes(), StandardCharsets.UTF_8).split("\n", -1)) {
                if (!line.isBlank() && !line.startsWith("#")) {
                    signatures.add(line.strip());
                }
            }
            return signatures;
        }
    }
}
