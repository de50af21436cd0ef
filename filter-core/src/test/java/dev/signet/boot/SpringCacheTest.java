package dev.signet.boot;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.signet.testing.RawAnswer;
import dev.signet.testing.RawClient;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Callers who ask whether what they have is still good. */
@ExtendWith(SpringServers.class)
class SpringCacheTest {

    private static void assertKnownAgain(SpringServer server, String path, String data) throws Exception {
        try (RawClient client = server.connect()) {
            RawAnswer first = client.get("/app" + path);
            String tag = first.header("ETag");

            assertEquals(1, first.code(), first::text);
            assertEquals(data, first.data());
            assertTrue(tag != null && tag.startsWith("W/\""), tag);

            RawAnswer known = client.get("/app" + path, "If-None-Match: " + tag);
            assertEquals(304, known.status(), known::text);
            assertEquals(tag, known.header("ETag"));

            RawAnswer other = client.get("/app" + path, "If-None-Match: W/\"other\"");
            assertEquals(200, other.status());
            assertEquals(data, other.data());
            assertEquals(tag, other.header("ETag"));
        }
    }

    @ParameterizedTest
    @EnumSource
    void getWhenApplicationsTagComesBackThenNotModified(SpringServer server) throws Exception {
        assertKnownAgain(server, "/direct/tagged", "[1]");
    }

    @ParameterizedTest
    @EnumSource
    void getWhenApplicationsTagComesBackThroughCachingFilterThenNotModified(SpringServer server) throws Exception {
        assertKnownAgain(server, "/caching/tagged", "[1]");
    }

    @ParameterizedTest
    @EnumSource
    void getWhenTagOfSpringsFilterComesBackThenNotModified(SpringServer server) throws Exception {
        assertKnownAgain(server, "/etag/object", "[\"一\",\"二\"]");
    }

    @ParameterizedTest
    @EnumSource
    void getWhenTagOfSpringsFilterComesBackForLaterResultThenNotModified(SpringServer server) throws Exception {
        assertKnownAgain(server, "/etag/callable", "[1]");
    }

    @ParameterizedTest
    @EnumSource
    void getWhenTagOfAPageComesBackThenNotModified(SpringServer server) throws Exception {
        try (RawClient client = server.connect()) {
            String tag = client.get("/app/etag/page").header("ETag");
            RawAnswer known = client.get("/app/etag/page", "If-None-Match: " + tag);

            assertEquals(304, known.status(), known::text);
            assertEquals(tag, known.header("ETag"));
        }
    }

    @ParameterizedTest
    @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "MVC")
    void getWhenStaticJsonIsKnownThenNotModified(SpringServer server) throws Exception {
        try (RawClient client = server.connect()) {
            RawAnswer first = client.get("/app/data.json");
            RawAnswer known = client.get("/app/data.json", "If-Modified-Since: " + first.header("Last-Modified"));

            assertTrue(first.text().contains(",\"data\":{\"a\":1.0},"), first.text());
            assertEquals(304, known.status(), known::text);
            assertNull(known.header("Content-Length"));
        }
    }

    @ParameterizedTest
    @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "MVC")
    void getWhenHealthIsExcludedThenItsOwnAnswer(SpringServer server) throws Exception {
        try (RawClient client = server.connect()) {
            RawAnswer health = client.get("/app/actuator/health");

            assertEquals("UP", health.json().path("status").asText());
            assertTrue(health.json().path("code").isMissingNode());
        }
    }
}
