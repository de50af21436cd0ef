package dev.signet.spring.boot;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.aot.hint.MemberCategory;
import org.springframework.aot.hint.RuntimeHints;
import org.springframework.aot.hint.RuntimeHintsRegistrar;

/** What a native image has to keep that nobody names in code: files of the portal, and classes that are looked for by name. */
final class SignetRuntimeHints implements RuntimeHintsRegistrar {

    /** Each folder of its own: whether a star is for folders, too, depends on the release of Spring. */
    private static final List<String> FILES = List.of("dev/signet/portal/clients/*", "dev/signet/portal/console/*");

    /** Whether they are there is all that is asked. */
    private static final List<String> LOOKED_FOR = List.of(
            FoundBeans.METER_REGISTRY,
            DefaultExclusions.ACTUATOR,
            DefaultExclusions.SPRINGDOC,
            "jdk.jfr.Event",
            "org.apache.coyote.Request");

    /** Methods of them are called by name: statuses that exceptions stand for, and what servers tell of themselves. */
    private static final List<String> CALLED = List.of(
            "org.springframework.web.ErrorResponse",
            "org.springframework.http.HttpStatusCode",
            "org.eclipse.jetty.http.HttpException",
            "org.eclipse.jetty.http.BadMessageException",
            "org.apache.tomcat.util.http.InvalidParameterException",
            "jakarta.ws.rs.WebApplicationException",
            "jakarta.ws.rs.core.Response",
            "jakarta.servlet.ServletRequest",
            "io.undertow.servlet.spec.HttpServletResponseImpl",
            "io.undertow.server.HttpServerExchange",
            "org.apache.catalina.connector.RequestFacade",
            "org.eclipse.jetty.ee10.servlet.ServletContextHandler",
            "org.eclipse.jetty.ee10.servlet.ServletContextHandler$ServletContextApi",
            "org.eclipse.jetty.ee10.servlet.ServletHandler",
            "org.eclipse.jetty.ee10.servlet.FilterMapping",
            "org.eclipse.jetty.ee11.servlet.ServletContextHandler",
            "org.eclipse.jetty.ee11.servlet.ServletContextHandler$ServletContextApi",
            "org.eclipse.jetty.ee11.servlet.ServletHandler",
            "org.eclipse.jetty.ee11.servlet.FilterMapping",
            "org.eclipse.jetty.ee11.servlet.ServletApiResponse",
            "org.eclipse.jetty.ee11.servlet.ServletContextRequest",
            "org.eclipse.jetty.server.Request",
            "org.eclipse.jetty.server.Response",
            "org.eclipse.jetty.websocket.core.server.WebSocketMappings");

    /** What Tomcat takes as the reset of a stream is made by its constructor. */
    private static final String RESET = "org.apache.coyote.CloseNowException";

    @Override
    public void registerHints(RuntimeHints hints, @Nullable ClassLoader classLoader) {
        FILES.forEach(hints.resources()::registerPattern);
        LOOKED_FOR.forEach(type -> hints.reflection().registerTypeIfPresent(classLoader, type));
        hints.reflection().registerTypeIfPresent(classLoader, RESET, MemberCategory.INVOKE_PUBLIC_CONSTRUCTORS);
        CALLED.forEach(type ->
                hints.reflection().registerTypeIfPresent(classLoader, type, MemberCategory.INVOKE_PUBLIC_METHODS));
    }
}
