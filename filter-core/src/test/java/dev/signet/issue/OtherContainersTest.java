package dev.signet.issue;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.signet.SignetConfig;
import dev.signet.SignetFilter;
import dev.signet.testing.MutableClock;
import dev.signet.testing.RawAnswer;
import dev.signet.testing.RawClient;
import dev.signet.testing.TestWebapp;
import io.undertow.Handlers;
import io.undertow.Undertow;
import io.undertow.servlet.Servlets;
import io.undertow.servlet.api.DeploymentInfo;
import io.undertow.servlet.api.DeploymentManager;
import io.undertow.servlet.util.ImmediateInstanceFactory;
import jakarta.servlet.DispatcherType;
import jakarta.servlet.Filter;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletRequest;
import jakarta.servlet.ServletResponse;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.Set;
import java.util.TreeSet;
import org.apache.catalina.Context;
import org.apache.catalina.startup.Tomcat;
import org.apache.tomcat.util.descriptor.web.FilterDef;
import org.apache.tomcat.util.descriptor.web.FilterMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The rows of token-requests.txt on containers that read bodies and parameters in ways of their own. */
class OtherContainersTest {

    /** Its parser makes one blank of two, and answers a broken escape in a query itself, before any filter. */
    private static final Set<String> UNDERTOWS_OWN = Set.of("Basic with two blanks", "a query that cannot be decoded");

    @TempDir
    private Path folder;

    private final MutableClock clock = new MutableClock(TokenWebapp.SAMPLE_MILLIS);

    /** Calls getParameter where a row asks for it, then Signet. */
    private static final class ConsumingFilter implements Filter {

        private final SignetFilter signet;

        ConsumingFilter(SignetFilter signet) {
            this.signet = signet;
        }

        @Override
        public void doFilter(ServletRequest request, ServletResponse response, FilterChain chain)
                throws IOException, ServletException {
            if (((HttpServletRequest) request).getHeader("X-Consume") != null) {
                request.getParameter("any");
            }
            signet.doFilter(request, response, chain);
        }
    }

    private Filter filter() {
        return new ConsumingFilter(new SignetFilter(SignetConfig.builder()
                .set("jwt.secret", TestWebapp.SECRET)
                .set("access.rules", "* /api/token permit")
                .clock(clock)
                .build()));
    }

    private String clients() throws IOException {
        Path file = folder.resolve("clients.json");
        TokenWebapp.write(file, TokenWebapp.ENTRY, TokenWebapp.CHINESE_ENTRY);
        return file.toString();
    }

    @Test
    @SuppressWarnings("deprecation") // what replaces it is not in every release of Tomcat 11
    void answerWhenTomcatThenAsOnJetty() throws Exception {
        Tomcat tomcat = new Tomcat();
        tomcat.setBaseDir(folder.resolve("tomcat").toString());
        tomcat.setPort(0);
        Context context = tomcat.addContext("/app", null);
        context.addParameter("signet.jwt.secret", TestWebapp.SECRET);
        context.addParameter("signet.issuer.clients-file", clients());
        Tomcat.addServlet(context, "token", new TokenServlet(clock, new SecureRandom(), SlowHash.PBKDF2));
        context.addServletMappingDecoded("/api/token", "token");
        FilterDef filter = new FilterDef();
        filter.setFilterName("signet");
        filter.setFilter(filter());
        context.addFilterDef(filter);
        FilterMap map = new FilterMap();
        map.setFilterName("signet");
        map.addURLPattern("/*");
        context.addFilterMap(map);
        tomcat.getConnector();
        tomcat.start();
        try {
            assertEquals(Set.of(), differences(tomcat.getConnector().getLocalPort()));
        } finally {
            tomcat.stop();
            tomcat.destroy();
        }
    }

    @Test
    void answerWhenUndertowThenAsOnJetty() throws Exception {
        DeploymentInfo info = Servlets.deployment()
                .setClassLoader(getClass().getClassLoader())
                .setContextPath("/app")
                .setDeploymentName("app")
                .addInitParameter("signet.jwt.secret", TestWebapp.SECRET)
                .addInitParameter("signet.issuer.clients-file", clients())
                .addServlet(Servlets.servlet(
                                "token",
                                TokenServlet.class,
                                new ImmediateInstanceFactory<>(
                                        new TokenServlet(clock, new SecureRandom(), SlowHash.PBKDF2)))
                        .addMapping("/api/token"))
                .addFilter(Servlets.filter(
                        "signet", ConsumingFilter.class, new ImmediateInstanceFactory<Filter>(filter())))
                .addFilterUrlMapping("signet", "/*", DispatcherType.REQUEST);
        DeploymentManager deployment = Servlets.defaultContainer().addDeployment(info);
        deployment.deploy();
        Undertow server = Undertow.builder()
                .addHttpListener(0, "localhost")
                .setHandler(Handlers.path().addPrefixPath("/app", deployment.start()))
                .build();
        server.start();
        try {
            assertEquals(
                    UNDERTOWS_OWN,
                    differences(
                            ((InetSocketAddress) server.getListenerInfo().get(0).getAddress()).getPort()));
        } finally {
            server.stop();
            deployment.stop();
            deployment.undeploy();
        }
    }

    private static Set<String> differences(int port) throws IOException {
        Set<String> differences = new TreeSet<>();
        for (RequestCase row : RequestCase.all()) {
            try (RawClient client = new RawClient(port)) {
                RawAnswer answer = client.send(row.request());
                if (answer.status() != 200 || answer.code() != row.code()) {
                    differences.add(row.name());
                }
            } catch (RuntimeException | IOException e) {
                differences.add(row + ": " + e);
            }
        }
        return differences;
    }
}
