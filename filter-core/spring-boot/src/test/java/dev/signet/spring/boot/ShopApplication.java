package dev.signet.spring.boot;

import dev.signet.token.VerifiedToken;
import jakarta.servlet.Filter;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Map;
import java.util.concurrent.Callable;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.boot.web.servlet.ServletRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Import;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpStatus;
import org.springframework.security.config.Customizer;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestAttribute;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** A shop that knows nothing of Signet, with controllers, servlets, filters and Spring Security of its own. */
@SpringBootConfiguration(proxyBeanMethods = false)
@EnableAutoConfiguration
@Import(ShopApplication.Orders.class)
public class ShopApplication {

    /** Called where Boot makes it ahead of time. */
    public static void main(String[] arguments) {
        SpringApplication.run(ShopApplication.class, arguments);
    }

    /** What it answers. */
    @RestController
    static class Orders {

        @GetMapping("/orders")
        Map<String, String> orders(@RequestAttribute("dev.signet.token") VerifiedToken token) {
            return Map.of("of", token.principal());
        }

        @GetMapping("/later")
        Callable<Map<String, String>> later() {
            return () -> Map.of("in", "time");
        }

        @GetMapping("/broken")
        Map<String, String> broken() {
            throw new IllegalStateException("any");
        }

        @GetMapping("/conflict")
        Map<String, String> conflict() {
            throw new Conflict();
        }

        @GetMapping("/thread")
        boolean isVirtual() throws ReflectiveOperationException {
            return Runtime.version().feature() >= 21
                    && (boolean) Thread.class.getMethod("isVirtual").invoke(Thread.currentThread());
        }

        @GetMapping("/secure/me")
        Map<String, String> secured() {
            return Map.of("seen", "yes");
        }
    }

    /** Becomes an error page of Boot's. */
    @ResponseStatus(HttpStatus.CONFLICT)
    static class Conflict extends RuntimeException {
        private static final long serialVersionUID = 1L;
    }

    /** A filter that answers by itself, and believes that nobody is in front of it. */
    @Bean
    FilterRegistrationBean<Filter> eager() {
        FilterRegistrationBean<Filter> bean = new FilterRegistrationBean<>((request, response, chain) -> {
            if (((HttpServletRequest) request).getRequestURI().endsWith("/early")) {
                response.setContentType("application/json");
                response.getWriter().print("\"early\"");
            } else {
                chain.doFilter(request, response);
            }
        });
        bean.setOrder(Ordered.HIGHEST_PRECEDENCE);
        return bean;
    }

    @Bean
    ServletRegistrationBean<HttpServlet> stock() {
        return named("stock", new HttpServlet() {
            private static final long serialVersionUID = 1L;

            @Override
            protected void doGet(HttpServletRequest request, HttpServletResponse response) throws IOException {
                response.setContentType("application/json");
                response.getWriter().print("[7]");
            }
        });
    }

    @Bean
    ServletRegistrationBean<HttpServlet> byName() {
        return named("by-name", new HttpServlet() {
            private static final long serialVersionUID = 1L;

            @Override
            protected void doGet(HttpServletRequest request, HttpServletResponse response)
                    throws ServletException, IOException {
                getServletContext().getNamedDispatcher("stock").forward(request, response);
            }
        });
    }

    private static ServletRegistrationBean<HttpServlet> named(String name, HttpServlet servlet) {
        ServletRegistrationBean<HttpServlet> bean = new ServletRegistrationBean<>(servlet, "/" + name);
        bean.setName(name);
        return bean;
    }

    @Bean
    @Order(1)
    SecurityFilterChain secure(HttpSecurity http) throws Exception {
        return http.securityMatcher("/secure/**")
                .authorizeHttpRequests(calls -> calls.requestMatchers("/secure/none")
                        .denyAll()
                        .anyRequest()
                        .authenticated())
                .httpBasic(Customizer.withDefaults())
                .build();
    }

    @Bean
    @Order(2)
    SecurityFilterChain open(HttpSecurity http) throws Exception {
        return http.csrf(csrf -> csrf.disable())
                .authorizeHttpRequests(calls -> calls.anyRequest().permitAll())
                .build();
    }
}
