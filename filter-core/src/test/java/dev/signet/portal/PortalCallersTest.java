package dev.signet.portal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.signet.testing.LogCapture;
import dev.signet.testing.RawAnswer;
import dev.signet.testing.TestWebapp;
import java.util.logging.Level;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Who sees the portal, and who does not. */
class PortalCallersTest {

    @Test
    void callerWhenOutsideTheNetworksThenNothingIsThere() throws Exception {
        try (TestWebapp app = PortalWebapp.with("portal.networks", "10.0.0.0/8").start()) {
            RawAnswer nothing = app.get("/open/openapi.json");
            assertEquals(404, nothing.status());
            assertFalse(nothing.text().contains("portal") || nothing.text().contains("Portal"), nothing.text());
            assertEquals(404, app.send("POST", "/open/errors.json", "").status());
            assertEquals(404, app.get("/open/").status());
            assertNull(nothing.header("Content-Security-Policy"));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"Forwarded: for=10.0.0.1", "X-Forwarded-For: 127.0.0.1", "X-Real-IP: 127.0.0.1"})
    void callerWhenThroughAProxyOnThisMachineThenNothingIsThereAndOneWarning(String header) throws Exception {
        try (LogCapture logs = LogCapture.open(Level.WARNING);
                TestWebapp app = PortalWebapp.with().start()) {
            assertEquals(404, app.get("/open/errors.json", header).status());
            assertEquals(404, app.get("/open/errors.json", header).status());
            assertEquals(200, app.get("/open/errors.json").status());
            assertEquals(
                    1,
                    PortalWebapp.warnings(logs).size(),
                    () -> PortalWebapp.warnings(logs).toString());
            assertTrue(
                    PortalWebapp.warnings(logs).get(0).contains("proxy.trusted"),
                    () -> PortalWebapp.warnings(logs).toString());
        }
    }

    @Test
    void callerWhenAProxyIsTrustedThenByHisOwnAddress() throws Exception {
        try (TestWebapp app = PortalWebapp.with(
                        "proxy.trusted", "127.0.0.0/8,::1/128", "portal.networks", "192.0.2.0/24")
                .start()) {
            assertEquals(
                    200,
                    app.get("/open/errors.json", "X-Forwarded-For: 192.0.2.7").status());
            assertEquals(
                    404,
                    app.get("/open/errors.json", "X-Forwarded-For: 198.51.100.7")
                            .status());
            assertEquals(404, app.get("/open/errors.json").status());
        }
        try (TestWebapp anyone =
                PortalWebapp.with("portal.networks", "0.0.0.0/0, ::/0").start()) {
            assertEquals(
                    200,
                    anyone.get("/open/errors.json", "X-Forwarded-For: 192.0.2.7")
                            .status());
        }
    }
}
