package dev.signet.spring.boot;

import dev.signet.TokenCheck;
import dev.signet.event.CallListener;
import dev.signet.issue.ClientStore;
import dev.signet.token.KeySource;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import javax.crypto.spec.SecretKeySpec;
import org.springframework.context.annotation.Bean;

/** Beans of an application's own that Signet takes. */
public class BeansApplication {

    private static final CountDownLatch HEARD = new CountDownLatch(1);

    /** Whether a call was heard of, which may take a moment. */
    public static boolean heard() throws InterruptedException {
        return HEARD.await(30, TimeUnit.SECONDS);
    }

    @Bean
    KeySource keys() {
        return () -> List.of(
                new KeySource.NamedKey(new SecretKeySpec(Calls.SECRET.getBytes(StandardCharsets.UTF_8), "HmacSHA256")));
    }

    @Bean
    TokenCheck check() {
        return (token, request) ->
                token.principal().equals("blocked") ? TokenCheck.Outcome.REVOKED : TokenCheck.Outcome.FINE;
    }

    @Bean
    CallListener listener() {
        return call -> HEARD.countDown();
    }

    @Bean
    ClientStore clients() {
        return id -> id.equals("acme")
                ? new ClientStore.Client(
                        id, new ClientStore.Secret("sha256:O/5vGjJOVmdvvztzzG5mhnaOG51eS+usB+KX+4VtTHg="))
                : null;
    }
}
