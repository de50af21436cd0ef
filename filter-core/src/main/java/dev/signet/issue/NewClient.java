package dev.signet.issue;

import dev.signet.clients.ClientId;
import dev.signet.clients.ClientRules;
import dev.signet.clients.SecretHash;
import dev.signet.config.ProblemList;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Prints a new secret and the entry of the clients file that goes with it; run it as
 * {@code java -cp signet-filter-core-…-all.jar dev.signet.issue.NewClient acme}.
 */
final class NewClient {

    private static final int SECRET_BYTES = 32;

    private NewClient() {}

    /** Takes the id of the client. */
    public static void main(String[] args) {
        int status = run(args, new SecureRandom(), System.out, System.err);
        if (status != 0) {
            System.exit(status);
        }
    }

    /** The exit status: 0, or 2 for wrong use. */
    static int run(String[] args, SecureRandom random, PrintStream out, PrintStream err) {
        if (args.length != 1) {
            err.println("usage: NewClient <id>");
            return 2;
        }
        ProblemList problems = new ProblemList();
        ClientRules.id(args[0], problems);
        if (!problems.isEmpty()) {
            err.println(problems);
            return 2;
        }
        String warning = ClientId.warning(args[0]);
        if (warning != null) {
            err.println("warning: " + warning);
        }
        print(args[0], random, out);
        return 0;
    }

    private static void print(String id, SecureRandom random, PrintStream out) {
        byte[] bytes = new byte[SECRET_BYTES];
        random.nextBytes(bytes);
        String secret = Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
        Map<String, Object> entry = new LinkedHashMap<>();
        entry.put("id", id);
        entry.put("secrets", List.of(Map.of("hash", SecretHash.sha256(secret))));
        out.println("secret, shown once, for the client:");
        out.println(secret);
        out.println("entry for the clients file:");
        // the console decides the charset; the id is the caller's own text
        out.println(new String(JsonText.of(entry), StandardCharsets.UTF_8));
    }
}
