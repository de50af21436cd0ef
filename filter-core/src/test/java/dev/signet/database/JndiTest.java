package dev.signet.database;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.signet.SignetFilter;
import dev.signet.issue.TokenServlet;
import dev.signet.testing.RawAnswer;
import dev.signet.testing.RawClient;
import dev.signet.testing.TestWebapp;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Hashtable;
import java.util.Map;
import javax.naming.Context;
import javax.naming.Name;
import javax.naming.spi.ObjectFactory;
import org.apache.catalina.Wrapper;
import org.apache.catalina.startup.Tomcat;
import org.apache.tomcat.util.descriptor.web.ContextResource;
import org.apache.tomcat.util.descriptor.web.FilterDef;
import org.apache.tomcat.util.descriptor.web.FilterMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A data source that Tomcat has, found by the name that it has in JNDI. */
class JndiTest {

    private static final String[] NAMING = {Context.INITIAL_CONTEXT_FACTORY, Context.URL_PKG_PREFIXES};

    private final String[] before = new String[NAMING.length];

    @TempDir
    private Path folder;

    /** What Tomcat makes of the resource that was declared. */
    public static final class Pools implements ObjectFactory {
        @Override
        public Object getObjectInstance(Object reference, Name name, Context context, Hashtable<?, ?> environment)
                throws Exception {
            return Databases.POSTGRESQL.running().source();
        }
    }

    /** Answers who calls. */
    private static final class Me extends HttpServlet {
        private static final long serialVersionUID = 1L;

        @Override
        protected void doGet(HttpServletRequest request, HttpServletResponse response) throws IOException {
            response.setContentType("application/json");
            response.getWriter().print("\"" + request.getRemoteUser() + "\"");
        }
    }

    @BeforeEach
    void remember() {
        for (int i = 0; i < NAMING.length; i++) {
            before[i] = System.getProperty(NAMING[i]);
        }
    }

    /** Tomcat sets them for the whole JVM. */
    @AfterEach
    void restore() {
        for (int i = 0; i < NAMING.length; i++) {
            if (before[i] == null) {
                System.clearProperty(NAMING[i]);
            } else {
                System.setProperty(NAMING[i], before[i]);
            }
        }
    }

    @Test
    void loginAndCallWhenTheDataSourceIsTheContainersThenItsClients() throws Exception {
        RealDatabase database = Databases.POSTGRESQL.fresh();
        TestClients.add(database, "acme");
        Tomcat tomcat = tomcat();
        tomcat.start();
        try (RawClient client = new RawClient(tomcat.getConnector().getLocalPort())) {
            byte[] login = ("{\"appKey\":\"acme\",\"appSecret\":\"" + TestClients.SECRET + "\"}")
                    .getBytes(StandardCharsets.UTF_8);
            RawAnswer granted = client.send("POST", "/app/api/token", login, "Content-Type: application/json");
            assertEquals(1, granted.code(), granted::text);
            String token = granted.data().replaceAll(".*\"token\":\"([^\"]+)\".*", "$1");
            assertEquals(
                    "\"acme\"",
                    client.get("/app/me", "Authorization: Bearer " + token).data());
            assertEquals(
                    15000,
                    client.get("/app/me", "Authorization: Bearer " + TestClients.tokenOf("nobody"))
                            .code());
        } finally {
            tomcat.stop();
            tomcat.destroy();
        }
    }

    private Tomcat tomcat() {
        Tomcat tomcat = new Tomcat();
        tomcat.setBaseDir(folder.toString());
        tomcat.setPort(0);
        tomcat.enableNaming();
        org.apache.catalina.Context webapp = tomcat.addContext("/app", folder.toString());
        ContextResource pool = new ContextResource();
        pool.setName("jdbc/signet");
        pool.setType("javax.sql.DataSource");
        pool.setAuth("Container");
        pool.setProperty("factory", Pools.class.getName());
        webapp.getNamingResources().addResource(pool);
        Map.of(
                        "signet.jwt.secret", TestWebapp.SECRET,
                        "signet.jwt.issuer", Node.ISSUER,
                        "signet.issuer.data-source", "java:comp/env/jdbc/signet")
                .forEach(webapp::addParameter);
        FilterDef filter = new FilterDef();
        filter.setFilterName("signet");
        filter.setFilterClass(SignetFilter.class.getName());
        filter.setAsyncSupported("true");
        filter.addInitParameter("access.rules", "* /api/token permit");
        webapp.addFilterDef(filter);
        FilterMap mapping = new FilterMap();
        mapping.setFilterName("signet");
        mapping.addURLPattern("/*");
        webapp.addFilterMap(mapping);
        Wrapper tokens = Tomcat.addServlet(webapp, "token", new TokenServlet());
        tokens.setLoadOnStartup(1);
        tokens.addMapping("/api/token");
        Tomcat.addServlet(webapp, "me", new Me()).addMapping("/me");
        return tomcat;
    }
}
