package dev.signet.testing;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * One row of {@code configuration.txt}.
 *
 * @param name of the parameter
 * @param value as an installer types it; may hold {@code {folder}}
 * @param message a part of the only problem, or "fine"
 */
public record ParameterRow(String name, String value, String message) {

    /** A secret that many rows hold; no message may. */
    public static final String SECRET = "5gqTz0vNcuJ4pHn1bWYd8sXfLk2oRmEb";

    /** All rows in their order. */
    public static List<ParameterRow> all() throws IOException {
        List<ParameterRow> rows = new ArrayList<>();
        for (List<String> cells : Table.rows(ParameterRow.class, "/dev/signet/configuration.txt")) {
            if (cells.size() != 3) {
                throw new IOException("not a row: " + cells);
            }
            rows.add(new ParameterRow(cells.get(0), cells.get(1).replace("\\n", "\n"), cells.get(2)));
        }
        return rows;
    }

    /** Writes the files that rows name. */
    public static void files(Path folder) throws IOException {
        Files.writeString(folder.resolve("good"), SECRET + "\n");
        Files.writeString(folder.resolve("short"), "tooshort!\n");
        Files.writeString(folder.resolve("clients"), "{\"clients\":[]}");
        Files.writeString(folder.resolve("revocations"), "{\"revoked\":[]}");
    }

    /** Whether it is for the token endpoint. */
    public boolean isIssuers() {
        return name.startsWith("issuer.");
    }

    /** Whether it is for the health endpoint. */
    public boolean isHealths() {
        return name.startsWith("health.");
    }

    /** Whether it is for the partners' portal. */
    public boolean isPortals() {
        return name.startsWith("portal.");
    }

    /** Whether it says where the key is. */
    public boolean isSecret() {
        return name.startsWith("jwt.secret") && !name.equals("jwt.secert");
    }

    @Override
    public String toString() {
        return name + " = " + value.strip();
    }
}
