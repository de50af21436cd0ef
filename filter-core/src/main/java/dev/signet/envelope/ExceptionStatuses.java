package dev.signet.envelope;

import static java.util.Map.entry;

import java.lang.reflect.Method;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The status that an exception of a container or framework stands for: Signet depends on none of them, so it asks by
 * reflection those that tell, and knows the others by the names of their classes.
 *
 * <p>They arrive here only where the framework did not answer them itself.
 */
final class ExceptionStatuses {

    /** Classes and interfaces that tell their status, with the methods that are to be called one on the other's result. */
    private static final Map<String, List<String>> TELLING = Map.of(
            "org.eclipse.jetty.http.HttpException", List.of("getCode"),
            "org.eclipse.jetty.http.BadMessageException", List.of("getCode"), // Jetty 11
            "org.apache.tomcat.util.http.InvalidParameterException", List.of("getErrorCode"),
            "org.springframework.web.server.ResponseStatusException", List.of("getStatus", "value"), // Spring 5
            "jakarta.ws.rs.WebApplicationException", List.of("getResponse", "getStatus"),
            "org.springframework.web.ErrorResponse", List.of("getStatusCode", "value"));

    private static final Map<String, Integer> NAMES = Map.ofEntries(
            // a request that the container could not parse, met when it is read
            entry("org.eclipse.jetty.server.internal.HttpConnection$HttpEofException", 400),
            entry("org.apache.catalina.connector.BadRequestException", 400),
            entry("org.apache.coyote.BadRequestException", 400),
            entry("org.apache.tomcat.util.http.fileupload.MultipartStream$MalformedStreamException", 400),
            entry("org.apache.tomcat.util.http.fileupload.FileUploadException", 400),
            entry("org.apache.tomcat.util.http.fileupload.impl.SizeException", 413),
            entry("org.apache.tomcat.util.http.fileupload.impl.FileCountLimitExceededException", 413),
            entry("org.apache.tomcat.util.http.fileupload.impl.InvalidContentTypeException", 415),
            entry("io.undertow.util.BadRequestException", 400),
            entry("io.undertow.util.MalformedMessageException", 400),
            entry("io.undertow.util.ParameterLimitException", 400),
            entry("io.undertow.util.UrlDecodeException", 400),
            entry("io.undertow.server.RequestTooBigException", 413),
            entry("io.undertow.server.handlers.form.MultiPartParserDefinition$FileTooLargeException", 413),
            entry("jakarta.validation.ConstraintViolationException", 400),
            entry("org.springframework.validation.BindException", 400),
            entry("org.springframework.http.converter.HttpMessageNotReadableException", 400),
            entry("org.springframework.web.method.annotation.MethodArgumentTypeMismatchException", 400),
            entry("org.springframework.security.access.AccessDeniedException", 403),
            entry("org.springframework.security.core.AuthenticationException", 401),
            entry("jakarta.servlet.UnavailableException", 503),
            entry("java.util.concurrent.TimeoutException", 503),
            entry("java.util.concurrent.RejectedExecutionException", 503));

    /** What wraps the failure of something else, be it the caller's mistake or a disk that is full: its cause tells. */
    private static final Set<String> WRAPPERS =
            Set.of("org.apache.tomcat.util.http.fileupload.impl.IOFileUploadException");

    /** HTTP clients: what another server answered, or how, is no mistake of our caller's. */
    private static final Set<String> CLIENTS = Set.of(
            "org.springframework.web.client.RestClientException",
            "org.springframework.web.reactive.function.client.WebClientException",
            "org.eclipse.jetty.client.HttpRequestException",
            "org.eclipse.jetty.client.HttpResponseException",
            "jakarta.ws.rs.client.ResponseProcessingException",
            "feign.FeignException");

    private ExceptionStatuses() {}

    /** The status that a class of an exception stands for, or 0. */
    static int of(Class<?> type, Throwable thrown) {
        Integer named = NAMES.get(type.getName());
        return named != null ? named : told(type, thrown);
    }

    /** Whether nothing can be said by a class or by those above it. */
    static boolean isWrapper(Class<?> type) {
        return WRAPPERS.contains(type.getName());
    }

    /** Whether it comes from an HTTP client, so that no cause of it is a mistake of the caller's either. */
    static boolean isOfClient(Throwable thrown) {
        for (Class<?> type = thrown.getClass(); type != null; type = type.getSuperclass()) {
            if (CLIENTS.contains(type.getName())) {
                return true;
            }
        }
        return Thrower.isClient(thrown);
    }

    private static int told(Class<?> type, Throwable thrown) {
        List<String> methods = TELLING.get(type.getName());
        if (methods != null) {
            return ask(type, thrown, methods);
        }
        for (Class<?> face : type.getInterfaces()) {
            int status = told(face, thrown);
            if (status != 0) {
                return status;
            }
        }
        return 0;
    }

    private static int ask(Class<?> type, Throwable thrown, List<String> methods) {
        try {
            Class<?> declared = type; // public, unlike perhaps the class of the object
            @Nullable Object answer = thrown;
            for (String name : methods) {
                Method method = declared.getMethod(name);
                answer = method.invoke(answer);
                declared = method.getReturnType();
            }
            return answer instanceof Integer status && status >= 400 && status < 600 ? status : 0;
        } catch (ReflectiveOperationException | RuntimeException | LinkageError e) {
            return 0; // another version of it, or one without a response
        }
    }
}
