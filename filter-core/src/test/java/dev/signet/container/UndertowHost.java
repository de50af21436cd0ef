package dev.signet.container;

import dev.signet.SignetFilter;
import io.undertow.Handlers;
import io.undertow.Undertow;
import io.undertow.servlet.Servlets;
import io.undertow.servlet.api.DeploymentInfo;
import io.undertow.servlet.api.DeploymentManager;
import io.undertow.servlet.api.FilterInfo;
import io.undertow.servlet.util.ImmediateInstanceFactory;
import jakarta.servlet.DispatcherType;
import jakarta.servlet.ServletException;
import java.net.InetSocketAddress;
import java.util.Map;
import java.util.function.Function;

/** Undertow with its servlet container. */
public final class UndertowHost implements Function<Map<String, String>, Integer>, AutoCloseable {

    private DeploymentManager deployment;
    private Undertow server;

    @Override
    public Integer apply(Map<String, String> parameters) {
        FilterInfo filter = Servlets.filter(
                        "signet", SignetFilter.class, new ImmediateInstanceFactory<>(new SignetFilter()))
                .setAsyncSupported(true);
        parameters.forEach(filter::addInitParam);
        DeploymentInfo info = Servlets.deployment()
                .setClassLoader(UndertowHost.class.getClassLoader())
                .setContextPath("/app")
                .setDeploymentName("app")
                .addServlet(Servlets.servlet(
                                "scenario",
                                ScenarioServlet.class,
                                new ImmediateInstanceFactory<>(new ScenarioServlet()))
                        .addMapping("/*")
                        .setAsyncSupported(true))
                .addFilter(filter);
        for (DispatcherType type : DispatcherType.values()) {
            info.addFilterUrlMapping("signet", "/*", type);
        }
        deployment = Servlets.defaultContainer().addDeployment(info);
        deployment.deploy();
        try {
            server = Undertow.builder()
                    .addHttpListener(0, "localhost")
                    .setHandler(Handlers.path().addPrefixPath("/app", deployment.start()))
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
