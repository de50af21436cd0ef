package dev.signet;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.ECKey;
import com.sun.net.httpserver.HttpServer;
import dev.signet.testing.LogCapture;
import dev.signet.testing.TestWebapp;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.InvalidKeyException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.security.Provider;
import java.security.PublicKey;
import java.security.Security;
import java.security.SignatureSpi;
import java.security.interfaces.ECPublicKey;
import java.security.spec.ECGenParameterSpec;
import java.util.Base64;
import java.util.List;
import java.util.logging.Level;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a filter says at its start of the forged tokens, and what becomes of one that lets some in. */
class SelfTestTest {

    /** A platform that takes every signature for genuine, as one has been (CVE-2022-21449). */
    public static final class Gullible extends SignatureSpi {

        /** Made by the platform. */
        public Gullible() {}

        @Override
        protected void engineInitVerify(PublicKey key) throws InvalidKeyException {}

        @Override
        protected void engineInitSign(PrivateKey key) throws InvalidKeyException {
            throw new InvalidKeyException("another provider signs");
        }

        @Override
        protected void engineUpdate(byte b) {}

        @Override
        protected void engineUpdate(byte[] bytes, int from, int length) {}

        @Override
        protected byte[] engineSign() {
            return new byte[0];
        }

        @Override
        protected boolean engineVerify(byte[] signature) {
            return true;
        }

        @Override
        @SuppressWarnings("deprecation") // has to be there
        protected void engineSetParameter(String name, Object value) {}

        @Override
        @SuppressWarnings("deprecation") // has to be there
        protected Object engineGetParameter(String name) {
            return null;
        }
    }

    private static final Provider BROKEN = new Provider("Gullible", "1", "for one test") {
        private static final long serialVersionUID = 1L;

        {
            put("Signature.SHA512withECDSAinP1363Format", Gullible.class.getName());
        }
    };

    private static KeyPair pair(String curve) throws Exception {
        KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
        generator.initialize(new ECGenParameterSpec(curve));
        return generator.generateKeyPair();
    }

    private static String set(KeyPair pair, String curve) {
        ECPublicKey key = (ECPublicKey) pair.getPublic();
        return "{\"keys\":["
                + new ECKey.Builder(Curve.parse(curve), key).keyID("a").build() + "]}";
    }

    private static List<String> told(LogCapture logs) {
        return logs.lines().stream().filter(line -> line.contains("selftest")).toList();
    }

    private static TestWebapp webapp() {
        return new TestWebapp()
                .with("jwt.issuer", "us")
                .with("jwt.audience", "here")
                .with("access.rules", "GET /open permit")
                .serve("/*", (request, response) -> response.getWriter().print("{}"));
    }

    @ParameterizedTest
    @CsvSource({"warn", "refuse", "off"})
    void initWhenTheGateIsRealThenOneLineAndNothingElse(String mode) throws Exception {
        try (LogCapture logs = LogCapture.open(Level.ALL);
                TestWebapp app = webapp().with("selftest", mode).start()) {
            List<String> told = told(logs);
            assertEquals(mode.equals("off") ? 0 : 1, told.size(), told::toString);
            if (!mode.equals("off")) {
                assertTrue(told.get(0).matches("INFO selftest: (\\d\\d) of \\1 refused"), told::toString);
            }
            assertFalse(logs.everything().contains("refused 1"), "no refusal of a call is told");
            assertFalse(logs.everything().contains("eyJ"), "and no token");
            assertEquals(10003, app.get("/x").code());
            assertEquals(
                    1,
                    app.get("/x", TestWebapp.bearer(",\"iss\":\"us\",\"aud\":\"here\""))
                            .code());
        }
    }

    @ParameterizedTest
    @CsvSource({"warn, 1", "refuse, -30"})
    void initWhenThePlatformTakesEverySignatureThenNamedAndRefusedWhereAskedFor(String mode, int code)
            throws Exception {
        KeyPair ours = pair("secp521r1");
        try (LogCapture logs = LogCapture.open()) {
            String pem = "-----BEGIN PUBLIC KEY-----\n"
                    + Base64.getMimeEncoder().encodeToString(ours.getPublic().getEncoded())
                    + "\n-----END PUBLIC KEY-----\n";
            Path file = Files.createTempFile("signet", ".pem");
            Files.writeString(file, pem);
            Security.insertProviderAt(BROKEN, 1);
            try (TestWebapp app = webapp().without("jwt.secret")
                    .with("jwt.public-key-file", file.toString())
                    .with("jwt.algorithms", "ES512")
                    .with("selftest", mode)
                    .start()) {
                assertEquals(code, app.get("/open").code());
                assertEquals(code == 1 ? 200 : 503, app.get("/open").status());
                List<String> told = told(logs);
                assertEquals(1, told.size(), told::toString);
                assertTrue(
                        told.get(0)
                                .startsWith(
                                        "SEVERE " + (code == 1 ? "" : "Signet refuses every request: ") + "selftest: "),
                        told::toString);
                assertTrue(
                        told.get(0).contains("; accepted as genuine: signed by another key, its own key in jwk, "),
                        told::toString);
            } finally {
                Security.removeProvider(BROKEN.getName());
                Files.delete(file);
            }
        }
    }

    /** The keys of an address are tried when they come, once, and before any call can use them. */
    @ParameterizedTest
    @CsvSource({"P-256, 10003", "P-521, -30"})
    void callWhenTheFirstKeysOfAnAddressHaveComeThenTriedOnce(String curve, int code) throws Exception {
        KeyPair ours = pair(curve.equals("P-256") ? "secp256r1" : "secp521r1");
        byte[] set = set(ours, curve).getBytes(UTF_8);
        HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", exchange -> {
            try (exchange) {
                exchange.sendResponseHeaders(200, set.length);
                exchange.getResponseBody().write(set);
            }
        });
        server.start();
        if (code == -30) {
            Security.insertProviderAt(BROKEN, 1);
        }
        try (LogCapture logs = LogCapture.open();
                TestWebapp app = webapp().without("jwt.secret")
                        .with(
                                "jwt.jwks-url",
                                "http://127.0.0.1:" + server.getAddress().getPort() + "/")
                        .with("jwt.algorithms", curve.equals("P-256") ? "ES256" : "ES512")
                        .with("selftest", "refuse")
                        .start()) {
            assertEquals(List.of(), told(logs), "nothing to try yet");
            assertEquals(1, app.get("/open").code());
            String header = Base64.getUrlEncoder()
                    .withoutPadding()
                    .encodeToString(("{\"alg\":\"" + (code == -30 ? "ES512" : "ES256") + "\"}").getBytes(UTF_8));
            app.get("/x", "Authorization: Bearer " + header + ".e30.AAAA");
            List<String> told = told(logs);
            assertEquals(1, told.size(), told::toString);
            assertEquals(code, app.get("/x").code());
            assertEquals(code == -30 ? -30 : 1, app.get("/open").code());
            assertEquals(1, told(logs).size());
        } finally {
            Security.removeProvider(BROKEN.getName());
            server.stop(0);
        }
    }
}
