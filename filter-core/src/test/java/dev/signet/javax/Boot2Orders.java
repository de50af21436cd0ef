package dev.signet.javax;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.servlet.mvc.method.annotation.SseEmitter;

/** What a team of Spring Boot 2.7 has: answers, mistakes and things that take longer. */
@RestController
class Boot2Orders {

    /** An order as it comes in. */
    record Order(@NotNull String id) {}

    @GetMapping("/orders")
    List<Map<String, Object>> orders() {
        return List.of(Map.of("id", "A-1001", "total", new BigDecimal("1.0")));
    }

    @GetMapping(path = "/text", produces = "text/plain;charset=UTF-8")
    String text() {
        return "中文";
    }

    @PostMapping("/orders")
    Order order(@Valid @RequestBody Order order) {
        return order;
    }

    @GetMapping("/number")
    int number(@RequestParam("n") int number) {
        return number;
    }

    @GetMapping("/caller")
    String caller(HttpServletRequest request) {
        return request.getUserPrincipal().getName();
    }

    @GetMapping("/admin/all")
    List<String> admin() {
        return List.of("all");
    }

    @GetMapping("/broken")
    String broken() {
        throw new IllegalStateException("broken");
    }

    /** An exception with a status of its own. */
    @ResponseStatus(HttpStatus.SERVICE_UNAVAILABLE)
    static final class Unavailable extends RuntimeException {

        private static final long serialVersionUID = 1L;
    }

    @GetMapping("/unavailable")
    String unavailable() {
        throw new Unavailable();
    }

    @GetMapping("/later")
    Callable<List<String>> later() {
        return () -> List.of("later");
    }

    @GetMapping(path = "/stream", produces = MediaType.TEXT_EVENT_STREAM_VALUE)
    SseEmitter stream() throws java.io.IOException {
        SseEmitter emitter = new SseEmitter();
        emitter.send("one");
        emitter.complete();
        return emitter;
    }
}
