package dev.signet.spring.boot;

import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.context.annotation.Import;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/** An application that Signet is not for. */
@SpringBootConfiguration(proxyBeanMethods = false)
@EnableAutoConfiguration
@Import(ReactiveApplication.Open.class)
class ReactiveApplication {

    /** What it answers. */
    @RestController
    static class Open {

        @GetMapping("/open")
        String open() {
            return "open";
        }
    }
}
