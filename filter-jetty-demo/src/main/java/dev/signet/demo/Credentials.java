package dev.signet.demo;

import dev.signet.config.Parameters;
import dev.signet.jwt.JwtSettings;
import dev.signet.jwt.TokenSigner;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.Base64;
import java.util.Map;

/**
 * The secrets of one run, in files only this user can read: the key that signs tokens, and two clients.
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

    /** A genuine token that expired a minute ago. */
    String expiredToken() {
        Clock clock = Clock.systemUTC();
        Parameters parameters =
                new Parameters(Map.of("jwt.secret-file", secretFile().toString()), path -> null);
        TokenSigner signer = TokenSigner.of(JwtSettings.read(parameters, name -> null, clock));
        String payload = "{\"exp\":" + (clock.instant().getEpochSecond() - 60)
                + ",\"sub\":\"partner\",\"iss\":\"YFJwtIssuer\",\"aud\":\"YFCustomer\"}";
        return signer.sign(payload.getBytes(StandardCharsets.UTF_8));
    }

    void delete() {
        try {
            Files.deleteIfExists(secretFile());
            Files.deleteIfExists(clientsFile());
            Files.deleteIfExists(folder);
        } catch (IOException e) {
            System.err.println("the demo's secrets could not be deleted: " + folder);
        }
    }

    private static String secret(SecureRandom random) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes(random));
    }

    private static byte[] bytes(SecureRandom random) {
        byte[] bytes = new byte[32];
        random.nextBytes(bytes);
        return bytes;
    }

    private static String hash(String secret) {
        try {
            byte[] hash = MessageDigest.getInstance("SHA-256").digest(secret.getBytes(StandardCharsets.UTF_8));
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
