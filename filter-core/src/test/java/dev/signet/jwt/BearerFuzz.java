package dev.signet.jwt;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.util.Collections;
import java.util.List;

/** Fuzz target: the reader of the Authorization header; every line of the input is a header. */
public final class BearerFuzz {

    private BearerFuzz() {}

    /** Called by the fuzzer. */
    public static void fuzzerTestOneInput(byte[] input) {
        List<String> headers = new String(input, ISO_8859_1).lines().toList();
        BearerToken bearer = BearerToken.parse(Collections.enumeration(headers), 1000);
        String token = bearer.value();
        if ((token == null) == (bearer.refusal() == null)) {
            throw new IllegalStateException("neither token nor refusal, or both");
        }
        if (token == null) {
            return;
        }
        String header = headers.get(0);
        boolean exact = headers.size() == 1
                && header.substring(0, 7).equalsIgnoreCase("bearer ")
                && header.endsWith(" " + token)
                && header.substring(6, header.length() - token.length()).isBlank()
                && !token.startsWith(" ")
                && token.length() <= 1000
                && bearer.isToken68() == token.matches("[A-Za-z0-9._~+/-]+=*");
        if (!exact || bearer.toString().contains(token) && token.length() > 12) {
            throw new IllegalStateException("not what the header says");
        }
    }
}
