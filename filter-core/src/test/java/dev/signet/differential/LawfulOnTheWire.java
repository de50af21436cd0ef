package dev.signet.differential;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * The differences between what the decision table makes of the bare container's answer and what goes over the wire that
 * are allowed, each with its reason.
 */
enum LawfulOnTheWire {
    /** A blank type is no type, whatever charset a container adds to it. */
    BLANK_TYPE {
        @Override
        boolean allows(WireItem it) {
            return it.item().equals("header content-type")
                    && it.wanted().stream().allMatch(type -> Media.of(type) == Media.NONE)
                    && it.got().stream().allMatch(type -> Media.of(type) == Media.NONE);
        }
    },

    /** The same type in another case, or with a blank more, is the same type (RFC 9110 §8.3.1). */
    SPELLING {
        @Override
        boolean allows(WireItem it) {
            return it.item().equals("header content-type")
                    && it.wanted().size() == 1
                    && it.got().size() == 1
                    && Media.isSame(it.wanted().get(0), it.got().get(0));
        }
    },

    /** Once an answer has ended what is heard of it stays: a container's own page, or what was not sent any more, does not count. */
    FINAL_AT_THE_END {
        @Override
        boolean allows(WireItem it) {
            if (!it.facts().ended()) {
                return false;
            }
            return it.item().equals("body")
                    ? it.isCutAtTheEnd()
                            || it.facts().redirected() && it.facts().thrown()
                    : it.isAsHeard()
                            || it.got().isEmpty() && it.isBodiless()
                            || it.name().equals("content-length") && it.actual().body().length == 0;
        }
    },

    /** What a filter in front has set stays when the application resets its response; it is not the application's. */
    FRONT_SURVIVES_RESET {
        @Override
        boolean allows(WireItem it) {
            List<String> all = new ArrayList<>(it.inFront());
            all.addAll(it.wanted());
            return it.facts().reset() && !it.inFront().isEmpty() && all.equals(it.got());
        }
    },

    /** What was set before a failure goes with Signet's envelope; with a container's page much of it is lost. */
    LOST_WITH_A_PAGE {
        @Override
        boolean allows(WireItem it) {
            if (it.expected().form() != Expected.Form.ERROR && !it.facts().ended()
                    || it.item().equals("header content-type")) {
                return false;
            }
            String told = String.join(" & ", it.got());
            boolean heard =
                    told.equals(it.facts().header(it.name())) || it.got().equals(it.inFront());
            boolean tag = it.name().equals("etag")
                    && it.wanted().isEmpty()
                    && it.got().size() == 1
                    && it.facts().header("etag") != null
                    && WireItem.isMarked(it.facts().header("etag"), it.got().get(0));
            boolean none =
                    it.got().isEmpty() && it.wanted().isEmpty() && it.inFront().isEmpty();
            List<String> kept = new ArrayList<>();
            if (it.name().equals("set-cookie") && it.facts().header("set-cookie") != null) {
                kept.add(it.facts()
                        .header("set-cookie")); // Undertow keeps those of addCookie apart from those of headers
            }
            kept.addAll(it.wanted());
            return it.isPage() && (heard || none || tag || it.got().equals(kept));
        }
    },

    /** What becomes of a second Content-Type is each container's own. */
    SECOND_TYPE {
        @Override
        boolean allows(WireItem it) {
            return it.item().equals("header content-type") && it.wanted().size() > 1;
        }
    },

    /** Tomcat tells two headers that are the same as one, so only one can be given back. */
    SAME_HEADER_TWICE {
        @Override
        boolean allows(WireItem it) {
            List<String> once = List.copyOf(new LinkedHashSet<>(it.wanted()));
            boolean tag = it.item().equals("header etag")
                    && it.got().size() == 1
                    && once.size() == 1
                    && WireItem.isMarked(once.get(0), it.got().get(0));
            return it.wanted().size() > 1 && (it.got().equals(once) || tag);
        }
    },

    /** A flush within an include does not commit on Undertow, so its writer still adds the charset. */
    CHARSET_BEHIND_AN_INCLUDE {
        @Override
        boolean allows(WireItem it) {
            return it.item().equals("header content-type")
                    && it.isOfAnInclude()
                    && Media.withoutCharset(String.join("", it.wanted()))
                            .equals(Media.withoutCharset(String.join("", it.got())));
        }
    },

    /** The target of a forward may choose a charset anew, as on Jetty, where the servlet in front had asked for a writer. */
    CHARSET_BEHIND_A_FORWARD {
        @Override
        boolean allows(WireItem it) {
            return it.item().equals("header content-type")
                    && it.facts().charsetAnew()
                    && Media.withoutCharset(String.join("", it.wanted()))
                            .equals(Media.withoutCharset(String.join("", it.got())));
        }
    },

    /** An answer with trailers has no length, so they are sent (row 21); some containers give a short one a length. */
    TRAILERS_OF_A_SHORT_ANSWER {
        @Override
        boolean allows(WireItem it) {
            return it.item().startsWith("header trailer ")
                    && it.wanted().isEmpty()
                    && it.facts().last().containsKey("trailers")
                    && !it.actual().headers().containsKey("content-length");
        }
    },

    /** A 416 that names the range has no body, so nobody asks for its type; a container's page has one. */
    TYPE_OF_A_RANGE {
        @Override
        boolean allows(WireItem it) {
            return it.item().equals("header content-type")
                    && it.facts().error() == 416
                    && it.actual().status() == 416
                    && it.actual().body().length == 0;
        }
    },

    /** A 205 has no body (RFC 9110 §15.3.6); only some containers keep to that. */
    NO_BODY_WITH_205 {
        @Override
        boolean allows(WireItem it) {
            return it.item().equals("body")
                    && it.oracle().status() == 205
                    && it.actual().body().length == 0;
        }
    },

    /** Trailers follow a body (RFC 9110 §6.5), and a 205 has none; only some containers keep to that. */
    TRAILERS_OF_NO_BODY {
        @Override
        boolean allows(WireItem it) {
            return it.item().startsWith("header trailer ")
                    && it.got().isEmpty()
                    && it.actual().status() == 205
                    && it.actual().body().length == 0;
        }
    },

    /** An answer whose status has no body takes none on Tomcat, and tells no language; its envelope has a body. */
    ANSWER_WITHOUT_BODY {
        @Override
        boolean allows(WireItem it) {
            return it.item().equals("header content-language")
                    && it.wanted().isEmpty()
                    && Set.of(204, 205, 304).contains(it.oracle().status());
        }
    };

    /** Whether this is why another thing goes over the wire. */
    abstract boolean allows(WireItem it);

    static boolean anyAllows(WireItem it) {
        for (LawfulOnTheWire lawful : values()) {
            if (lawful.allows(it)) {
                return true;
            }
        }
        return false;
    }
}
