package dev.signet.portal;

import dev.signet.SignetConfig;
import dev.signet.SignetFilter;
import dev.signet.testing.TestWebapp;
import jakarta.servlet.DispatcherType;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.NotBlank;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.boot.web.servlet.ServletRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Import;
import org.springframework.core.Ordered;
import org.springframework.core.io.ByteArrayResource;
import org.springframework.core.io.Resource;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ProblemDetail;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.bind.annotation.RestControllerAdvice;
import org.springframework.web.server.ResponseStatusException;

/** An application that describes itself with springdoc, and hands that out by the portal. */
@SpringBootConfiguration(proxyBeanMethods = false)
@EnableAutoConfiguration
@Import({SpringdocApplication.Orders.class, SpringdocApplication.Problems.class})
public class SpringdocApplication {

    /** Of an order; a client names it. */
    record Order(@NotBlank String name, @Max(100) int amount, BigDecimal price, List<Order> parts) {}

    /** The operations. */
    @RestController
    static class Orders {

        @GetMapping("/orders")
        List<Order> list(@RequestParam(required = false) String name) {
            return List.of(new Order("一", 1, new BigDecimal("1.50"), List.of()));
        }

        @GetMapping("/orders/{id}")
        Order one(@PathVariable int id) {
            if (id == 404) {
                throw new ResponseStatusException(HttpStatus.NOT_FOUND);
            }
            return new Order("一", id, BigDecimal.TEN, List.of(new Order("二", 2, BigDecimal.ONE, List.of())));
        }

        @PostMapping("/orders")
        @ResponseStatus(HttpStatus.CREATED)
        Order add(@Valid @RequestBody Order order) {
            return order;
        }

        @DeleteMapping("/orders/{id}")
        @ResponseStatus(HttpStatus.NO_CONTENT)
        void remove(@PathVariable int id) {}

        @GetMapping("/orders/{id}/void")
        void nothing(@PathVariable int id) {}

        @GetMapping("/orders/{id}/map")
        Map<String, String> map(@PathVariable int id) {
            return Map.of("id", "七");
        }

        @GetMapping("/admin/orders")
        ResponseEntity<List<Order>> ofAdmin() {
            return ResponseEntity.ok(List.of());
        }

        @GetMapping(path = "/files/{id}", produces = MediaType.APPLICATION_PDF_VALUE)
        Resource pdf(@PathVariable int id) {
            return new ByteArrayResource("%PDF".getBytes(StandardCharsets.US_ASCII));
        }

        @GetMapping("/files/{id}/raw")
        ResponseEntity<Resource> raw(@PathVariable int id) {
            return ResponseEntity.ok()
                    .contentType(MediaType.APPLICATION_OCTET_STREAM)
                    .body(pdf(id));
        }

        @GetMapping("/text")
        String text() {
            return "文本";
        }
    }

    /** A problem body for what cannot be bound. */
    @RestControllerAdvice
    static class Problems {
        @ExceptionHandler
        @ResponseStatus(HttpStatus.BAD_REQUEST)
        ProblemDetail invalid(org.springframework.web.bind.MethodArgumentNotValidException e) {
            return ProblemDetail.forStatusAndDetail(HttpStatus.BAD_REQUEST, "amount");
        }
    }

    @Bean
    FilterRegistrationBean<SignetFilter> signet() {
        SignetConfig config = SignetConfig.builder()
                .set("jwt.secret", TestWebapp.SECRET)
                .set("access.rules", "* /open/** permit\nGET /admin/** role admin")
                .set("envelope.exclude", "/open/**")
                .build();
        FilterRegistrationBean<SignetFilter> registration = new FilterRegistrationBean<>(new SignetFilter(config));
        registration.setDispatcherTypes(EnumSet.allOf(DispatcherType.class));
        registration.setAsyncSupported(true);
        registration.setOrder(Ordered.HIGHEST_PRECEDENCE);
        return registration;
    }

    @Bean
    ServletRegistrationBean<PortalServlet> portal() {
        ServletRegistrationBean<PortalServlet> registration =
                new ServletRegistrationBean<>(new PortalServlet(), "/open/*");
        registration.setInitParameters(Map.of("portal.openapi", "/v3/api-docs"));
        registration.setLoadOnStartup(1);
        return registration;
    }
}
