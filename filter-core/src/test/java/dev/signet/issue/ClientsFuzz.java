package dev.signet.issue;

import dev.signet.clients.ClientsParser;

/** Fuzz target: the reader of the clients file. */
public final class ClientsFuzz {

    private ClientsFuzz() {}

    /** Called by the fuzzer. */
    public static void fuzzerTestOneInput(byte[] input) {
        try {
            ClientsParser.parse(input, note -> {});
        } catch (IllegalArgumentException e) {
            if (e.getMessage() == null || e.getMessage().isBlank()) {
                throw new IllegalStateException("a report that says nothing", e);
            }
        }
    }
}
