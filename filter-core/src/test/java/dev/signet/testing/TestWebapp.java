package dev.signet.testing;

import dev.signet.SignetFilter;
import jakarta.servlet.DispatcherType;
import jakarta.servlet.Filter;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Base64;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.Map;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.eclipse.jetty.ee11.servlet.FilterHolder;
import org.eclipse.jetty.ee11.servlet.FilterMapping;
import org.eclipse.jetty.ee11.servlet.ServletContextHandler;
import org.eclipse.jetty.ee11.servlet.ServletHolder;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;

/** A webapp that knows nothing of Signet, on a real Jetty, with the filter mapped as the README says. */
public final class TestWebapp implements AutoCloseable {

    /** A secret only tests know. */
    public static final String SECRET = "5gqTz0vNcuJ4pHn1bWYd8sXfLk2oRmEa";

    private final Server server = new Server();
    private final ServerConnector connector = new ServerConnector(server);
    private final ServletContextHandler context = new ServletContextHandler("/app");
    private final Map<String, String> parameters = new LinkedHashMap<>();
    private final Map<FilterHolder, String> inner = new LinkedHashMap<>();

    /** What a servlet does. */
    @FunctionalInterface
    public interface Behaviour {
        /** Answers a request. */
        void serve(HttpServletRequest request, HttpServletResponse response) throws Exception;
    }

    /** A webapp whose every path needs a token unless a rule says otherwise. */
    public TestWebapp() {
        server.addConnector(connector);
        server.setHandler(context);
        parameters.put("jwt.secret", SECRET);
    }

    /** Sets an init-param of the filter. */
    public TestWebapp with(String name, String value) {
        parameters.put(name, value);
        return this;
    }

    /** Sets a context-param. */
    public TestWebapp context(String name, String value) {
        context.setInitParameter(name, value);
        return this;
    }

    /** Sets an attribute of the ServletContext, before the start or behind it. */
    public TestWebapp attribute(String name, Object value) {
        context.getServletContext().setAttribute(name, value); // null takes it away
        return this;
    }

    /** An attribute of the ServletContext; null where there is none. */
    public Object attribute(String name) {
        return context.getServletContext().getAttribute(name);
    }

    /** Listens where another one has listened, instead of anywhere. */
    public TestWebapp at(int port) {
        connector.setPort(port);
        return this;
    }

    /** Sets the folder that holds WEB-INF. */
    public TestWebapp base(Path folder) {
        context.setBaseResourceAsPath(folder);
        return this;
    }

    /** Sets what loads the classes and resources of the webapp. */
    public TestWebapp classPath(ClassLoader loader) {
        context.setClassLoader(loader);
        return this;
    }

    /** Takes an init-param of the filter back. */
    public TestWebapp without(String name) {
        parameters.remove(name);
        return this;
    }

    /** Lets every call in without a token. */
    public TestWebapp open() {
        return with("access.rules", "* /** permit");
    }

    /** Adds a servlet at a path. */
    public TestWebapp serve(String path, Behaviour behaviour) {
        return serve(path, new HttpServlet() {
            @Override
            protected void service(HttpServletRequest request, HttpServletResponse response) throws IOException {
                try {
                    behaviour.serve(request, response);
                } catch (IOException | RuntimeException e) {
                    throw e;
                } catch (Exception e) {
                    throw new IllegalStateException(e);
                }
            }
        });
    }

    /** Adds a servlet at a path. */
    public TestWebapp serve(String path, HttpServlet servlet) {
        return serve(path, new ServletHolder(servlet));
    }

    /** Adds a servlet that is loaded at the start, as the README says of the token endpoint. */
    public TestWebapp serveFromStart(String path, HttpServlet servlet) {
        return serveFromStart(path, servlet, Map.of());
    }

    /** Adds a servlet with init-params, which is loaded at the start. */
    public TestWebapp serveFromStart(String path, HttpServlet servlet, Map<String, String> initParams) {
        ServletHolder holder = new ServletHolder(servlet);
        holder.setInitOrder(1);
        holder.setInitParameters(initParams);
        return serve(path, holder);
    }

    private TestWebapp serve(String path, ServletHolder holder) {
        holder.setAsyncSupported(true);
        context.addServlet(holder, path);
        return this;
    }

    /** Adds a filter outside of Signet. */
    public TestWebapp outside(Filter filter) {
        return outside(filter, DispatcherType.REQUEST);
    }

    /** Adds a filter outside of Signet, for dispatches of a kind. */
    public TestWebapp outside(Filter filter, DispatcherType dispatches) {
        FilterHolder holder = new FilterHolder(filter);
        holder.setAsyncSupported(true);
        context.addFilter(holder, "/*", EnumSet.of(dispatches));
        return this;
    }

    /** Adds a filter of the application, behind Signet. */
    public TestWebapp inside(String path, Filter filter) {
        FilterHolder holder = new FilterHolder(filter);
        holder.setAsyncSupported(true);
        inner.put(holder, path);
        return this;
    }

    /** Starts the server with Signet configured by init-params. */
    public TestWebapp start() throws Exception {
        return start(new SignetFilter());
    }

    /** Starts the server with a filter that was made in code. */
    public TestWebapp start(SignetFilter filter) throws Exception {
        FilterHolder holder = new FilterHolder(filter);
        holder.setInitParameters(parameters);
        holder.setAsyncSupported(true);
        context.addFilter(holder, "/*", EnumSet.allOf(DispatcherType.class));
        FilterMapping named = new FilterMapping();
        named.setFilterName(holder.getName());
        named.setServletName("*");
        named.setDispatcherTypes(EnumSet.of(DispatcherType.FORWARD, DispatcherType.INCLUDE));
        context.getServletHandler().addFilterMapping(named);
        inner.forEach(
                (filterInside, path) -> context.addFilter(filterInside, path, EnumSet.of(DispatcherType.REQUEST)));
        return startBare();
    }

    /** Starts the server without Signet's filter. */
    public TestWebapp startBare() throws Exception {
        server.start();
        return this;
    }

    /** Where it listens. */
    public int port() {
        return connector.getLocalPort();
    }

    /** Opens a connection. */
    public RawClient connect() throws IOException {
        return new RawClient(connector.getLocalPort());
    }

    /** Sends one GET on a connection of its own; {@code path} is below the context. */
    public RawAnswer get(String path, String... headers) throws IOException {
        return send("GET", path, null, headers);
    }

    /** Sends one request on a connection of its own; {@code path} is below the context. */
    public RawAnswer send(String method, String path, String body, String... headers) throws IOException {
        try (RawClient client = connect()) {
            return client.send(
                    method, "/app" + path, body == null ? null : body.getBytes(StandardCharsets.UTF_8), headers);
        }
    }

    /** A genuine HS256 token with this payload. */
    public static String token(String payload) {
        return signed("{\"alg\":\"HS256\",\"typ\":\"JWT\"}", payload, SECRET);
    }

    /** An Authorization header with a genuine token that never expires in this century. */
    public static String bearer(String moreClaims) {
        return "Authorization: Bearer " + token("{\"exp\":4070908800" + moreClaims + "}");
    }

    /** A token with this header and payload, signed by HMAC SHA-256. */
    public static String signed(String header, String payload, String secret) {
        Base64.Encoder encoder = Base64.getUrlEncoder().withoutPadding();
        String input = encoder.encodeToString(header.getBytes(StandardCharsets.UTF_8)) + "."
                + encoder.encodeToString(payload.getBytes(StandardCharsets.UTF_8));
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(secret.getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
            return input + "." + encoder.encodeToString(mac.doFinal(input.getBytes(StandardCharsets.US_ASCII)));
        } catch (java.security.GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public void close() {
        try {
            server.stop();
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }
}
