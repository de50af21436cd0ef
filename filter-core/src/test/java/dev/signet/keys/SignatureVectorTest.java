package dev.signet.keys;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.security.PublicKey;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * The raw signature vectors of Wycheproof, through the keys and checks below a token. What it calls acceptable, RSA without
 * the NULL in its DigestInfo, the platform takes: only the owner of the key can make it. Six valid ECDSA signatures, whose
 * point has an x beyond the order of the curve, are refused by some platforms; one in 2^128 of P-256 is so.
 */
class SignatureVectorTest {

    /** Of each genuine signature: with one bit of it or of the text changed. */
    private static final int NEIGHBOURS = Integer.getInteger("signature.neighbours", 1);

    @ParameterizedTest
    @CsvSource({
        "ecdsa_secp256r1_sha256_p1363_test, ES256, 262, 173",
        "ecdsa_secp384r1_sha384_p1363_test, ES384, 280, 193",
        "ecdsa_secp521r1_sha512_p1363_test, ES512, 318, 231",
        "ed25519_test, EdDSA, 151, 88",
        "rsa_pss_2048_sha256_mgf1_32_test, PS256, 108, 63",
        "rsa_pss_2048_sha384_mgf1_48_test, PS384, 141, 95",
        "rsa_pss_4096_sha512_mgf1_64_test, PS512, 179, 132",
        "rsa_signature_2048_sha256_test, RS256, 259, 9",
        "rsa_signature_2048_sha384_test, RS384, 258, 7",
        "rsa_signature_2048_sha512_test, RS512, 259, 8"
    })
    void verifiesWhenVectorThenAsLabelled(String file, Algorithm algorithm, int count, int valid) throws Exception {
        List<String> wrong = new ArrayList<>();
        Random random = new Random(count);
        int seen = 0;
        int genuine = 0;
        for (JsonNode group : read(file).get("testGroups")) {
            PublicKey key = KeyEncodings.publicKey(hex(group.get("publicKeyDer")));
            KeyStrength.check(key);
            VerificationKey verifier = new PublicSignatureKey(algorithm, null, key);
            for (JsonNode test : group.get("tests")) {
                byte[] text = hex(test.get("msg"));
                byte[] signature = hex(test.get("sig"));
                boolean verifies = verifier.verifies(text, text.length, signature);
                String label = test.get("result").asText();
                seen++;
                genuine += label.equals("valid") ? 1 : 0;
                boolean rare = test.get("comment").asText().matches("k\\*G has a large x.*|r = \\d, x = n .*");
                if (verifies != label.equals("valid") && !label.equals("acceptable") && !(rare && !verifies)) {
                    wrong.add(label + " " + test.get("tcId") + " " + test.get("comment"));
                }
                for (int i = 0; verifies && i < NEIGHBOURS; i++) {
                    byte[] changed = i % 2 == 0 && text.length > 0 ? text : signature;
                    int bit = random.nextInt(8 * changed.length);
                    changed[bit / 8] ^= (byte) (1 << bit % 8);
                    if (verifier.verifies(text, text.length, signature)) {
                        wrong.add("neighbour of " + test.get("tcId") + ", bit " + bit);
                    }
                    changed[bit / 8] ^= (byte) (1 << bit % 8);
                }
            }
        }
        assertEquals(List.of(), wrong);
        assertEquals(count, seen);
        assertEquals(valid, genuine);
    }

    private static byte[] hex(JsonNode text) {
        return HexFormat.of().parseHex(text.asText());
    }

    private static JsonNode read(String name) throws IOException {
        try (InputStream in = SignatureVectorTest.class.getResourceAsStream("/vectors/wycheproof/" + name + ".json")) {
            return new ObjectMapper().readTree(in);
        }
    }
}
