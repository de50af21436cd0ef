package dev.signet.demo;

import java.io.PrintStream;
import java.nio.file.Path;

/**
 * The lines to paste into a shell, below what each answers. They mean the same in bash, zsh, PowerShell and cmd, which leaves
 * double quotes around what none of them replaces: tokens and orders are in files, and nothing stands behind a command.
 */
final class CurlLines {

    private static final String JSON = "-H \"Content-Type: application/json\" ";

    private final PrintStream out;
    private final String base;
    private final Credentials credentials;
    private final String curl;

    /**
     * For one run.
     *
     * @param out where they go, in ASCII but for the name of the folder, since nobody knows its charset
     * @param windows whether PowerShell may be the shell, where {@code curl} is something else
     */
    CurlLines(PrintStream out, String base, Credentials credentials, boolean windows) {
        this.out = out;
        this.base = base;
        this.credentials = credentials;
        this.curl = (windows ? "curl.exe" : "curl") + " -s -w \"\\n\" ";
    }

    void print() {
        out.println();
        out.println("The orders of Acme are behind Signet at " + base + "/");
        out.println("Open that address in a browser to try them, or paste the curl lines into a shell, one by one.");
        out.println("The files after -K contain tokens, which are valid for two hours.");
        out.println();
        token("A token: code 1", credentials.partnerSecret());
        call("All orders: code 1", "partner", "/api/orders");
        call("One order: code 1", "partner", "/api/orders/A-1001");
        send("A new order: code 1", JSON + "-d \"@" + file("order.json") + "\" ");
        call("A file: as it is, without an envelope", "partner", "/api/invoices/A-1001");
        call("A stream: event by event, without an envelope", "partner", "-N", "/api/events");
        call("The turnover, for the boss: code 1", "boss", "/api/admin/turnover");
        out.println("What fails:");
        out.println();
        call("No token: code 10003", "", "/api/orders");
        call("A tampered token: code 10003", "tampered", "/api/orders");
        call("An expired token: code 10002", "expired", "/api/orders");
        token("A wrong appSecret: code 15000", "wrong");
        call("Not for this partner: code 16000", "partner", "/api/admin/turnover");
        call("An order that does not exist: code 404", "partner", "/api/orders/none");
        send("An empty order: code 12004", JSON + "-d \"{}\" ");
        send(
                "An order that exceeds the stock: code 20010, the application's own",
                JSON + "-d \"@" + file("too-much.json") + "\" ");
        call("Cancel a shipped order: code -20", "partner", "-X DELETE", "/api/orders/A-1001");
        call("The warehouse is busy: code -1", "partner", "/api/stock");
        call("An exception: code -30", "partner", "/api/report");
        out.println("Besides the API, without a token:");
        out.println();
        call("A page", "", "/home");
        call("Health of the application", "", "/health");
        call("Health of Signet", "", "/signet-health");
        call("Metrics", "", "/metrics");
        out.flush();
    }

    private void token(String answer, String secret) {
        line(answer, "-d appKey=partner -d appSecret=" + secret + " ", "/api/token");
    }

    private void send(String answer, String options) {
        line(answer, as("partner") + options, "/api/orders");
    }

    private void call(String answer, String client, String path) {
        line(answer, as(client), path);
    }

    private void call(String answer, String client, String option, String path) {
        line(answer, as(client) + option + " ", path);
    }

    private void line(String answer, String options, String path) {
        out.println(answer);
        out.println(curl + options + base + path);
        out.println();
    }

    private String as(String client) {
        return client.isEmpty() ? "" : "-K \"" + file(client) + "\" ";
    }

    private Path file(String name) {
        return credentials.folder().resolve(name);
    }
}
