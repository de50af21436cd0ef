package dev.signet.boot;

import static org.springframework.security.config.Customizer.withDefaults;

import jakarta.servlet.DispatcherType;
import java.nio.charset.StandardCharsets;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.annotation.Order;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.annotation.web.configurers.AbstractHttpConfigurer;
import org.springframework.security.config.annotation.web.configurers.HeadersConfigurer;
import org.springframework.security.core.userdetails.User;
import org.springframework.security.core.userdetails.UserDetailsService;
import org.springframework.security.core.userdetails.UsernameNotFoundException;
import org.springframework.security.web.SecurityFilterChain;

/** Spring Security: below {@code /secure} by HTTP Basic, below {@code /portal} with handlers that write JSON themselves. */
@Configuration(proxyBeanMethods = false)
class BootSecurity {

    /** Not Spring's own in memory: at the first call that stores a slow hash of the password, and each call takes 0.1 s. */
    @Bean
    UserDetailsService users() {
        return name -> {
            if (!name.equals("user")) {
                throw new UsernameNotFoundException(name);
            }
            return User.withUsername(name).password("{noop}pw").roles("USER").build();
        };
    }

    @Bean
    @Order(1)
    SecurityFilterChain secure(HttpSecurity http) throws Exception {
        return http.securityMatcher("/secure/**")
                .authorizeHttpRequests(rules -> rules.dispatcherTypeMatchers(DispatcherType.ERROR)
                        .permitAll()
                        .requestMatchers("/secure/admin/**")
                        .hasRole("ADMIN")
                        .anyRequest()
                        .authenticated())
                .httpBasic(withDefaults())
                .build();
    }

    @Bean
    @Order(2)
    SecurityFilterChain portal(HttpSecurity http) throws Exception {
        return http.securityMatcher("/portal/**")
                .authorizeHttpRequests(rules -> rules.requestMatchers("/portal/admin/**")
                        .hasRole("ADMIN")
                        .anyRequest()
                        .authenticated())
                .httpBasic(withDefaults())
                .exceptionHandling(handling -> handling.authenticationEntryPoint((request, response, e) -> {
                            response.setStatus(401);
                            response.setContentType("application/json");
                            response.getOutputStream().write("{\"who\":\"谁\"}".getBytes(StandardCharsets.UTF_8));
                        })
                        .accessDeniedHandler((request, response, e) -> {
                            response.setStatus(403);
                            response.setContentType("application/json;charset=UTF-8");
                            response.getWriter().write("{\"why\":\"不行\"}");
                        }))
                .build();
    }

    @Bean
    @Order(3)
    SecurityFilterChain open(HttpSecurity http) throws Exception {
        return http.authorizeHttpRequests(rules -> rules.anyRequest().permitAll())
                .csrf(AbstractHttpConfigurer::disable)
                .headers(headers -> headers.cacheControl(HeadersConfigurer.CacheControlConfig::disable))
                .build();
    }
}
