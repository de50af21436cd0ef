package dev.signet.demo;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.HttpURLConnection;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;

/** What the printed lines name: for each token a file that curl reads options from, and the bodies of orders. */
final class ShellFiles {

    private ShellFiles() {}

    /** Writes them into the folder of this run, with tokens as anybody gets them. */
    static void write(Credentials credentials, String base) throws IOException {
        String partner = token(base, "partner", credentials.partnerSecret());
        Path folder = credentials.folder();
        writeToken(folder.resolve("partner"), partner);
        writeToken(folder.resolve("boss"), token(base, "boss", credentials.bossSecret()));
        writeToken(folder.resolve("expired"), credentials.expiredToken());
        int signature = partner.lastIndexOf('.') + 1;
        char other = partner.charAt(signature) == 'A' ? 'B' : 'A';
        writeToken(
                folder.resolve("tampered"), partner.substring(0, signature) + other + partner.substring(signature + 1));
        Files.writeString(folder.resolve("order.json"), "{\"article\":\"木托盘\",\"pieces\":3,\"price\":21.5}\n");
        Files.writeString(folder.resolve("too-much.json"), "{\"article\":\"木托盘\",\"pieces\":30000,\"price\":21.5}\n");
    }

    private static void writeToken(Path file, String token) throws IOException {
        Files.writeString(file, "header = \"Authorization: Bearer " + token + "\"\n");
    }

    private static String token(String base, String client, String secret) throws IOException {
        HttpURLConnection call =
                (HttpURLConnection) URI.create(base + "/api/token").toURL().openConnection();
        call.setDoOutput(true);
        try (OutputStream form = call.getOutputStream()) {
            form.write(("appKey=" + client + "&appSecret=" + secret).getBytes(UTF_8));
        }
        try (InputStream answer = call.getInputStream()) {
            return new ObjectMapper().readTree(answer).at("/data/token").asText();
        }
    }
}
