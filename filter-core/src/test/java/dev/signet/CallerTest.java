package dev.signet;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.signet.testing.TestWebapp;
import dev.signet.token.VerifiedToken;
import jakarta.servlet.DispatcherType;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Whom the application sees behind the filter. */
class CallerTest {

    private static final String ALICE = TestWebapp.bearer(",\"sub\":\"alice\",\"roles\":[\"admin\",\"*\",\"**\"]");

    private static TestWebapp webapp() {
        return new TestWebapp()
                .with("access.rules", "* /permit/** permit\n* /optional/** optional\n* /admin/** role admin")
                .serve("/*", CallerTest::describe);
    }

    private static void describe(HttpServletRequest request, HttpServletResponse response) throws IOException {
        String principal = request.getUserPrincipal() == null
                ? "nobody"
                : request.getUserPrincipal().getName();
        boolean token = request.getAttribute("dev.signet.token") instanceof VerifiedToken known
                && known.roles().contains("admin");
        response.setContentType("application/json");
        response.getWriter()
                .print("\"" + principal + " " + request.getRemoteUser() + " " + request.getAuthType() + " "
                        + request.isUserInRole("admin") + " " + token + "\"");
    }

    @ParameterizedTest
    @CsvSource({
        "/x,          true,  \"alice alice Bearer true true\"",
        "/admin/x,    true,  \"alice alice Bearer true true\"",
        "/optional/x, true,  \"alice alice Bearer true true\"",
        "/optional/x, false, \"nobody null null false false\"",
        "/permit/x,   true,  \"nobody null null false false\"",
        "/permit/x,   false, \"nobody null null false false\"",
    })
    void requestWhenRuleAndTokenThenCaller(String path, boolean token, String seen) throws Exception {
        try (TestWebapp app = webapp().start()) {
            assertEquals(seen, app.get(path, token ? ALICE : "X: y").data());
        }
    }

    @ParameterizedTest
    @CsvSource({
        "admin, true",
        "user, false",
        "*, false",
        "**, true",
        "'', false",
        ", false",
    })
    void isUserInRoleWhenRoleThen(String role, boolean expected) throws Exception {
        try (TestWebapp app = new TestWebapp()
                .serve("/*", (request, response) -> {
                    response.setContentType("application/json");
                    response.getWriter().print(request.isUserInRole(role));
                })
                .start()) {
            assertEquals(String.valueOf(expected), app.get("/x", ALICE).data());
        }
    }

    @Test
    void principalWhenTokenNamesNobodyThenNullAndStillAuthenticated() throws Exception {
        try (TestWebapp app = webapp().start()) {
            assertEquals(
                    "\"nobody null Bearer false false\"",
                    app.get("/x", TestWebapp.bearer("")).data());
        }
    }

    @ParameterizedTest
    @CsvSource({
        "authenticate, \"true alice\"",
        "login, \"refused alice\"",
        "logout, \"null null false\"",
        "logout-forward, \"nobody null null false true\"",
    })
    void containerLoginWhenTokenIsThereThen(String what, String seen) throws Exception {
        try (TestWebapp app = webapp().serve("/do/*", (request, response) -> act(what, request, response))
                .start()) {
            assertEquals(seen, app.get("/do/it", ALICE).data());
        }
    }

    private static void act(String what, HttpServletRequest request, HttpServletResponse response) throws Exception {
        String said = switch (what) {
            case "authenticate" -> request.authenticate(response) + " " + request.getRemoteUser();
            case "login" -> {
                try {
                    request.login("bob", "secret");
                    yield "logged in";
                } catch (ServletException e) {
                    yield "refused " + request.getRemoteUser();
                }
            }
            default -> {
                request.logout();
                yield request.getUserPrincipal() + " " + request.getAuthType() + " " + request.isUserInRole("admin");
            }
        };
        if (what.equals("logout-forward")) {
            request.getRequestDispatcher("/admin/x").forward(request, response); // the call is still admitted
            return;
        }
        response.setContentType("application/json");
        response.getWriter().print('"' + said + '"');
    }

    @Test
    void dispatchWhenTokenExpiresInFlightThenItsAnswerIsNotBroken() throws Exception {
        AtomicLong now = new AtomicLong(1_000);
        Clock clock = new Clock() {
            @Override
            public Instant instant() {
                return Instant.ofEpochSecond(now.get());
            }

            @Override
            public ZoneId getZone() {
                return ZoneOffset.UTC;
            }

            @Override
            public Clock withZone(ZoneId zone) {
                return this;
            }
        };
        SignetConfig config = SignetConfig.builder()
                .set("jwt.secret", TestWebapp.SECRET)
                .set("access.rules", "* /admin/** role admin")
                .clock(clock)
                .build();
        String token = TestWebapp.token("{\"exp\":1010,\"sub\":\"alice\",\"roles\":\"admin\"}");
        try (TestWebapp app = new TestWebapp()
                .serve("/*", CallerTest::describe)
                .serve("/late/*", (request, response) -> {
                    now.set(2_000);
                    String to = request.getPathInfo().substring(1);
                    if (request.getDispatcherType() == DispatcherType.ASYNC) {
                        describe(request, response);
                    } else if (to.equals("forward")) {
                        request.getRequestDispatcher("/admin/x").forward(request, response);
                    } else if (to.equals("again")) {
                        request.startAsync().dispatch();
                    } else {
                        request.startAsync().dispatch("/admin/x");
                    }
                })
                .start(new SignetFilter(config))) {
            for (String way : new String[] {"forward", "again", "async"}) {
                now.set(1_000);
                assertEquals(
                        "\"alice alice Bearer true true\"",
                        app.get("/late/" + way, "Authorization: Bearer " + token)
                                .data());
            }
            assertEquals(
                    10002,
                    app.get("/late/again", "Authorization: Bearer " + token).code());
        }
    }

    @Test
    void dispatchWhenAnswerWasSentAlreadyThenProtectedDataIsNotAppended() throws Exception {
        try (TestWebapp app = webapp().serve("/permit/late", (request, response) -> {
                    response.setContentType("application/json");
                    response.getWriter().print("[\"" + "x".repeat(300_000) + "\",");
                    response.flushBuffer();
                    request.startAsync().dispatch("/admin/x");
                })
                .start()) {
            String text = app.get("/permit/late", "X: y").text();
            assertEquals(false, text.contains("nobody"));
            assertEquals(false, text.contains("timestamp"), "it must not look whole");
        }
    }
}
