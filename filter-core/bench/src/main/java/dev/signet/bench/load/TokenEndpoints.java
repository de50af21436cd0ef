package dev.signet.bench.load;

import dev.signet.issue.TokenServlet;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.Base64;
import javax.crypto.SecretKeyFactory;
import javax.crypto.spec.PBEKeySpec;
import org.eclipse.jetty.ee11.servlet.ServletContextHandler;
import org.eclipse.jetty.ee11.servlet.ServletHolder;

/** A token endpoint with the two clients of {@link AttackBenchmark}. */
final class TokenEndpoints {

    private static final int ITERATIONS = 600_000;

    private TokenEndpoints() {}

    static void add(ServletContextHandler context) throws IOException, GeneralSecurityException {
        Path clients = Files.createTempFile("clients", ".json");
        clients.toFile().deleteOnExit();
        Files.writeString(
                clients,
                "{\"clients\":[{\"id\":\"" + AttackBenchmark.GENERATED_ID + "\",\"secrets\":[{\"hash\":\"" + generated()
                        + "\"}]},{\"id\":\"" + AttackBenchmark.CHOSEN_ID + "\",\"secrets\":[{\"hash\":\""
                        + chosen("another") + "\"},{\"hash\":\"" + chosen(AttackBenchmark.SECRET) + "\"}]}]}");
        ServletHolder holder = new ServletHolder(new TokenServlet());
        holder.setAsyncSupported(true);
        holder.setInitParameter("jwt.secret", Tokens.SECRET);
        holder.setInitParameter("jwt.issuer", Tokens.ISSUER);
        holder.setInitParameter("jwt.audience", Tokens.AUDIENCE);
        holder.setInitParameter("issuer.clients-file", clients.toString());
        context.addServlet(holder, "/api/token");
    }

    private static String generated() throws GeneralSecurityException {
        byte[] hash =
                MessageDigest.getInstance("SHA-256").digest(AttackBenchmark.SECRET.getBytes(StandardCharsets.US_ASCII));
        return "sha256:" + Base64.getEncoder().encodeToString(hash);
    }

    private static String chosen(String secret) throws GeneralSecurityException {
        byte[] salt = new byte[16];
        byte[] hash = SecretKeyFactory.getInstance("PBKDF2WithHmacSHA256")
                .generateSecret(new PBEKeySpec(secret.toCharArray(), salt, ITERATIONS, 256))
                .getEncoded();
        Base64.Encoder base64 = Base64.getEncoder();
        return "pbkdf2-sha256:" + ITERATIONS + ":" + base64.encodeToString(salt) + ":" + base64.encodeToString(hash);
    }
}
