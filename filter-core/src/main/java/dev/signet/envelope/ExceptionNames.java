package dev.signet.envelope;

import static dev.signet.envelope.ErrorCode.INVALID_TOKEN;
import static dev.signet.envelope.ErrorCode.MODEL_BINDING_FAILED;
import static dev.signet.envelope.ErrorCode.NOT_AUTHORISED;
import static dev.signet.envelope.ErrorCode.NOT_FOUND;
import static dev.signet.envelope.ErrorCode.SYSTEM_BUSY;

import java.util.Map;

/**
 * Exceptions of containers and frameworks whose meaning is known, by class name: Signet depends on none of them.
 *
 * <p>They arrive here only where the framework did not answer them itself.
 */
final class ExceptionNames {

    static final Map<String, ErrorCode> CODES = Map.ofEntries(
            // a request that the container could not parse, met at the first getParameter
            Map.entry("org.eclipse.jetty.http.BadMessageException", MODEL_BINDING_FAILED),
            Map.entry("org.apache.catalina.connector.BadRequestException", MODEL_BINDING_FAILED),
            Map.entry("org.apache.tomcat.util.http.InvalidParameterException", MODEL_BINDING_FAILED),
            Map.entry("io.undertow.util.BadRequestException", MODEL_BINDING_FAILED),
            Map.entry("io.undertow.server.RequestTooBigException", MODEL_BINDING_FAILED),
            Map.entry("jakarta.validation.ConstraintViolationException", MODEL_BINDING_FAILED),
            Map.entry("org.springframework.validation.BindException", MODEL_BINDING_FAILED),
            Map.entry("org.springframework.web.bind.MethodArgumentNotValidException", MODEL_BINDING_FAILED),
            Map.entry("org.springframework.web.bind.ServletRequestBindingException", MODEL_BINDING_FAILED),
            Map.entry("org.springframework.http.converter.HttpMessageNotReadableException", MODEL_BINDING_FAILED),
            Map.entry(
                    "org.springframework.web.method.annotation.MethodArgumentTypeMismatchException",
                    MODEL_BINDING_FAILED),
            Map.entry("org.springframework.security.access.AccessDeniedException", NOT_AUTHORISED),
            Map.entry("org.springframework.security.core.AuthenticationException", INVALID_TOKEN),
            Map.entry("jakarta.ws.rs.BadRequestException", MODEL_BINDING_FAILED),
            Map.entry("jakarta.ws.rs.NotAuthorizedException", INVALID_TOKEN),
            Map.entry("jakarta.ws.rs.ForbiddenException", NOT_AUTHORISED),
            Map.entry("jakarta.ws.rs.NotFoundException", NOT_FOUND),
            Map.entry("jakarta.ws.rs.NotAllowedException", NOT_FOUND),
            Map.entry("jakarta.ws.rs.ServiceUnavailableException", SYSTEM_BUSY),
            Map.entry("jakarta.servlet.UnavailableException", SYSTEM_BUSY),
            Map.entry("java.util.concurrent.TimeoutException", SYSTEM_BUSY),
            Map.entry("java.util.concurrent.RejectedExecutionException", SYSTEM_BUSY));

    private ExceptionNames() {}
}
