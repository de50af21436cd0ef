package dev.signet.attack;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import dev.signet.jwt.JwtSettings;
import dev.signet.keys.Keys;
import dev.signet.text.JsonEscapes;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.zip.DeflaterOutputStream;

/**
 * Tokens with our own signature and one thing wrong: what an issuer does by mistake, and what somebody makes of a genuine
 * token. Not thread-safe.
 */
final class KeyHoldersForgeries {

    /** No longer one is made, whatever is allowed. */
    private static final int LONGEST = 65_536;

    private final List<Forgery> made = new ArrayList<>();
    private final Keys.Signer key;
    private final JwtSettings settings;
    private final GoodClaims claims;
    private final String header;
    private final String payload;
    private final byte[] signature;
    private final String genuine;

    private KeyHoldersForgeries(Keys.Signer key, JwtSettings settings, GoodClaims claims) {
        this.key = key;
        this.settings = settings;
        this.claims = claims;
        this.header = header("");
        this.payload = TokenText.part(claims.json());
        this.signature = TokenText.signature(key, header, payload);
        this.genuine = header + '.' + payload + '.' + TokenText.part(signature);
    }

    /** A token with which nothing is wrong. */
    static String genuine(Keys.Signer key, GoodClaims claims) {
        return TokenText.signed(key, TokenText.part(headerJson(key, "")), TokenText.part(claims.json()));
    }

    static List<Forgery> of(Keys.Signer key, JwtSettings settings, GoodClaims claims) {
        KeyHoldersForgeries some = new KeyHoldersForgeries(key, settings, claims);
        some.spellings();
        some.signatures();
        some.headers();
        some.payloads();
        some.times();
        some.names();
        some.envelopes();
        return some.made;
    }

    /** One token must have one spelling, or what was taken back comes back (RFC 4648 §3.5). */
    private void spellings() {
        String text = header + '.' + payload + '.';
        String last = TokenText.part(signature);
        if (!TokenText.respelled(last).equals(last)) {
            add("signature spelled otherwise", text + TokenText.respelled(last));
        }
        add("signature with padding", text + last + "=");
        add("signature with a blank", text + last + ' ');
        add("signature with a letter that is none", text + last + '!');
        String json = claims.with("x", "\"????\""); // one of four falls where it becomes a letter of that alphabet
        String plain =
                TokenText.part(json.getBytes(UTF_8).length % 3 == 0 ? json + ' ' : json); // with room for padding
        add(
                "payload in the other alphabet",
                signed(header, plain.replace('-', '+').replace('_', '/')));
        add("payload with padding", signed(header, TokenText.padded(plain)));
        add("payload with a line break", signed(header, plain.substring(0, 8) + '\n' + plain.substring(8)));
    }

    private void signatures() {
        String text = header + '.' + payload + '.';
        add("signature with one bit changed", text + TokenText.part(TokenText.flipped(signature)));
        add("signature cut short", text + TokenText.part(Arrays.copyOf(signature, signature.length - 1)));
        add("signature with a byte behind", text + TokenText.part(Arrays.copyOf(signature, signature.length + 1)));
        add(
                "signature of another token",
                header + '.' + TokenText.part(claims.with("sub", "\"another\"")) + '.' + TokenText.part(signature));
        add("signature of another header", header(",\"x\":1") + '.' + payload + '.' + TokenText.part(signature));
        if (key.algorithm().startsWith("ES")) {
            add("signature in DER", text + TokenText.part(TokenText.der(signature)));
        }
    }

    private void headers() {
        String good = '"' + key.algorithm() + '"';
        add(
                "alg twice, the right one first",
                signed(TokenText.part("{\"alg\":" + good + ",\"alg\":\"none\"}"), payload));
        add(
                "alg twice, the right one last",
                signed(TokenText.part("{\"alg\":\"none\",\"alg\":" + good + '}'), payload));
        add("alg of another hash", signed(TokenText.part("{\"alg\":\"" + otherHash() + "\"}"), payload));
        add("crit", signed(header(",\"crit\":[\"x\"],\"x\":1"), payload));
        add("crit empty", signed(header(",\"crit\":[]"), payload));
        add("b64 false", signed(header(",\"b64\":false,\"crit\":[\"b64\"]"), payload));
        add("typ of something else", signed(header(",\"typ\":\"signet-selftest\""), payload));
        add("header with more behind", signed(TokenText.part(headerJson(key, "") + "{}"), payload));
        add("zip", signed(header(",\"zip\":\"DEF\""), TokenText.part(deflated(claims.json()))));
    }

    private void payloads() {
        add("payload twice", signed(header, TokenText.part(claims.json() + claims.json())));
        byte[] latin = claims.with("x", "\"\u00e9\"").getBytes(ISO_8859_1);
        add("payload that is not UTF-8", signed(header, TokenText.part(latin)));
        add("a token within a token", signed(header(",\"cty\":\"JWT\""), TokenText.part(genuine)));
        add("sub twice", signed(header, TokenText.part(claims.twice("sub", "\"admin\""))));
        String past = Long.toString(claims.now() - claims.skew() - 60);
        add("exp twice", signed(header, TokenText.part(claims.twice("exp", past))));
    }

    private void times() {
        claim("expired", "exp", Long.toString(claims.now() - claims.skew() - 60));
        claim("expired this second", "exp", Long.toString(claims.now() - claims.skew()));
        claim("not yet valid", "nbf", Long.toString(claims.now() + claims.skew() + 3600));
        for (String none : List.of("null", "\"soon\"", "1e999999999")) {
            claim("exp " + none, "exp", none);
        }
        claim("exp in milliseconds", "exp", claims.now() + "999");
        if (settings.requiresExpiry()) {
            add("no exp", signed(header, TokenText.part(claims.without("exp"))));
        }
    }

    private void names() {
        for (String name : List.of("iss", "aud")) {
            if (claims.has(name)) {
                claim("another " + name, name, "\"https://stranger.example\"");
                add("no " + name, signed(header, TokenText.part(claims.without(name))));
            }
        }
    }

    /** What stands around a token. */
    private void envelopes() {
        add("four parts", genuine + '.' + payload);
        add(
                "five parts, like an encrypted token",
                TokenText.part("{\"alg\":\"dir\",\"enc\":\"A128GCM\"}") + "..AAAAAAAAAAAAAAAA." + payload
                        + ".AAAAAAAAAAAAAAAAAAAAAA");
        made.add(new Forgery("two headers", List.of("Bearer " + genuine, "Bearer " + genuine)));
        made.add(new Forgery("another scheme", List.of("Basic " + genuine)));
        made.add(new Forgery("a tab in front", List.of("Bearer\t" + genuine)));
        int longest = settings.maxTokenBytes();
        if (longest <= LONGEST) {
            claim("too long", "x", JsonEscapes.quoted("x".repeat(longest)));
        }
    }

    private String otherHash() {
        String algorithm = key.algorithm();
        return algorithm.endsWith("512")
                ? algorithm.replace("512", "256")
                : algorithm.replaceAll("256|384", "512").replace("EdDSA", "Ed448");
    }

    private static byte[] deflated(String text) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (DeflaterOutputStream out = new DeflaterOutputStream(bytes)) {
            out.write(text.getBytes(UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException(e); // not to memory
        }
        return bytes.toByteArray();
    }

    private void claim(String what, String name, String value) {
        add(what, signed(header, TokenText.part(claims.with(name, value))));
    }

    private void add(String name, String token) {
        made.add(Forgery.of(name, token));
    }

    private String signed(String someHeader, String somePayload) {
        return TokenText.signed(key, someHeader, somePayload);
    }

    private String header(String more) {
        return TokenText.part(headerJson(key, more));
    }

    private static String headerJson(Keys.Signer key, String more) {
        String id = key.id();
        String keyId = id == null ? "" : ",\"kid\":" + JsonEscapes.quoted(id);
        return "{\"alg\":\"" + key.algorithm() + '"' + keyId + more + '}';
    }
}
