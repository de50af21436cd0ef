package dev.signet.bench.load;

import java.io.IOException;
import java.util.Locale;

/**
 * What callers with tokens, and honest clients elsewhere, notice of a stranger who asks the token endpoint for 500
 * invented ids a second. The server has a client with two PBKDF2 secrets of 600,000 iterations each.
 */
public final class AttackBenchmark {

    static final String GENERATED_ID = "generated";
    static final String CHOSEN_ID = "chosen";
    static final String SECRET = "Yk3vQ8rTz1LxW0bNYk3vQ8rTz1LxW0bN";

    private static final double IDS_PER_SECOND = 500;
    private static final int BODY = 169;
    private static final int CONNECTIONS = 8;

    private AttackBenchmark() {}

    /** One stretch of time. */
    private record Phase(double perSecond, String generated, String chosen, double strangers, double cpuMicros) {
        String row(String title, double base) {
            return String.format(
                    Locale.ROOT,
                    "| %s | %,.0f | %.2f | %.1f µs | %s | %s | %.0f |%n",
                    title,
                    perSecond,
                    perSecond / base,
                    cpuMicros,
                    generated,
                    chosen,
                    strangers);
        }
    }

    /**
     * Runs the benchmark.
     *
     * @param args how many seconds the attack lasts; 60 where nothing is said
     * @throws IOException when the server fails
     */
    public static void main(String[] args) throws IOException {
        double seconds = args.length == 0 ? 60 : Double.parseDouble(args[0]);
        try (ServerProcess server = new ServerProcess(VariantServer.Kind.ISSUING, "-Xms256m", "-Xmx256m")) {
            LoadGenerator protectedPaths = new LoadGenerator(server.port(), Variant.TOKEN.requests(BODY));
            protectedPaths.play(CONNECTIONS, 5);
            phase(server, protectedPaths, 5, false);
            Phase before = phase(server, protectedPaths, seconds / 2, false);
            Phase attack = phase(server, protectedPaths, seconds, true);
            Phase after = phase(server, protectedPaths, seconds / 2, false);
            double base = (before.perSecond + after.perSecond) / 2;
            System.out.print("| | protected requests/s | of without | server's CPU a protected request |"
                    + " generated secrets: tokens | chosen secrets: tokens | invented ids/s |\n"
                    + "|---|--:|--:|--:|--:|--:|--:|\n");
            System.out.print(before.row("before", base) + attack.row("attack", base) + after.row("after", base));
        }
    }

    private static Phase phase(ServerProcess server, LoadGenerator protectedPaths, double seconds, boolean attacked)
            throws IOException {
        int port = server.port();
        try (TokenTraffic generated = new TokenTraffic("127.0.0.2", port, 10, 1, client(GENERATED_ID));
                TokenTraffic chosen = new TokenTraffic("127.0.0.2", port, 0.5, 1, client(CHOSEN_ID));
                TokenTraffic strangers = attacked
                        ? new TokenTraffic("127.0.0.3", port, IDS_PER_SECOND, 16, stranger())
                        : new TokenTraffic("127.0.0.3", port, 1, 0, stranger())) {
            long cpu = server.usage().cpuNanos();
            LoadGenerator.Load load = protectedPaths.play(CONNECTIONS, seconds);
            return new Phase(
                    load.perSecond(),
                    generated.granted(),
                    chosen.granted(),
                    strangers.asked() / load.seconds(),
                    (server.usage().cpuNanos() - cpu) / 1e3 / load.requests());
        }
    }

    private static TokenTraffic.Credentials client(String id) {
        return credentials(id, SECRET, false);
    }

    private static TokenTraffic.Credentials stranger() {
        return credentials("invented-", "wrong", true);
    }

    private static TokenTraffic.Credentials credentials(String id, String secret, boolean numbered) {
        return new TokenTraffic.Credentials() {
            @Override
            public String id(long number) {
                return numbered ? id + number : id;
            }

            @Override
            public String secret() {
                return secret;
            }

            @Override
            public int retries() {
                return numbered ? 0 : 60;
            }
        };
    }
}
