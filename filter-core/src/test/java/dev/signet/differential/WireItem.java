package dev.signet.differential;

import java.util.List;

/**
 * One item that differs on the wire.
 *
 * @param expected what the decision table makes of the oracle's answer
 * @param oracle the oracle's answer
 * @param facts what its wire does not tell
 * @param actual what came
 * @param item {@code body}, or {@code header} and a name
 * @param wanted the values that are expected
 * @param got those that came
 */
record WireItem(
        Expected expected,
        WireAnswer oracle,
        Facts facts,
        WireAnswer actual,
        String item,
        List<String> wanted,
        List<String> got) {

    /** The header's name. */
    String name() {
        return item.substring(item.indexOf(' ') + 1);
    }

    /** What the filter in front had set. */
    List<String> inFront() {
        String front = facts.front().get(item);
        return front == null ? List.of() : List.of(front.split(" & ", -1));
    }

    /** Whether the program is played within an include. */
    boolean isOfAnInclude() {
        return facts.include();
    }

    /** Whether the oracle has sent a page of its own: for an error, an exception, or a length that was not kept. */
    boolean isPage() {
        return facts.thrown()
                || facts.error() > 0
                || !String.valueOf(oracle.status()).equals(facts.last().get("status"));
    }
}
