package dev.signet.webapp;

import dev.signet.envelope.ApiException;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ProblemDetail;
import org.springframework.http.ResponseEntity;
import org.springframework.web.ErrorResponseException;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.server.ResponseStatusException;

/** Every way in which a Spring application fails. */
@RestController
@RequestMapping("/fail")
class SpringFailures {

    @ResponseStatus(HttpStatus.GONE)
    static class NoLongerSold extends RuntimeException {
        private static final long serialVersionUID = 1;
    }

    @ResponseStatus(code = HttpStatus.FORBIDDEN, reason = "secret reason")
    static class NotYours extends RuntimeException {
        private static final long serialVersionUID = 1;
    }

    @ExceptionHandler
    ResponseEntity<Map<String, String>> handled(NoSuchElementException e) {
        return ResponseEntity.unprocessableEntity().body(Map.of("field", e.getMessage()));
    }

    @GetMapping("/unhandled")
    String unhandled() {
        throw new IllegalStateException("jdbc:secret");
    }

    @GetMapping("/checked")
    String checked() throws Exception {
        throw new Exception("jdbc:secret");
    }

    @GetMapping("/error")
    String error() {
        throw new AssertionError("jdbc:secret");
    }

    @GetMapping("/gone")
    String gone() {
        throw new NoLongerSold();
    }

    @GetMapping("/reason")
    String reason() {
        throw new NotYours();
    }

    @GetMapping("/handled")
    String handled() {
        throw new NoSuchElementException("数量");
    }

    @GetMapping("/status-exception")
    String statusException() {
        throw new ResponseStatusException(HttpStatus.TOO_MANY_REQUESTS, "slow down");
    }

    @GetMapping("/problem")
    String problem() {
        ProblemDetail detail = ProblemDetail.forStatusAndDetail(HttpStatus.BAD_REQUEST, "缺少");
        throw new ErrorResponseException(HttpStatus.BAD_REQUEST, detail, null);
    }

    @GetMapping("/problem-result")
    ProblemDetail problemResult() {
        return ProblemDetail.forStatusAndDetail(HttpStatus.BAD_REQUEST, "缺少");
    }

    @GetMapping("/api")
    String api() {
        throw new ApiException(20001, "库存不足");
    }

    @GetMapping("/api-async")
    Callable<String> apiAsync() {
        return () -> {
            throw new ApiException(20001, "库存不足");
        };
    }

    @GetMapping("/future")
    CompletableFuture<String> future() {
        return CompletableFuture.failedFuture(new IllegalStateException("jdbc:secret"));
    }

    @GetMapping("/send-error")
    void sendError(HttpServletResponse response) throws IOException {
        response.sendError(503, "secret reason");
    }

    @GetMapping("/retry")
    ResponseEntity<Void> retry() {
        return ResponseEntity.status(HttpStatus.SERVICE_UNAVAILABLE)
                .header(HttpHeaders.RETRY_AFTER, "30")
                .build();
    }

    @GetMapping("/server-json")
    ResponseEntity<Map<String, String>> serverJson() {
        return ResponseEntity.internalServerError().body(Map.of("trace", "secret"));
    }

    @GetMapping("/half")
    void half(HttpServletResponse response) throws IOException {
        response.setContentType(MediaType.APPLICATION_JSON_VALUE);
        response.getWriter().write("{\"half\":");
        response.getWriter().flush();
        throw new IllegalStateException("jdbc:secret");
    }
}
