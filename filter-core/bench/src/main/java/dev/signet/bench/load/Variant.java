package dev.signet.bench.load;

import java.util.List;
import java.util.stream.IntStream;

/** A line of the table: a server, and what is asked of it. */
enum Variant {
    BARE("bare servlet", VariantServer.Kind.BARE, "/stream/", 0),
    FLOOR("floor: prefix and suffix around the stream", VariantServer.Kind.FLOOR, "/stream/", 0),
    ENVELOPE("Signet, envelope only", VariantServer.Kind.ENVELOPE, "/stream/", 0),
    BARE_TOKEN("bare servlet, one token", VariantServer.Kind.BARE, "/stream/", 1),
    TOKEN("Signet, envelope and token check, one token", VariantServer.Kind.TOKEN, "/stream/", 1),
    BARE_TOKENS("bare servlet, 2,000 tokens in turns", VariantServer.Kind.BARE, "/stream/", 2000),
    TOKENS("Signet, envelope and token check, 2,000 tokens in turns", VariantServer.Kind.TOKEN, "/stream/", 2000),
    ENVELOPE_BEFORE("the jar before, envelope only", VariantServer.Kind.ENVELOPE_BEFORE, "/stream/", 0),
    TOKEN_BEFORE("the jar before, one token", VariantServer.Kind.TOKEN_BEFORE, "/stream/", 1),
    TOKENS_BEFORE("the jar before, 2,000 tokens in turns", VariantServer.Kind.TOKEN_BEFORE, "/stream/", 2000),
    BARE_WRITER("bare servlet, through the writer", VariantServer.Kind.BARE, "/writer/", 0),
    ENVELOPE_WRITER("Signet, envelope only, through the writer", VariantServer.Kind.ENVELOPE, "/writer/", 0),
    CACHING("Spring ContentCachingResponseWrapper, spliced", VariantServer.Kind.CACHING, "/stream/", 0),
    RESERIALISING("the same, readTree and serialised again", VariantServer.Kind.RESERIALISING, "/stream/", 0),
    ADVICE("Spring MVC, ResponseBodyAdvice", VariantServer.Kind.ADVICE, "/stream/", 0),
    SECURITY("Spring Security resource server, MVC advice", VariantServer.Kind.SECURITY, "/stream/", 1),
    ADVICE_7("Spring MVC 7, ResponseBodyAdvice", VariantServer.Kind.ADVICE_7, "/stream/", 0),
    SECURITY_7("Spring Security 7 resource server, MVC 7 advice", VariantServer.Kind.SECURITY_7, "/stream/", 1);

    final String title;
    final VariantServer.Kind kind;
    private final String path;
    private final List<String> tokens;

    Variant(String title, VariantServer.Kind kind, String path, int tokens) {
        this.title = title;
        this.kind = kind;
        this.path = path;
        this.tokens = IntStream.range(0, tokens).mapToObj(Tokens::token).toList();
    }

    /** What it is compared with. */
    Variant base() {
        return switch (this) {
            case ENVELOPE_WRITER -> BARE_WRITER;
            case TOKEN, TOKEN_BEFORE, SECURITY, SECURITY_7 ->
                BARE_TOKEN; // the same requests: a header of 500 bytes is work for a container
            case TOKENS, TOKENS_BEFORE -> BARE_TOKENS; // which may know that of the request before on the connection
            default -> BARE;
        };
    }

    /** The requests for bodies of a length, one for every token. */
    byte[][] requests(int length) {
        return tokens.isEmpty()
                ? new byte[][] {Exchange.request(path + length, null)}
                : tokens.stream()
                        .map(token -> Exchange.request(path + length, token))
                        .toArray(byte[][]::new);
    }
}
