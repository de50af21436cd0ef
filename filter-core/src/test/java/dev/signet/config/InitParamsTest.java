package dev.signet.config;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.signet.config.Parameter.Owner;
import dev.signet.testing.FakeWebapp;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Whose parameter wins, and which are reported where. */
class InitParamsTest {

    private final FakeWebapp webapp = new FakeWebapp()
            .context("signet.jwt.issuer", "context")
            .context("signet.jwt.audience", "context")
            .context("signet.issuer.zone", "UTC")
            .context("signet.access.preflight", "answer")
            .context("signet.jwt.isuer", "typing error")
            .context("jwt.types", "not ours without the prefix")
            .init("jwt.issuer", "own");

    private static void assertOneProblem(Parameters parameters) {
        assertEquals(
                "1 problem in the Signet configuration:\n  - signet.jwt.isuer: unknown parameter;"
                        + " did you mean signet.jwt.issuer?",
                assertThrows(IllegalArgumentException.class, parameters::rejectProblems)
                        .getMessage());
    }

    @Test
    void ofWhenFilterThenOwnWinsAndTheEndpointsAreNobodysMistake() {
        Parameters parameters = InitParams.of(webapp.filter());
        assertEquals("own", parameters.text(Parameter.JWT_ISSUER));
        assertEquals("context", parameters.text(Parameter.JWT_AUDIENCE));
        assertEquals(List.of("JWT", "at+jwt"), parameters.list(Parameter.JWT_TYPES));
        assertEquals("answer", parameters.choice(Parameter.ACCESS_PREFLIGHT));
        assertOneProblem(parameters);
    }

    @Test
    void ofWhenServletThenOwnWinsAndTheFiltersAreNobodysMistake() {
        Parameters parameters = InitParams.of(webapp.servlet(), Owner.ENDPOINT, Beans.NONE);
        assertEquals("own", parameters.text(Parameter.JWT_ISSUER));
        assertEquals("UTC", parameters.text(Parameter.ISSUER_ZONE));
        assertOneProblem(parameters);
    }
}
