package dev.signet.jwt;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertSame;

import dev.signet.testing.SharedState;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/**
 * A check of a token that is known writes nothing that threads share, so that they do not wait for each other's caches. Seen
 * by all that the verifier holds, before and after, and by the statics of every class that it can use.
 */
class KnownTokenTest {

    /** {@code dev.signet.jwt}, and where its arrows lead. */
    private static final List<String> PACKAGES =
            List.of("dev.signet.jwt", "dev.signet.keys", "dev.signet.token", "dev.signet.text", "dev.signet.config");

    private static SharedState state(TokenVerifier verifier) throws Exception {
        List<Class<?>> classes = new ArrayList<>();
        for (String each : PACKAGES) {
            classes.addAll(SharedState.classes(each));
        }
        return SharedState.of(verifier, classes);
    }

    /** Where ten checks write, of a token that was verified, and found once. */
    private static Set<String> written(TokenVerifier verifier) throws Exception {
        String token = SignedText.good();
        Verification first = assertInstanceOf(GenuineToken.class, verifier.verify(token));
        assertSame(first, verifier.verify(token)); // the first that is found notes that it was asked for
        SharedState before = state(verifier);
        for (int i = 0; i < 10; i++) {
            assertSame(first, verifier.verify(token));
        }
        return before.differences(state(verifier));
    }

    @Test
    void verifyWhenATokenIsKnownThenNothingIsWritten() throws Exception {
        assertEquals(Set.of(), written(SignedText.verifier()));
    }

    @Test
    void verifyWhenItIsCountedThenThatAloneIsWritten() throws Exception {
        TokenVerifier verifier = SignedText.verifier();
        verifier.counted();
        assertEquals(Set.of("root.counts.hits.value"), written(verifier));
    }

    @Test
    void verifyWhenATokenIsNewThenItIsSeenToBeRemembered() throws Exception {
        TokenVerifier verifier = SignedText.verifier();
        SharedState before = state(verifier);
        assertInstanceOf(GenuineToken.class, verifier.verify(SignedText.good()));
        assertNotEquals(Set.of(), before.differences(state(verifier)));
    }
}
