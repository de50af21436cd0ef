package dev.signet.websocket;

import io.undertow.Handlers;
import io.undertow.Undertow;
import io.undertow.server.handlers.resource.PathResourceManager;
import io.undertow.servlet.Servlets;
import io.undertow.servlet.api.DeploymentInfo;
import io.undertow.servlet.api.DeploymentManager;
import io.undertow.servlet.api.FilterInfo;
import jakarta.servlet.DispatcherType;
import jakarta.servlet.Filter;
import jakarta.servlet.Servlet;
import jakarta.servlet.ServletContextListener;
import java.net.InetSocketAddress;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Undertow, with what WildFly would read out of the webapp. */
public final class UndertowEndpoints implements Function<Path, Integer>, AutoCloseable {

    private static final Pattern CONTEXT_PARAM = Pattern.compile(
            "<context-param><param-name>([^<]*)</param-name>" + "<param-value>([^<]*)</param-value></context-param>");

    private Undertow server;

    @Override
    public Integer apply(Path folder) {
        try {
            ClassLoader loader = loader(folder);
            DeploymentInfo info = Servlets.deployment()
                    .setClassLoader(loader)
                    .setContextPath("/app")
                    .setDeploymentName("app");
            FilterInfo filter = Servlets.filter(
                            "signet",
                            loader.loadClass("dev.signet.SignetFilter").asSubclass(Filter.class))
                    .setAsyncSupported(true);
            WebSocketServer.PARAMETERS.forEach(filter::addInitParam);
            info.addFilter(filter);
            CONTEXT_PARAM
                    .matcher(Files.readString(folder.resolve("WEB-INF/web.xml")))
                    .results()
                    .forEach(found -> info.addInitParameter(found.group(1), found.group(2)));
            for (DispatcherType type : DispatcherType.values()) {
                info.addFilterUrlMapping("signet", "/*", type);
            }
            info.addServlet(Servlets.servlet(
                            "hello", loader.loadClass(Hello.class.getName()).asSubclass(Servlet.class))
                    .addMapping("/hello/*"));
            info.addWelcomePage("index.txt")
                    .setResourceManager(PathResourceManager.builder()
                            .setBase(folder)
                            .setAllowResourceChangeListeners(false)
                            .build());
            info.addListener(Servlets.listener(
                    loader.loadClass(MoreEndpoints.class.getName()).asSubclass(ServletContextListener.class)));
            Class<?> endpoints = Class.forName("io.undertow.websockets.jsr.WebSocketDeploymentInfo");
            Object described = endpoints.getConstructor().newInstance();
            endpoints.getMethod("addEndpoint", Class.class).invoke(described, loader.loadClass(Who.class.getName()));
            info.addServletContextAttribute(endpoints.getName(), described);
            DeploymentManager deployment = Servlets.newContainer().addDeployment(info);
            deployment.deploy();
            server = Undertow.builder()
                    .addHttpListener(0, "localhost")
                    .setHandler(Handlers.path().addPrefixPath("/app", deployment.start()))
                    .build();
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
        server.start();
        return ((InetSocketAddress) server.getListenerInfo().get(0).getAddress()).getPort();
    }

    private static ClassLoader loader(Path folder) throws Exception {
        List<URL> urls = new ArrayList<>();
        urls.add(folder.resolve("WEB-INF/classes").toUri().toURL());
        try (Stream<Path> jars = Files.list(folder.resolve("WEB-INF/lib"))) {
            for (Path jar : jars.toList()) {
                urls.add(jar.toUri().toURL());
            }
        }
        return new URLClassLoader(urls.toArray(URL[]::new), UndertowEndpoints.class.getClassLoader());
    }

    @Override
    public void close() {
        server.stop();
    }
}
