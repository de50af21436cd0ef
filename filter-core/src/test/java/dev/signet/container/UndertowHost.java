package dev.signet.container;

import dev.signet.container.Webapp.Mapping;
import io.undertow.Handlers;
import io.undertow.Undertow;
import io.undertow.UndertowOptions;
import io.undertow.security.idm.Account;
import io.undertow.security.idm.Credential;
import io.undertow.security.idm.IdentityManager;
import io.undertow.security.idm.PasswordCredential;
import io.undertow.server.handlers.PathHandler;
import io.undertow.server.handlers.resource.PathResourceManager;
import io.undertow.servlet.Servlets;
import io.undertow.servlet.api.DeploymentInfo;
import io.undertow.servlet.api.DeploymentManager;
import io.undertow.servlet.api.ErrorPage;
import io.undertow.servlet.api.FilterInfo;
import io.undertow.servlet.api.ListenerInfo;
import io.undertow.servlet.api.LoginConfig;
import io.undertow.servlet.api.SecurityConstraint;
import io.undertow.servlet.api.ServletContainer;
import io.undertow.servlet.api.ServletInfo;
import io.undertow.servlet.api.WebResourceCollection;
import io.undertow.servlet.util.ImmediateInstanceFactory;
import jakarta.servlet.DispatcherType;
import jakarta.servlet.Filter;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServlet;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.security.Principal;
import java.util.ArrayList;
import java.util.EventListener;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;

/** Undertow with its servlet container. */
public final class UndertowHost implements Function<Map<String, Object>, Integer>, AutoCloseable {

    private Filter filter; // the last one
    private final ServletContainer container = ServletContainer.Factory.newInstance();
    private final List<DeploymentManager> deployments = new ArrayList<>();
    private Undertow server;

    @Override
    public Integer apply(Map<String, Object> described) {
        Webapp webapp = Webapp.of(described);
        PathHandler paths = Handlers.path();
        try {
            for (String path : webapp.contexts()) {
                DeploymentManager deployment = container.addDeployment(deployment(webapp, path));
                deployment.deploy();
                deployments.add(deployment);
                paths.addPrefixPath(path.isEmpty() ? "/" : path, deployment.start());
            }
        } catch (ServletException e) {
            throw new IllegalStateException(e);
        }
        server = Undertow.builder()
                .addHttpListener(0, "localhost")
                .setServerOption(UndertowOptions.ENABLE_HTTP2, true)
                .setServerOption(UndertowOptions.ALLOW_UNESCAPED_CHARACTERS_IN_URL, webapp.lax())
                .setServerOption(UndertowOptions.DECODE_SLASH, webapp.lax())
                .setHandler(paths)
                .build();
        server.start();
        return ((InetSocketAddress) server.getListenerInfo().get(0).getAddress()).getPort();
    }

    private DeploymentInfo deployment(Webapp webapp, String path) {
        DeploymentInfo info = Servlets.deployment()
                .setClassLoader(UndertowHost.class.getClassLoader())
                .setContextPath(path.isEmpty() ? "/" : path)
                .setDeploymentName("app " + path)
                .addWelcomePage("index.do");
        webapp.servlets().forEach((pattern, name) -> {
            HttpServlet made = webapp.servlet(name);
            ServletInfo servlet = Servlets.servlet(
                            Webapp.servletName(pattern, name), HttpServlet.class, new ImmediateInstanceFactory<>(made))
                    .addMapping(pattern)
                    .setAsyncSupported(true);
            Webapp.multipartOf(made).ifPresent(servlet::setMultipartConfig);
            info.addServlet(servlet);
        });
        if (!webapp.root().isEmpty()) {
            info.setResourceManager(new PathResourceManager(Path.of(webapp.root())));
        }
        webapp.filters().forEach(name -> add(info, webapp, name));
        webapp.errorPages().forEach((error, page) -> info.addErrorPage(errorPage(error, page)));
        if (!webapp.guarded().isEmpty()) {
            guard(info, webapp.guarded());
        }
        webapp.listeners().forEach(name -> {
            EventListener listener = webapp.listener(name);
            info.addListener(new ListenerInfo(listener.getClass(), new ImmediateInstanceFactory<>(listener)));
        });
        return info;
    }

    private static ErrorPage errorPage(String error, String location) {
        if (error.isEmpty()) {
            return new ErrorPage(location);
        }
        if (error.matches("\\d+")) {
            return new ErrorPage(location, Integer.parseInt(error));
        }
        try {
            return new ErrorPage(location, Class.forName(error).asSubclass(Throwable.class));
        } catch (ClassNotFoundException e) {
            throw new IllegalArgumentException(e);
        }
    }

    private static void guard(DeploymentInfo info, String pattern) {
        info.addSecurityConstraint(new SecurityConstraint()
                .addWebResourceCollection(new WebResourceCollection().addUrlPattern(pattern))
                .addRoleAllowed(Webapp.ROLE));
        info.addSecurityRole(Webapp.ROLE);
        info.setLoginConfig(new LoginConfig("BASIC", "guarded"));
        info.setIdentityManager(new OneUser());
    }

    private void add(DeploymentInfo info, Webapp webapp, String name) {
        filter = webapp.filter(name);
        FilterInfo described = Servlets.filter(name, Filter.class, new ImmediateInstanceFactory<>(filter))
                .setAsyncSupported(true);
        webapp.parametersOf(name).forEach(described::addInitParam);
        info.addFilter(described);
        for (DispatcherType type : webapp.dispatchersOf(name)) {
            info.addFilterUrlMapping(name, "/*", type);
            boolean dispatched = type == DispatcherType.FORWARD || type == DispatcherType.INCLUDE;
            if (webapp.mappingOf(name) == Mapping.TOGETHER || webapp.mappingOf(name) == Mapping.README && dispatched) {
                info.addFilterServletNameMapping(name, "*", type);
            }
        }
    }

    /** Whom the container itself knows. */
    private static final class OneUser implements IdentityManager {

        private record User(Principal principal, Set<String> roles) implements Account {

            @Override
            public Principal getPrincipal() {
                return principal;
            }

            @Override
            public Set<String> getRoles() {
                return roles;
            }
        }

        @Override
        public Account verify(Account account) {
            return account;
        }

        @Override
        public Account verify(String id, Credential credential) {
            return id.equals(Webapp.USER)
                            && credential instanceof PasswordCredential password
                            && Webapp.PASSWORD.equals(new String(password.getPassword()))
                    ? new User(() -> id, Set.of(Webapp.ROLE))
                    : null;
        }

        @Override
        public Account verify(Credential credential) {
            return null;
        }
    }

    @Override
    public void close() throws Exception {
        server.stop();
        for (DeploymentManager deployment : deployments) {
            deployment.stop();
            deployment.undeploy();
        }
    }
}
