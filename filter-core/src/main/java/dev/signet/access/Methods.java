package dev.signet.access;

import java.util.Set;
import java.util.TreeSet;

/**
 * The methods that a rule names; like {@code GET,POST} or {@code *}. Immutable.
 *
 * @param named by their names; empty for all
 */
record Methods(Set<String> named) {

    /** All there are. */
    static final Methods ANY = new Methods(Set.of());

    /**
     * Reads them.
     *
     * @throws IllegalArgumentException when they cannot be read; the message says what is allowed
     */
    static Methods parse(String text) {
        if (text.equals("*")) {
            return ANY;
        }
        Set<String> methods = new TreeSet<>();
        for (String method : text.split(",", -1)) {
            if (!method.matches("[A-Z][A-Z-]*")) {
                throw new IllegalArgumentException(
                        "methods are * or upper-case names separated by commas without blanks");
            }
            methods.add(method);
        }
        if (methods.contains("GET")) {
            methods.add("HEAD"); // HEAD is GET without a body
        }
        return new Methods(Set.copyOf(methods));
    }

    boolean areAll() {
        return named.isEmpty();
    }

    boolean contain(String method) {
        return named.isEmpty() || named.contains(method);
    }

    @Override
    public String toString() {
        return named.isEmpty() ? "*" : String.join(",", new TreeSet<>(named));
    }
}
