package dev.signet.differential;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.function.Predicate;

/**
 * The bytes of a body as an application has written them, up to a call.
 *
 * @param program the program
 * @param heard what was heard of each call, the last one included
 */
record HeardBytes(Program program, List<Heard> heard) {

    /** How many were written in those parts, and not taken back. */
    int written(Predicate<Program.Part> where) {
        int written = 0;
        boolean closed = false; // a writer of a wrapper drops what comes then
        for (Heard each : heard) {
            boolean buffers = program.buffers(each.part());
            closed |= buffers && each.call().verb().equals("closeWriter");
            if (buffers && closed && each.call().needsWriter()) {
                continue;
            }
            if (each.call().writes() && where.test(each.part())) {
                String lineEnd = buffers && each.call().needsWriter() ? System.lineSeparator() : "\r\n";
                written += each.call().piece(lineEnd).getBytes(StandardCharsets.UTF_8).length;
            } else if (each.call().takesBack() && !each.call().verb().equals("buffer") && !each.threw()) {
                written = 0;
            }
        }
        return written;
    }

    /** How many the declared length is short of what was written; 0 where none is declared. */
    int overrun() {
        String declared = null;
        for (Heard each : heard) {
            if (each.call().declaresLength()) {
                declared =
                        each.call().text().endsWith("-1") ? null : each.call().text();
            } else if (each.call().verb().equals("reset") && !each.threw()) {
                declared = null;
            }
        }
        return declared == null
                ? 0
                : written(part -> true)
                        - Integer.parseInt(
                                declared.substring(declared.indexOf(':') + 1).strip());
    }
}
