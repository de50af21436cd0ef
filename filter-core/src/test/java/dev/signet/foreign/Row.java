package dev.signet.foreign;

import dev.signet.container.Container;
import dev.signet.testing.HttpConnection;
import dev.signet.testing.HttpVersion;
import dev.signet.testing.RawAnswer;
import dev.signet.testing.Table;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/**
 * A row of a table: what is asked for, and what comes.
 *
 * @param target what is asked for, below the context
 * @param status the status on the wire
 * @param code the envelope's code, or {@code -} for an answer that passes
 * @param data the envelope's data as it is spelled, or the body of an answer that passes
 * @param not the containers on which it says nothing
 */
record Row(String target, int status, String code, String data, List<String> not) {

    /** Reads a table of this package. */
    static List<Row> table(String name) throws IOException {
        return Table.stripped(Row.class, name).stream()
                .map(cells -> new Row(
                        cells.get(0),
                        Integer.parseInt(cells.get(1)),
                        cells.get(2),
                        cells.get(3).replace("\\n", "\n"),
                        cells.size() < 5 ? List.of() : List.of(cells.get(4).split(" ", -1))))
                .toList();
    }

    /** Plays a table and says which rows came out otherwise, one a line. */
    static String play(List<Row> rows, Container container, Hosts hosts) throws Exception {
        return play(rows, container, HttpVersion.HTTP_1_1, hosts);
    }

    /** The same in a version of HTTP. */
    static String play(List<Row> rows, Container container, HttpVersion version, Hosts hosts) throws Exception {
        List<String> wrong = new ArrayList<>();
        int port = hosts.port(container);
        for (Row row : rows) {
            if (!row.not.contains(container.name())) {
                String complaint = row.complaint(version.open(port));
                if (!complaint.isEmpty()) {
                    wrong.add(row.target + ": " + complaint);
                }
            }
        }
        return String.join("\n", wrong);
    }

    private String complaint(HttpConnection connection) {
        try (connection) {
            RawAnswer answer = connection.get("/app" + target);
            String complaint = complaint(answer);
            return complaint.isEmpty() && !connection.isLast(answer) ? Intact.complaint(connection) : complaint;
        } catch (IOException | RuntimeException e) {
            return e.toString();
        }
    }

    /** What is wrong with an answer, or nothing. */
    String complaint(RawAnswer answer) {
        String seen = answer.status() + " " + (answer.whole() ? "" : "(cut) ") + shortened(answer.text());
        if (!answer.whole() || answer.status() != status) {
            return "expected " + this.expected() + ", saw " + seen;
        }
        if (code.equals("-")) {
            String text = answer.text().replace("\r\n", "\n").strip();
            return text.equals(data) ? "" : "expected " + expected() + ", saw " + seen;
        }
        try {
            boolean right =
                    answer.code() == Integer.parseInt(code) && answer.data().equals(data);
            return right ? "" : "expected " + expected() + ", saw " + seen;
        } catch (RuntimeException e) {
            return "expected " + expected() + ", saw " + seen;
        }
    }

    private String expected() {
        return status + (code.equals("-") ? " passed " : " code " + code + " data ") + shortened(data);
    }

    static String shortened(String text) {
        return text.length() <= 160 ? text : text.substring(0, 120) + "… (" + text.length() + ")";
    }
}
