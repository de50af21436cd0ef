package dev.signet.demo;

import java.io.PrintStream;

/** The lines to paste into a shell; each says behind {@code #} what comes back. */
final class CurlLines {

    private static final String TOKEN_OF = "| sed 's/.*\"token\":\"\\([^\"]*\\)\".*/\\1/')";

    private final String base;
    private final Credentials credentials;

    CurlLines(String base, Credentials credentials) {
        this.base = base;
        this.credentials = credentials;
    }

    void print(PrintStream out) {
        out.println();
        out.println("The orders of Acme are behind Signet at " + base + "/");
        out.println("Open that address in a browser to try them, or paste these lines into a shell:");
        out.println();
        out.println(token("TOKEN", "partner", credentials.partnerSecret()));
        out.println(call("TOKEN", "/api/orders", "code 1, three orders"));
        out.println(call("TOKEN", "/api/orders/A-1001", "code 1"));
        out.println(call("TOKEN", "/api/orders/none", "code 404"));
        out.println("curl -s -H \"Authorization: Bearer $TOKEN\" -H 'Content-Type: application/json'"
                + " -d '{\"article\":\"木托盘\",\"pieces\":3,\"price\":21.5}' " + base + "/api/orders   # code 1");
        out.println(call("TOKEN", "/api/invoices/A-1001", "the file itself"));
        out.println(call("TOKEN", "/api/report", "code -30"));
        out.println(call("TOKEN", "/api/admin/turnover", "code 16000"));
        out.println(token("BOSS", "boss", credentials.bossSecret()));
        out.println(call("BOSS", "/api/admin/turnover", "code 1"));
        out.println("curl -s " + base + "/api/orders   # code 10003");
        out.println(call("{TOKEN}tampered", "/api/orders", "code 10003"));
        out.println("EXPIRED=" + credentials.expiredToken());
        out.println(call("EXPIRED", "/api/orders", "code 10002"));
        out.println("curl -s " + base + "/health   # the page itself");
        out.println();
        out.flush();
    }

    private String token(String variable, String client, String secret) {
        return variable + "=$(curl -s -d appKey=" + client + " -d appSecret=" + secret + " " + base + "/api/token "
                + TOKEN_OF;
    }

    private String call(String token, String path, String expected) {
        return "curl -s -H \"Authorization: Bearer $" + token + "\" " + base + path + "   # " + expected;
    }
}
