package dev.signet.demo;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.Base64;
import java.util.stream.Stream;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * The secrets of one run, in a folder only this user can read: the key that signs tokens, and two clients.
 *
 * @param folder where the files are, deleted at the end
 * @param partnerSecret of the client {@code partner}, who may order
 * @param bossSecret of the client {@code boss}, who is an admin
 */
record Credentials(Path folder, String partnerSecret, String bossSecret) {

    /** Makes new ones. */
    static Credentials create(SecureRandom random) throws IOException {
        Path folder = Files.createTempDirectory("signet-demo"); // readable by its owner only
        Credentials made = new Credentials(folder, secret(random), secret(random));
        Files.writeString(made.secretFile(), "base64:" + Base64.getEncoder().encodeToString(bytes(random)));
        Files.writeString(made.clientsFile(), """
                {"clients":[
                 {"id":"partner","label":"A partner","secrets":[{"hash":"%s"}],"scopes":["orders:write"]},
                 {"id":"boss","label":"The boss","secrets":[{"hash":"%s"}],"roles":["admin"]}]}
                """.formatted(hash(made.partnerSecret), hash(made.bossSecret)));
        return made;
    }

    Path secretFile() {
        return folder.resolve("secret");
    }

    Path clientsFile() {
        return folder.resolve("clients.json");
    }

    /** A genuine token that expired a minute ago; the token endpoint signs none like it. */
    String expiredToken() {
        String payload = "{\"exp\":" + (Instant.now().getEpochSecond() - 60)
                + ",\"sub\":\"partner\",\"iss\":\"YFJwtIssuer\",\"aud\":\"YFCustomer\"}";
        String signed =
                encoded("{\"alg\":\"HS256\",\"typ\":\"JWT\"}".getBytes(UTF_8)) + '.' + encoded(payload.getBytes(UTF_8));
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(signingKey(), "HmacSHA256"));
            return signed + '.' + encoded(mac.doFinal(signed.getBytes(UTF_8)));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java platform has HmacSHA256", e);
        }
    }

    private byte[] signingKey() {
        try {
            return Base64.getDecoder().decode(Files.readString(secretFile()).substring("base64:".length()));
        } catch (IOException e) {
            throw new UncheckedIOException("this run's own file is gone", e);
        }
    }

    private static String encoded(byte[] bytes) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }

    void delete() {
        if (!Files.exists(folder)) {
            return;
        }
        try (Stream<Path> files = Files.list(folder)) {
            for (Path file : files.toList()) {
                Files.delete(file);
            }
            Files.delete(folder);
        } catch (IOException e) {
            System.err.println("the demo's secrets could not be deleted: " + folder);
        }
    }

    private static String secret(SecureRandom random) {
        return encoded(bytes(random));
    }

    private static byte[] bytes(SecureRandom random) {
        byte[] bytes = new byte[32];
        random.nextBytes(bytes);
        return bytes;
    }

    private static String hash(String secret) {
        try {
            byte[] hash = MessageDigest.getInstance("SHA-256").digest(secret.getBytes(UTF_8));
            return "sha256:" + Base64.getEncoder().encodeToString(hash);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }

    /** The folder only. */
    @Override
    public String toString() {
        return "credentials in " + folder;
    }
}
