package dev.signet;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.signet.testing.RawAnswer;
import dev.signet.testing.TestWebapp;
import dev.signet.token.VerifiedToken;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** A token that an application has made: good for a test of its {@link TokenCheck}, and for nothing else. */
class OwnTokenTest {

    private record Own(String principal) implements VerifiedToken {

        @Override
        public Set<String> roles() {
            return Set.of("admin");
        }

        @Override
        public Set<String> scopes() {
            return Set.of();
        }

        @Override
        public String issuer() {
            return null;
        }

        @Override
        public List<String> audience() {
            return List.of();
        }

        @Override
        public String id() {
            return null;
        }

        @Override
        public Instant expiresAt() {
            return null;
        }

        @Override
        public Instant notBefore() {
            return null;
        }

        @Override
        public Object claim(String name) {
            return null;
        }

        @Override
        public Map<String, Object> claims() {
            return Map.of();
        }

        @Override
        public String keyId() {
            return null;
        }

        @Override
        public String fingerprint() {
            return "own";
        }
    }

    @Test
    void checkWhenCalledWithOneThenAsWithAGenuineOne() throws Exception {
        TokenCheck check = (token, request) ->
                "acme".equals(token.principal()) ? TokenCheck.Outcome.FINE : TokenCheck.Outcome.UNKNOWN_USER;
        assertEquals(TokenCheck.Outcome.FINE, check.check(new Own("acme"), null));
        assertEquals(TokenCheck.Outcome.UNKNOWN_USER, check.check(new Own("nobody"), null));
    }

    /** Neither a filter in front nor a caller gets in by what stands in the attributes. */
    @Test
    void requestWhenOneIsInTheAttributesThenRefusedAsWithoutIt() throws Exception {
        try (TestWebapp webapp = new TestWebapp()
                .outside((request, response, chain) -> {
                    if (request.getParameter("own") != null) {
                        request.setAttribute("dev.signet.token", new Own("acme"));
                        request.setAttribute("dev.signet.client", "acme");
                    }
                    chain.doFilter(request, response);
                })
                .serve("/x", (request, response) -> {
                    response.setContentType("application/json");
                    response.getWriter().print("\"" + request.getRemoteUser() + "\"");
                })
                .start()) {
            RawAnswer without = webapp.get("/x");
            assertEquals(10003, without.code());
            assertEquals(without.code(), webapp.get("/x?own").code());
            assertEquals(1, webapp.get("/x?own", TestWebapp.bearer("")).code());
            assertEquals("\"null\"", webapp.get("/x?own", TestWebapp.bearer("")).data());
        }
    }
}
