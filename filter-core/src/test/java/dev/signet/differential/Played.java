package dev.signet.differential;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * One program, played once.
 *
 * @param heard what the application heard, call by call
 * @param answer what went over the wire
 * @param ended whether the application had finished when the client stopped waiting for it
 */
record Played(List<Heard> heard, WireAnswer answer, boolean ended) {

    /** The charset that the application heard of last, whoever chose it. */
    Charset charset() {
        String told = String.valueOf(heard.get(heard.size() - 1).item("encoding"));
        return Charset.isSupported(told) ? Charset.forName(told) : StandardCharsets.ISO_8859_1;
    }
}
