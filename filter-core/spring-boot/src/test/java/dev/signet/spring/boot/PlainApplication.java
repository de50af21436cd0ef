package dev.signet.spring.boot;

import java.util.Map;
import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.context.annotation.Import;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/** A shop with a controller, and nothing else. */
@SpringBootConfiguration(proxyBeanMethods = false)
@EnableAutoConfiguration
@Import(PlainApplication.Stock.class)
class PlainApplication {

    /** What it answers. */
    @RestController
    static class Stock {

        @GetMapping("/api/stock")
        Map<String, Integer> stock() {
            return Map.of("left", 7);
        }
    }
}
