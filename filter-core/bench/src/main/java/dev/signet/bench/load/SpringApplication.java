package dev.signet.bench.load;

import com.fasterxml.jackson.annotation.JsonRawValue;
import com.fasterxml.jackson.annotation.JsonValue;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import javax.crypto.spec.SecretKeySpec;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.MethodParameter;
import org.springframework.http.MediaType;
import org.springframework.http.converter.HttpMessageConverter;
import org.springframework.http.server.ServerHttpRequest;
import org.springframework.http.server.ServerHttpResponse;
import org.springframework.security.config.Customizer;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.annotation.web.configuration.EnableWebSecurity;
import org.springframework.security.config.http.SessionCreationPolicy;
import org.springframework.security.oauth2.jwt.JwtDecoder;
import org.springframework.security.oauth2.jwt.NimbusJwtDecoder;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.bind.annotation.RestControllerAdvice;
import org.springframework.web.servlet.config.annotation.EnableWebMvc;
import org.springframework.web.servlet.mvc.method.annotation.ResponseBodyAdvice;

/** The same answers from Spring MVC, with an advice that wraps them; and Spring's own resource server in front. */
final class SpringApplication {

    private SpringApplication() {}

    /** A result that costs Jackson no more than copying its text, so that only the framework is measured. */
    record Raw(@JsonValue @JsonRawValue String json) {}

    /** The envelope. */
    record Envelope(int code, String message, Object data, String timestamp) {}

    /** Spring MVC. */
    @Configuration
    @EnableWebMvc
    static class Mvc {

        @Bean
        Answers answers() {
            return new Answers();
        }

        @Bean
        Wrapping wrapping() {
            return new Wrapping();
        }
    }

    /** The application. */
    @RestController
    static class Answers {

        private final Map<Integer, Raw> made = new ConcurrentHashMap<>();

        @GetMapping(path = "/stream/{length}", produces = MediaType.APPLICATION_JSON_VALUE)
        Raw answer(@PathVariable("length") int length) {
            return made.computeIfAbsent(length, given -> new Raw(new String(Bodies.of(given), StandardCharsets.UTF_8)));
        }
    }

    /** What teams write to wrap every result. */
    @RestControllerAdvice
    static class Wrapping implements ResponseBodyAdvice<Object> {

        @Override
        public boolean supports(MethodParameter type, Class<? extends HttpMessageConverter<?>> converter) {
            return true;
        }

        @Override
        public Object beforeBodyWrite(
                Object body,
                MethodParameter method,
                MediaType type,
                Class<? extends HttpMessageConverter<?>> converter,
                ServerHttpRequest request,
                ServerHttpResponse response) {
            return new Envelope(1, "成功", body, Long.toString(System.currentTimeMillis()));
        }
    }

    /** The resource server of Spring Security as its reference sets it up, without sessions. */
    @Configuration
    @EnableWebSecurity
    static class Security {

        @Bean
        SecurityFilterChain chain(HttpSecurity http) throws Exception {
            return http.authorizeHttpRequests(requests -> requests.anyRequest().authenticated())
                    .sessionManagement(session -> session.sessionCreationPolicy(SessionCreationPolicy.STATELESS))
                    .oauth2ResourceServer(server -> server.jwt(Customizer.withDefaults()))
                    .build();
        }

        @Bean
        JwtDecoder decoder() {
            return NimbusJwtDecoder.withSecretKey(
                            new SecretKeySpec(Tokens.SECRET.getBytes(StandardCharsets.UTF_8), "HmacSHA256"))
                    .build();
        }
    }
}
