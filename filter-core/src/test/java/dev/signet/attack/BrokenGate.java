package dev.signet.attack;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.nimbusds.jose.JWSObject;
import com.nimbusds.jose.crypto.ECDSAVerifier;
import com.nimbusds.jose.crypto.impl.ECDSA;
import com.nimbusds.jose.jwk.JWK;
import dev.signet.jwt.RefusedToken;
import dev.signet.jwt.Settings;
import dev.signet.jwt.TokenVerifier;
import dev.signet.keys.Keys;
import java.util.Base64;
import java.util.Collections;
import java.util.Enumeration;
import java.util.List;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** One mistake each, as other libraries have made it; whatever the mistake does not let in, the real gate decides. */
enum BrokenGate {
    /** CVE-2015-9235 and many others. */
    TAKES_ALG_NONE {
        @Override
        boolean letsIn(Token token, Keys.InHand keys) throws Exception {
            return token.header().path("alg").asText().equalsIgnoreCase("none")
                    && token.part(2).isEmpty();
        }
    },
    /** CVE-2016-5431: the header chooses the algorithm, and the key file is one text for all of them. */
    TAKES_PUBLIC_KEY_FOR_SECRET {
        @Override
        boolean letsIn(Token token, Keys.InHand keys) throws Exception {
            byte[] der = keys.targets().get(0).open().getEncoded();
            String pem = "-----BEGIN PUBLIC KEY-----\n"
                    + Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(der)
                    + "\n-----END PUBLIC KEY-----\n";
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(pem.getBytes(UTF_8), "HmacSHA256"));
            return token.header().path("alg").asText().equals("HS256")
                    && List.of(token.part(2), "")
                            .contains(Base64.getUrlEncoder()
                                    .withoutPadding()
                                    .encodeToString(
                                            mac.doFinal(token.signedText().getBytes(ISO_8859_1))));
        }
    },
    /** CVE-2018-0114. */
    BELIEVES_THE_KEY_IN_THE_HEADER {
        @Override
        boolean letsIn(Token token, Keys.InHand keys) throws Exception {
            JsonNode jwk = token.header().path("jwk");
            return jwk.isObject()
                    && JWSObject.parse(token.text())
                            .verify(new ECDSAVerifier(JWK.parse(jwk.toString()).toECKey()));
        }
    },
    /** Decodes where it should have verified. */
    LOOKS_AT_NO_SIGNATURE {
        @Override
        boolean letsIn(Token token, Keys.InHand keys) throws Exception {
            return token.parts() == 3
                    && token.header().path("alg").asText().equals("ES256")
                    && token.payload().has("sub");
        }
    },
    /** CVE-2022-21449, and what came before it. */
    TAKES_ZEROS_FOR_A_SIGNATURE {
        @Override
        boolean letsIn(Token token, Keys.InHand keys) throws Exception {
            return token.parts() == 3
                    && token.part(2).matches("A{80,}")
                    && token.part(2).length() == 86;
        }
    },
    /** One token has many spellings, and a list of revoked ones has one of them. */
    OVERLOOKS_OTHER_SPELLINGS {
        @Override
        Enumeration<String> read(List<String> values) {
            String[] parts = values.get(0).split("\\.", -1);
            String last = parts[parts.length - 1].replaceAll("[^A-Za-z0-9_-]", "");
            parts[parts.length - 1] = TokenText.part(decoded(last));
            return Collections.enumeration(values.size() == 1 ? List.of(String.join(".", parts)) : values);
        }
    },
    /** Another signature format than that of JWS is as good. */
    TAKES_DER {
        @Override
        Enumeration<String> read(List<String> values) {
            String[] parts = values.get(0).split("\\.", -1);
            byte[] signature = decoded(parts[parts.length - 1].replaceAll("[^A-Za-z0-9_-]", ""));
            if (values.size() == 1 && signature.length > 66 && signature[0] == 0x30) {
                try {
                    parts[parts.length - 1] = TokenText.part(ECDSA.transcodeSignatureToConcat(signature, 64));
                } catch (com.nimbusds.jose.JOSEException e) {
                    return Collections.enumeration(values);
                }
                return Collections.enumeration(List.of(String.join(".", parts)));
            }
            return Collections.enumeration(values);
        }
    },
    /** The last of several members wins, as in most parsers. */
    TAKES_NAMES_TWICE {
        @Override
        boolean letsIn(Token token, Keys.InHand keys) throws Exception {
            boolean right = token.header().path("alg").asText().equals("ES256")
                    && token.payload().path("exp").asLong() > 0;
            String twice = new String(decoded(token.part(0)), UTF_8) + new String(decoded(token.part(1)), UTF_8);
            return right && twice.matches(".*\"(alg|sub|exp)\":.*\"\\1\":.*") && isGenuine(token, keys);
        }
    },
    /** What has to be understood is not, and nobody says so (RFC 7515 §4.1.11). */
    IGNORES_CRIT {
        @Override
        boolean letsIn(Token token, Keys.InHand keys) throws Exception {
            return token.header().has("crit") && isGenuine(token, keys);
        }
    },
    /** The first of two headers counts here, the second behind. */
    TAKES_TWO_HEADERS {
        @Override
        Enumeration<String> read(List<String> values) {
            return Collections.enumeration(values.subList(0, 1));
        }
    },
    /** Whatever the scheme is, a token is a token. */
    TAKES_ANY_SCHEME {
        @Override
        Enumeration<String> read(List<String> values) {
            return Collections.enumeration(values.stream()
                    .map(value -> value.replaceFirst("^\\w+\\s+", "Bearer "))
                    .toList());
        }
    },
    /** A token never ends. */
    FORGETS_THE_TIME {
        @Override
        TokenVerifier verifier(Settings settings) {
            return settings.with("jwt.clock-skew-seconds", "600").verifier();
        }
    },
    /** A token that does not say when it ends never does. */
    NEEDS_NO_END {
        @Override
        TokenVerifier verifier(Settings settings) {
            return settings.with("jwt.require-exp", "false").verifier();
        }
    },
    /** Everybody's tokens are good. */
    ASKS_NOT_WHO_ISSUED_IT {
        @Override
        TokenVerifier verifier(Settings settings) {
            return settings.with("jwt.issuer", "https://stranger.example,us").verifier();
        }
    },
    /** Tokens for everybody are good. */
    ASKS_NOT_WHOM_IT_IS_FOR {
        @Override
        TokenVerifier verifier(Settings settings) {
            return settings.with("jwt.audience", "https://stranger.example,here")
                    .verifier();
        }
    },
    /** A token of any kind will do. */
    ASKS_NOT_WHAT_IT_IS {
        @Override
        TokenVerifier verifier(Settings settings) {
            return settings.with("jwt.types", "JWT,signet-selftest").verifier();
        }
    };

    /** A token as somebody without care reads it. */
    record Token(String text) {

        private static final ObjectMapper JSON = new ObjectMapper();

        String part(int index) {
            return text.split("\\.", -1)[index];
        }

        int parts() {
            return text.split("\\.", -1).length;
        }

        String signedText() {
            return text.substring(0, text.lastIndexOf('.'));
        }

        JsonNode header() throws Exception {
            return JSON.readTree(decoded(part(0)));
        }

        JsonNode payload() throws Exception {
            return JSON.readTree(decoded(part(1)));
        }
    }

    private static byte[] decoded(String part) {
        try {
            return Base64.getUrlDecoder().decode(part);
        } catch (IllegalArgumentException e) {
            return new byte[0];
        }
    }

    private static boolean isGenuine(Token token, Keys.InHand keys) throws Exception {
        byte[] text = token.signedText().getBytes(ISO_8859_1);
        return keys.keys().check("ES256", null, text, text.length, decoded(token.part(2))) == Keys.Check.GENUINE;
    }

    /** The mistake. */
    boolean letsIn(Token token, Keys.InHand keys) throws Exception {
        return false;
    }

    Enumeration<String> read(List<String> values) {
        return Collections.enumeration(values);
    }

    /** What decides otherwise, for the keys and claims of these settings. */
    TokenVerifier verifier(Settings settings) {
        return settings.verifier();
    }

    Attack.Gatekeeper over(Settings settings, Keys.InHand keys) {
        TokenVerifier real = verifier(settings);
        return authorization -> {
            List<String> values = Collections.list(authorization);
            try {
                if (values.get(0).startsWith("Bearer ")
                        && letsIn(new Token(values.get(0).substring("Bearer ".length())), keys)) {
                    return null;
                }
            } catch (Exception e) {
                // it cannot even read that
            }
            return real.authenticate(read(values)) instanceof RefusedToken refused ? refused : null;
        };
    }
}
