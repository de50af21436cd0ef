package dev.signet.issue;

import io.undertow.Handlers;
import io.undertow.Undertow;
import io.undertow.servlet.Servlets;
import io.undertow.servlet.api.DeploymentInfo;
import io.undertow.servlet.api.DeploymentManager;
import io.undertow.servlet.util.ImmediateInstanceFactory;
import jakarta.servlet.DispatcherType;
import jakarta.servlet.Filter;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.util.EnumSet;
import java.util.Map;
import org.apache.catalina.Context;
import org.apache.catalina.startup.Tomcat;
import org.apache.tomcat.util.descriptor.web.FilterDef;
import org.apache.tomcat.util.descriptor.web.FilterMap;
import org.eclipse.jetty.ee11.servlet.FilterHolder;
import org.eclipse.jetty.ee11.servlet.ServletContextHandler;
import org.eclipse.jetty.ee11.servlet.ServletHolder;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;

/** Containers that run the token endpoint at /app/api/token, behind a filter for every path. */
enum TokenHost {
    JETTY {
        @Override
        Running start(Map<String, String> parameters, Filter filter, TokenServlet endpoint) throws Exception {
            Server server = new Server();
            ServerConnector connector = new ServerConnector(server);
            server.addConnector(connector);
            ServletContextHandler context = new ServletContextHandler("/app");
            parameters.forEach((name, value) -> context.setInitParameter("signet." + name, value));
            context.addServlet(new ServletHolder(endpoint), "/api/token");
            context.addFilter(new FilterHolder(filter), "/*", EnumSet.of(DispatcherType.REQUEST));
            server.setHandler(context);
            server.start();
            return new Running(connector.getLocalPort(), server::stop);
        }
    },

    TOMCAT {
        @Override
        @SuppressWarnings("deprecation") // what replaces it is not in every release of Tomcat 11
        Running start(Map<String, String> parameters, Filter filter, TokenServlet endpoint) throws Exception {
            Tomcat tomcat = new Tomcat();
            tomcat.setBaseDir(Files.createTempDirectory("tomcat").toString());
            tomcat.setPort(0);
            Context context = tomcat.addContext("/app", null);
            parameters.forEach((name, value) -> context.addParameter("signet." + name, value));
            Tomcat.addServlet(context, "token", endpoint);
            context.addServletMappingDecoded("/api/token", "token");
            FilterDef def = new FilterDef();
            def.setFilterName("signet");
            def.setFilter(filter);
            context.addFilterDef(def);
            FilterMap map = new FilterMap();
            map.setFilterName("signet");
            map.addURLPattern("/*");
            context.addFilterMap(map);
            tomcat.getConnector();
            tomcat.start();
            return new Running(tomcat.getConnector().getLocalPort(), () -> {
                tomcat.stop();
                tomcat.destroy();
            });
        }
    },

    UNDERTOW {
        @Override
        Running start(Map<String, String> parameters, Filter filter, TokenServlet endpoint) throws Exception {
            DeploymentInfo info = Servlets.deployment()
                    .setClassLoader(TokenHost.class.getClassLoader())
                    .setContextPath("/app")
                    .setDeploymentName("app")
                    .addServlet(Servlets.servlet("token", TokenServlet.class, new ImmediateInstanceFactory<>(endpoint))
                            .addMapping("/api/token"))
                    .addFilter(Servlets.filter("signet", filter.getClass(), new ImmediateInstanceFactory<>(filter)))
                    .addFilterUrlMapping("signet", "/*", DispatcherType.REQUEST);
            parameters.forEach((name, value) -> info.addInitParameter("signet." + name, value));
            DeploymentManager deployment = Servlets.defaultContainer().addDeployment(info);
            deployment.deploy();
            Undertow server = Undertow.builder()
                    .addHttpListener(0, "localhost")
                    .setHandler(Handlers.path().addPrefixPath("/app", deployment.start()))
                    .build();
            server.start();
            int port = ((InetSocketAddress) server.getListenerInfo().get(0).getAddress()).getPort();
            return new Running(port, () -> {
                server.stop();
                deployment.stop();
                deployment.undeploy();
            });
        }
    };

    /** One that is started. */
    record Running(int port, AutoCloseable server) implements AutoCloseable {
        @Override
        public void close() throws Exception {
            server.close();
        }
    }

    /**
     * Starts it.
     *
     * @param parameters context-params without their prefix
     * @param filter in front
     * @param endpoint what answers
     */
    abstract Running start(Map<String, String> parameters, Filter filter, TokenServlet endpoint) throws Exception;
}
