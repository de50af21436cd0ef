package dev.signet.attack;

import java.util.List;

/**
 * Credentials that have to be refused; like {@code "alg none"}.
 *
 * @param name what is wrong with them, for the operator
 * @param authorization the values of the Authorization header; tokens in it, so nothing for a log
 */
record Forgery(String name, List<String> authorization) {

    /** A token that is sent as tokens are. */
    static Forgery of(String name, String token) {
        return new Forgery(name, List.of("Bearer " + token));
    }

    /** The name only. */
    @Override
    public String toString() {
        return name;
    }
}
