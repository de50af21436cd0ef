package dev.signet.differential;

import java.util.List;
import java.util.Set;

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

    /** Whether the application has heard the same, last; or its language as a locale, or its type in the charset of JSON. */
    boolean isAsHeard() {
        String told = Hearing.listed(facts.header(name()));
        if (told == null) {
            return got.isEmpty()
                    || name().equals("content-language")
                            && got.equals(List.of(facts.last().get("locale").replace('_', '-')));
        }
        String sent = String.join(" & ", got);
        return Media.isSame(told, sent)
                || name().equals("content-type")
                        && facts.undecided()
                        && Media.withoutCharset(told).equals(Media.withoutCharset(sent));
    }

    /** Whether what the oracle took behind the end is missing; a body that a redirect keeps is not. */
    boolean isCutAtTheEnd() {
        String all = oracle.text();
        return all.startsWith(actual.text()) && (actual.body().length > 0 || !facts.kept() || !isKept(all));
    }

    /** Whether the body begins as it was written, up to the first letter that may be another one in its charset. */
    private boolean isKept(String all) {
        String written = facts.written();
        for (int i = 0; i < Math.min(all.length(), written.length()); i++) {
            boolean ascii = written.charAt(i) < 0x80;
            if (ascii ? written.charAt(i) != all.charAt(i) : all.charAt(i) < 0x80 && all.charAt(i) != '?') {
                return false; // an interface before Servlet 6.1 keeps none, and what comes is from behind the end
            }
            if (!ascii) {
                break;
            }
        }
        return !all.isEmpty();
    }

    /** Whether the answer has no body, so that nothing needs to describe one. */
    boolean isBodiless() {
        return Set.of(204, 205, 304).contains(actual.status());
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

    /** A strong tag goes out weak, and may carry a mark inside its quotes; every other one stays. */
    static boolean isMarked(String before, String after) {
        if (!before.startsWith("\"") || !before.endsWith("\"") || before.length() < 2) {
            return after.equals(before) || after.equals("W/" + before);
        }
        return after.startsWith("W/" + before.substring(0, before.length() - 1)) && after.endsWith("\"");
    }
}
