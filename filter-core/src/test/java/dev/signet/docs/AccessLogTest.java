package dev.signet.docs;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.signet.SignetConfig;
import dev.signet.SignetFilter;
import dev.signet.testing.RawClient;
import dev.signet.testing.TestWebapp;
import io.undertow.Undertow;
import io.undertow.server.handlers.accesslog.AccessLogHandler;
import io.undertow.servlet.Servlets;
import io.undertow.servlet.api.DeploymentInfo;
import io.undertow.servlet.api.DeploymentManager;
import io.undertow.servlet.util.ImmediateInstanceFactory;
import jakarta.servlet.DispatcherType;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.CharArrayWriter;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.util.EnumSet;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.apache.catalina.Context;
import org.apache.catalina.startup.Tomcat;
import org.apache.catalina.valves.AbstractAccessLogValve;
import org.apache.catalina.webresources.TomcatURLStreamHandlerFactory;
import org.apache.tomcat.util.descriptor.web.FilterDef;
import org.apache.tomcat.util.descriptor.web.FilterMap;
import org.eclipse.jetty.ee11.servlet.FilterHolder;
import org.eclipse.jetty.ee11.servlet.ServletContextHandler;
import org.eclipse.jetty.ee11.servlet.ServletHolder;
import org.eclipse.jetty.server.CustomRequestLog;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.junit.jupiter.api.Test;

/** The patterns of access logs in operating.md, in the containers that they are for. */
class AccessLogTest {

    private final BlockingQueue<String> lines = new LinkedBlockingQueue<>();

    /** Of Tomcat, Jetty and Undertow. */
    private static String pattern(int container) throws IOException {
        return Documents.rows(Documents.read("operating.md")).stream()
                .filter(row -> row.size() == 2 && row.get(1).contains("dev.signet.sent-code"))
                .map(row -> row.get(1).replace("`", ""))
                .toList()
                .get(container);
    }

    private static SignetFilter filter() {
        return new SignetFilter(SignetConfig.builder()
                .set("jwt.secret", TestWebapp.SECRET)
                .set("access.rules", "* /admin role admin")
                .build());
    }

    private static HttpServlet servlet() {
        return new HttpServlet() {
            @Override
            protected void service(HttpServletRequest request, HttpServletResponse response) throws IOException {
                response.setContentType("application/json");
                response.getWriter().print("[1]");
            }
        };
    }

    private String next() throws InterruptedException {
        return String.valueOf(lines.poll(10, TimeUnit.SECONDS)).strip();
    }

    private void assertLogged(int port) throws Exception {
        try (RawClient client = new RawClient(port)) {
            String ann = TestWebapp.bearer(",\"sub\":\"ann\"");
            assertEquals(1, client.get("/app/json?secret=1", ann).code());
            assertEquals("127.0.0.1 GET /app/json 200 1 - ann -", next());
            String id = client.get("/app/json?secret=1").header("X-Request-Id");
            assertEquals("127.0.0.1 GET /app/json 401 10003 no-token - " + id, next());
            id = client.get("/app/admin", ann).header("X-Request-Id");
            assertEquals("127.0.0.1 GET /app/admin 403 16000 role-missing ann " + id, next());
        }
    }

    @Test
    void logWhenTomcatThenWithWhatSignetKnows() throws Exception {
        TomcatURLStreamHandlerFactory.disable();
        Tomcat tomcat = new Tomcat();
        tomcat.setBaseDir(Files.createTempDirectory("tomcat").toString());
        tomcat.setPort(0);
        Context context = tomcat.addContext("/app", null);
        Tomcat.addServlet(context, "json", servlet());
        context.addServletMapping("/*", "json");
        FilterDef def = new FilterDef();
        def.setFilterName("signet");
        def.setFilter(filter());
        context.addFilterDef(def);
        FilterMap map = new FilterMap();
        map.setFilterName("signet");
        map.addURLPattern("/*");
        context.addFilterMap(map);
        AbstractAccessLogValve valve = new AbstractAccessLogValve() {
            @Override
            protected void log(CharArrayWriter message) {
                lines.add(message.toString());
            }
        };
        valve.setPattern(pattern(0));
        context.getPipeline().addValve(valve);
        tomcat.start();
        try {
            assertLogged(tomcat.getConnector().getLocalPort());
        } finally {
            tomcat.stop();
            tomcat.destroy();
        }
    }

    @Test
    void logWhenJettyThenWithWhatSignetKnows() throws Exception {
        Server server = new Server();
        ServerConnector connector = new ServerConnector(server);
        server.addConnector(connector);
        ServletContextHandler context = new ServletContextHandler("/app");
        context.addServlet(new ServletHolder(servlet()), "/*");
        context.addFilter(new FilterHolder(filter()), "/*", EnumSet.allOf(DispatcherType.class));
        server.setHandler(context);
        server.setRequestLog(new CustomRequestLog(lines::add, pattern(1)));
        server.start();
        try {
            assertLogged(connector.getLocalPort());
        } finally {
            server.stop();
        }
    }

    @Test
    void logWhenUndertowThenWithWhatSignetKnows() throws Exception {
        SignetFilter filter = filter();
        DeploymentInfo info = Servlets.deployment()
                .setClassLoader(AccessLogTest.class.getClassLoader())
                .setContextPath("/app")
                .setDeploymentName("app")
                .addServlet(Servlets.servlet("json", HttpServlet.class, new ImmediateInstanceFactory<>(servlet()))
                        .addMapping("/*"))
                .addFilter(Servlets.filter("signet", SignetFilter.class, new ImmediateInstanceFactory<>(filter)))
                .addFilterUrlMapping("signet", "/*", DispatcherType.REQUEST);
        String pattern = pattern(2);
        info.addInitialHandlerChainWrapper(
                handler -> new AccessLogHandler(handler, lines::add, pattern, AccessLogTest.class.getClassLoader()));
        DeploymentManager deployment = Servlets.newContainer().addDeployment(info);
        deployment.deploy();
        Undertow server = Undertow.builder()
                .addHttpListener(0, "localhost")
                .setHandler(io.undertow.Handlers.path().addPrefixPath("/app", deployment.start()))
                .build();
        server.start();
        try {
            assertLogged(((InetSocketAddress) server.getListenerInfo().get(0).getAddress()).getPort());
        } finally {
            server.stop();
            deployment.stop();
            deployment.undeploy();
        }
    }

    @Test
    void patternsWhenReadThenThree() throws Exception {
        for (int i = 0; i < 3; i++) {
            String pattern = pattern(i);
            for (String name : List.of("status", "sent-code", "reason", "client", "request-id")) {
                assertEquals(2, pattern.split("dev\\.signet\\." + name, -1).length, pattern + " " + name);
            }
        }
    }
}
