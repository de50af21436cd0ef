package dev.signet.cli;

import java.sql.SQLException;

/** What a database says, as a sentence with what to do. */
final class DatabaseErrors {

    private DatabaseErrors() {}

    /** The database's own words, in one line. */
    static String reason(SQLException e) {
        return String.valueOf(e.getMessage()).replaceAll("\\s+", " ").strip();
    }

    static CommandException sentence(SQLException e) {
        String state = e.getSQLState() == null ? "" : e.getSQLState();
        String why = switch (state.length() < 2 ? "" : state.substring(0, 2)) {
            case "08" -> "the database cannot be reached; is --jdbc-url right, and does it run?";
            case "28" -> "the database refuses this user or its password";
            case "42" -> "Signet's tables do not exist, or this user may not use them; clients.md has the scripts";
            case "22" -> "a value does not fit into its column; clients.md says how long each may be";
            default -> "the database refused this";
        };
        return CommandException.failed(why + " (it says: " + reason(e)
                + "). Nothing has been changed, and a secret that was printed is not valid");
    }
}
