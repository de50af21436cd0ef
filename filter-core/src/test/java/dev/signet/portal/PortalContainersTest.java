package dev.signet.portal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import dev.signet.container.Container;
import dev.signet.container.Webapp;
import dev.signet.testing.RawAnswer;
import dev.signet.testing.RawClient;
import dev.signet.testing.TestWebapp;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The portal asks the application within each container, excluded from envelopes and not. */
class PortalContainersTest {

    private static Webapp webapp(String excluded) {
        return new Webapp(
                "/app",
                Map.of(
                        "/open/*", ContainedPortal.class.getName(),
                        "/docs/*", ContainedDescription.class.getName(),
                        "/*", "scenario"),
                Map.of(
                        "jwt.secret",
                        TestWebapp.SECRET,
                        "access.rules",
                        "* /open/** permit\nGET /orders scope orders",
                        "envelope.exclude",
                        excluded),
                false,
                call -> {});
    }

    @ParameterizedTest
    @EnumSource(Container.class)
    void documentWhenAskedForInEachContainerThenTheSame(Container container) throws Exception {
        for (String excluded : new String[] {"/open/**", "/nothing"}) {
            try (Container.Running running = container.start(webapp(excluded));
                    RawClient client = new RawClient(running.port())) {
                RawAnswer answer = client.get("/app/open/openapi.json?group=x", TestWebapp.bearer(""));
                JsonNode document = answer.json();
                assertEquals("订单", document.at("/info/title").asText(), answer::text);
                assertEquals(
                        "partner null /app/docs/v3",
                        document.at("/info/version").asText());
                assertTrue(
                        document.at("/paths/~1orders/get/description").asText().contains("`orders`"), answer::text);
                new OpenApi(document).assertValid();
                assertEquals(
                        "application/json;charset=utf-8",
                        answer.header("Content-Type").toLowerCase(Locale.ROOT).replace(" ", ""));
                assertNull(answer.header("Inside"));
                assertNull(answer.header("Set-Cookie"));
                assertTrue(answer.whole());
                assertEquals(10003, client.get("/app/docs/v3").code(), "from outside it needs a token");
                assertTrue(client.get("/app/open/guide.zh.md").text().startsWith("# 订单 接口文档"));
            }
        }
    }
}
