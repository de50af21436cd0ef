package dev.signet.bench.load;

import io.undertow.Undertow;
import io.undertow.servlet.Servlets;
import io.undertow.servlet.api.DeploymentInfo;
import io.undertow.servlet.api.DeploymentManager;
import io.undertow.servlet.api.ServletContainerInitializerInfo;
import io.undertow.servlet.util.ImmediateInstanceFactory;
import jakarta.servlet.ServletContainerInitializer;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.util.Set;
import org.apache.catalina.Context;
import org.apache.catalina.startup.Tomcat;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.util.thread.QueuedThreadPool;

/** The containers in which one webapp can be measured, each set up as it comes. */
enum EmbeddedContainer {
    JETTY_EE10("Jetty 12.1, ee10") {
        @Override
        int start(ServletContainerInitializer webapp) throws Exception {
            var context = new org.eclipse.jetty.ee10.servlet.ServletContextHandler("/");
            context.addServletContainerInitializer(webapp);
            return startJetty(context);
        }
    },
    JETTY_EE11("Jetty 12.1, ee11") {
        @Override
        int start(ServletContainerInitializer webapp) throws Exception {
            var context = new org.eclipse.jetty.ee11.servlet.ServletContextHandler("/");
            context.addServletContainerInitializer(webapp);
            return startJetty(context);
        }
    },
    TOMCAT("Tomcat 11") {
        @Override
        int start(ServletContainerInitializer webapp) throws Exception {
            Tomcat tomcat = new Tomcat();
            tomcat.setBaseDir(Files.createTempDirectory("signet-tomcat").toString());
            tomcat.setPort(0);
            tomcat.getConnector().setProperty("maxKeepAliveRequests", "-1");
            Context context = tomcat.addContext("", null);
            context.addServletContainerInitializer(webapp, Set.of());
            tomcat.start();
            return tomcat.getConnector().getLocalPort();
        }
    },
    UNDERTOW("Undertow 2.3") {
        @Override
        int start(ServletContainerInitializer webapp) throws Exception {
            DeploymentInfo info = Servlets.deployment()
                    .setClassLoader(EmbeddedContainer.class.getClassLoader())
                    .setContextPath("/")
                    .setDeploymentName("webapp")
                    .addServletContainerInitializer(new ServletContainerInitializerInfo(
                            webapp.getClass(), new ImmediateInstanceFactory<>(webapp), Set.of()));
            DeploymentManager deployment = Servlets.newContainer().addDeployment(info);
            deployment.deploy();
            Undertow server = Undertow.builder()
                    .addHttpListener(0, "localhost")
                    .setHandler(deployment.start())
                    .build();
            server.start();
            return ((InetSocketAddress) server.getListenerInfo().get(0).getAddress()).getPort();
        }
    };

    final String title;

    EmbeddedContainer(String title) {
        this.title = title;
    }

    /**
     * Starts a server with one webapp at the root, which ends with the JVM.
     *
     * @return its port
     */
    abstract int start(ServletContainerInitializer webapp) throws Exception;

    private static int startJetty(Handler context) throws Exception {
        // threads never end, so that what they have allocated can be added up
        Server server = new Server(new QueuedThreadPool(8, 8));
        ServerConnector connector = new ServerConnector(server, 1, 1);
        server.addConnector(connector);
        server.setHandler(context);
        server.start();
        return connector.getLocalPort();
    }
}
