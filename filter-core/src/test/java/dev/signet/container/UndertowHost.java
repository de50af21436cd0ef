package dev.signet.container;

import dev.signet.SignetFilter;
import io.undertow.Handlers;
import io.undertow.Undertow;
import io.undertow.UndertowOptions;
import io.undertow.servlet.Servlets;
import io.undertow.servlet.api.DeploymentInfo;
import io.undertow.servlet.api.DeploymentManager;
import io.undertow.servlet.api.FilterInfo;
import io.undertow.servlet.util.ImmediateInstanceFactory;
import jakarta.servlet.DispatcherType;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServlet;
import java.net.InetSocketAddress;
import java.util.Map;
import java.util.function.Function;

/** Undertow with its servlet container. */
public final class UndertowHost implements Function<Map<String, Object>, Integer>, AutoCloseable {

    private final SignetFilter filter = new SignetFilter();
    private DeploymentManager deployment;
    private Undertow server;

    @Override
    public Integer apply(Map<String, Object> described) {
        Webapp webapp = Webapp.of(described);
        FilterInfo filter = Servlets.filter("signet", SignetFilter.class, new ImmediateInstanceFactory<>(this.filter))
                .setAsyncSupported(true);
        webapp.parameters().forEach(filter::addInitParam);
        DeploymentInfo info = Servlets.deployment()
                .setClassLoader(UndertowHost.class.getClassLoader())
                .setContextPath(webapp.context().isEmpty() ? "/" : webapp.context())
                .setDeploymentName("app")
                .addWelcomePage("index.do")
                .addFilter(filter);
        webapp.servlets()
                .forEach((pattern, name) -> info.addServlet(Servlets.servlet(
                                Webapp.servletName(pattern, name),
                                HttpServlet.class,
                                new ImmediateInstanceFactory<>(webapp.servlet(name)))
                        .addMapping(pattern)
                        .setAsyncSupported(true)));
        for (DispatcherType type : DispatcherType.values()) {
            info.addFilterUrlMapping("signet", "/*", type);
        }
        deployment = Servlets.defaultContainer().addDeployment(info);
        deployment.deploy();
        try {
            server = Undertow.builder()
                    .addHttpListener(0, "localhost")
                    .setServerOption(UndertowOptions.ALLOW_UNESCAPED_CHARACTERS_IN_URL, webapp.lax())
                    .setServerOption(UndertowOptions.DECODE_SLASH, webapp.lax())
                    .setHandler(Handlers.path()
                            .addPrefixPath(webapp.context().isEmpty() ? "/" : webapp.context(), deployment.start()))
                    .build();
        } catch (ServletException e) {
            throw new IllegalStateException(e);
        }
        server.start();
        return ((InetSocketAddress) server.getListenerInfo().get(0).getAddress()).getPort();
    }

    @Override
    public void close() throws Exception {
        server.stop();
        deployment.stop();
        deployment.undeploy();
    }
}
