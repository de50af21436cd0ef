package dev.signet.boot;

import jakarta.servlet.RequestDispatcher;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.context.request.async.DeferredResult;

/** Results that cannot be serialised, and exceptions that stay in the request: Spring sets Tomcat's attribute for them. */
@RestController
@RequestMapping("/broken")
class BrokenController {

    /** Holds itself. */
    static final class Ring {
        public Ring getNext() {
            return this;
        }
    }

    /** Can be written but for its end. */
    static final class LateFailure {
        private final List<String> end = List.of();

        public String getBegin() {
            return "begin";
        }

        public String getEnd() {
            return end.get(0);
        }
    }

    @ExceptionHandler
    ResponseEntity<Map<String, String>> handled(UnsupportedOperationException e, HttpServletRequest request) {
        request.setAttribute(RequestDispatcher.ERROR_EXCEPTION, e); // as many handlers do, for their access log
        String status = request.getParameter("status");
        return ResponseEntity.status(HttpStatus.valueOf(Integer.parseInt(status)))
                .body(Map.of("why", "不行"));
    }

    @GetMapping("/ring")
    Ring ring() {
        return new Ring();
    }

    @GetMapping("/late-failure")
    LateFailure lateFailure() {
        return new LateFailure();
    }

    @GetMapping("/long-failure")
    List<Object> longFailure() {
        List<Object> all = new java.util.ArrayList<>(java.util.Collections.nCopies(40_000, "0123456789"));
        all.add(new LateFailure());
        return all;
    }

    @GetMapping("/callable")
    Callable<Ring> callable() {
        return Ring::new;
    }

    @GetMapping("/future")
    CompletableFuture<Ring> future() {
        return CompletableFuture.completedFuture(new Ring());
    }

    @GetMapping("/deferred")
    DeferredResult<ResponseEntity<LateFailure>> deferred() {
        DeferredResult<ResponseEntity<LateFailure>> result = new DeferredResult<>(10_000L);
        result.setResult(ResponseEntity.status(HttpStatus.ACCEPTED).body(new LateFailure()));
        return result;
    }

    @GetMapping("/handled")
    String handled() {
        throw new UnsupportedOperationException("jdbc:secret");
    }

    @GetMapping("/handled-later")
    Callable<String> handledLater() {
        return () -> {
            throw new UnsupportedOperationException("jdbc:secret");
        };
    }

    @GetMapping("/marked")
    void marked(HttpServletRequest request, HttpServletResponse response) throws IOException {
        request.setAttribute(RequestDispatcher.ERROR_EXCEPTION, new IllegalStateException("jdbc:secret"));
        response.sendError(404, "jdbc:secret");
    }

    @GetMapping("/marked-throw")
    void markedThrow(HttpServletRequest request) {
        request.setAttribute(RequestDispatcher.ERROR_EXCEPTION, new IllegalStateException("jdbc:secret"));
        throw new IllegalStateException("jdbc:secret");
    }

    @GetMapping("/forwarded/{target}")
    void forwarded(HttpServletRequest request, HttpServletResponse response) throws ServletException, IOException {
        String target = request.getRequestURI().replaceAll(".*/", "/broken/");
        request.getRequestDispatcher(target).forward(request, response);
    }

    @GetMapping("/forwarded-later/{target}")
    Callable<org.springframework.web.servlet.View> forwardedLater(HttpServletRequest request) {
        String target = request.getRequestURI().replaceAll(".*/", "/broken/");
        return () -> new org.springframework.web.servlet.view.InternalResourceView(target);
    }
}
