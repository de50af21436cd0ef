package dev.signet.container;

import jakarta.servlet.DispatcherType;
import jakarta.servlet.Filter;
import jakarta.servlet.http.HttpServlet;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.Map;
import java.util.function.Function;
import org.eclipse.jetty.http.UriCompliance;
import org.eclipse.jetty.http2.server.HTTP2CServerConnectionFactory;
import org.eclipse.jetty.security.HashLoginService;
import org.eclipse.jetty.security.SecurityHandler;
import org.eclipse.jetty.security.UserStore;
import org.eclipse.jetty.security.authentication.BasicAuthenticator;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.HttpConnectionFactory;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.server.handler.ContextHandler;
import org.eclipse.jetty.server.handler.ContextHandlerCollection;
import org.eclipse.jetty.util.security.Credential;

/**
 * Jetty, but for what it has once for each generation of the servlet API.
 *
 * @param <C> the context of a generation
 */
abstract class JettyHost<C extends ContextHandler> implements Function<Map<String, Object>, Integer>, AutoCloseable {

    private final Server server = new Server();
    private Filter filter; // the last one

    abstract C context(String path, boolean lax);

    abstract void add(C context, String pattern, String name, HttpServlet servlet);

    abstract void add(
            C context,
            String name,
            Filter added,
            Map<String, String> parameters,
            Webapp.Mapping mapping,
            EnumSet<DispatcherType> types);

    abstract void addErrorPage(C context, String error, String page);

    abstract void setSecurity(C context, SecurityHandler guard);

    /** Lets nobody come to an url-pattern who is not in the role. */
    abstract SecurityHandler guard(String pattern);

    /** The servlet that serves static files. */
    abstract HttpServlet files();

    @Override
    public final Integer apply(Map<String, Object> described) {
        Webapp webapp = Webapp.of(described);
        HttpConfiguration http = new HttpConfiguration();
        if (webapp.lax()) {
            http.setUriCompliance(UriCompliance.UNSAFE);
        }
        ServerConnector connector =
                new ServerConnector(server, new HttpConnectionFactory(http), new HTTP2CServerConnectionFactory(http));
        server.addConnector(connector);
        ContextHandlerCollection contexts = new ContextHandlerCollection();
        webapp.contexts().forEach(path -> contexts.addHandler(context(webapp, path)));
        server.setHandler(contexts);
        try {
            server.start();
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
        return connector.getLocalPort();
    }

    private C context(Webapp webapp, String path) {
        C context = context(path.isEmpty() ? "/" : path, webapp.lax());
        context.setCrossContextDispatchSupported(!webapp.second().isEmpty());
        webapp.servlets()
                .forEach((pattern, name) ->
                        add(context, pattern, Webapp.servletName(pattern, name), webapp.servlet(name)));
        if (!webapp.root().isEmpty()) {
            context.setBaseResourceAsPath(Path.of(webapp.root()));
            add(context, "/", "default", files());
        }
        for (String name : webapp.filters()) {
            filter = webapp.filter(name);
            add(context, name, filter, webapp.parametersOf(name), webapp.mappingOf(name), webapp.dispatchersOf(name));
        }
        webapp.errorPages().forEach((error, page) -> addErrorPage(context, error, page));
        if (!webapp.guarded().isEmpty()) {
            UserStore users = new UserStore();
            users.addUser(Webapp.USER, Credential.getCredential(Webapp.PASSWORD), new String[] {Webapp.ROLE});
            HashLoginService login = new HashLoginService("guarded");
            login.setUserStore(users);
            SecurityHandler guard = guard(webapp.guarded());
            guard.setLoginService(login);
            guard.setAuthenticator(new BasicAuthenticator());
            setSecurity(context, guard);
        }
        webapp.listeners().forEach(name -> context.addEventListener(webapp.listener(name)));
        return context;
    }

    @Override
    public final void close() throws Exception {
        server.stop();
    }
}
