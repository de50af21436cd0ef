package dev.signet.differential;

/**
 * What differs, without the program that shows it.
 *
 * @param where the mode, and the call after which it was heard, or {@code wire}
 * @param item what was asked for
 * @param from how it is, or what becomes of it
 * @param to what it is behind Signet
 */
record Kind(String where, String item, String from, String to) {

    /** Whether it is the body that differs, and not what is told of it. */
    boolean isOfTheBody() {
        return item.equals("body") || item.equals("data") || item.equals("answer");
    }

    @Override
    public String toString() {
        return where + ": " + item + ": " + shown(from) + " -> " + shown(to);
    }

    private static String shown(String value) {
        if (value == null) {
            return "none";
        }
        String line = value.replace("\r", "\\r").replace("\n", "\\n");
        return line.length() > 70 ? line.substring(0, 70) + "…" : line;
    }
}
