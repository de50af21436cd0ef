package dev.signet.sample;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.signet.issue.ClientStore;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.Principal;
import java.util.Base64;
import java.util.List;
import java.util.UUID;
import org.springframework.boot.ApplicationRunner;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.context.annotation.Bean;
import org.springframework.core.env.Environment;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/** A shop with one client and one controller; all else is in application.yml. */
@RestController
@SpringBootApplication
public class Sample {

    private final String secret = UUID.randomUUID().toString(); // of the client, another one at each start

    @GetMapping("/api/orders")
    List<String> orders(Principal caller) {
        return List.of("A-1001, ordered by " + caller.getName());
    }

    @Bean
    ClientStore clients() throws GeneralSecurityException {
        byte[] hash = MessageDigest.getInstance("SHA-256").digest(secret.getBytes(UTF_8));
        var key = new ClientStore.Secret("sha256:" + Base64.getEncoder().encodeToString(hash));
        var acme = new ClientStore.Client("acme", key).withRights(List.of("orders:write"), List.of());
        return id -> id.equals("acme") ? acme : null;
    }

    @Bean
    ApplicationRunner help(Environment environment) {
        return arguments -> System.out.printf("""
                A token: curl -s -d appKey=acme -d appSecret=%1$s http://127.0.0.1:%2$s/api/token
                Orders:  curl -s -H "Authorization: Bearer TOKEN" http://127.0.0.1:%2$s/api/orders
                """, secret, environment.getProperty("local.server.port"));
    }

    public static void main(String[] arguments) {
        SpringApplication.run(Sample.class, arguments);
    }
}
