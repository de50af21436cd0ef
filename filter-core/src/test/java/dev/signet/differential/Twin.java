package dev.signet.differential;

import jakarta.servlet.http.HttpServletResponse;
import java.util.Arrays;
import java.util.List;
import java.util.Set;

/**
 * The same program on the bare container as it would be if the container itself made the promises that Signet makes: 64
 * kB of an answer can be taken back, a writer of JSON and of what is still undecided is UTF-8, and the length of an answer
 * is not the application's to declare. It also keeps to the specification after the commit, which Undertow does not. Where Signet differs from the bare container because of them, it must not differ
 * from the twin; so nobody has to foretell what follows from a status that could still be set.
 *
 * @param played the twin
 */
record Twin(Played played) {

    /**
     * A wrapped answer has a length of its own, and is UTF-8; one that passes has the application's length, and the
     * container's charset.
     */
    enum Flavour {
        WITHOUT_LENGTH,
        WITH_LENGTH,
        CONTAINERS_CHARSET,
        CONTAINERS_CHARSET_WITH_LENGTH,
        /** Stream or writer are open to choose within a forward, as on Jetty: what was written in front is not. */
        DOORS_ANEW;

        boolean hasLength() {
            return this == WITH_LENGTH || this == CONTAINERS_CHARSET_WITH_LENGTH;
        }

        /** Whether it can be another one than those before it. */
        boolean concerns(Program program) {
            if (this == DOORS_ANEW) {
                return program.form().startsWith("forward")
                        && program.calls(Program.Part.BEFORE).stream().anyMatch(Call::isOfTheBody);
            }
            return !hasLength()
                    || program.has(Call::declaresLength)
                    || program.form().contains("buffered");
        }

        boolean prefersUtf8() {
            return this != CONTAINERS_CHARSET && this != CONTAINERS_CHARSET_WITH_LENGTH;
        }

        /** Whether the call of that number is made. */
        boolean allows(Program program, Program.Part part, int number, HttpServletResponse response) {
            Call call = program.calls(part).get(number);
            if (program.includes(part)) {
                return !call.isOfTheHead() && !call.takesBack() && !call.closes();
            }
            if (this == DOORS_ANEW && part == Program.Part.BEFORE && call.isOfTheBody()) {
                if (call.isRefusedBehind(program.calls(part).subList(0, number))) {
                    throw new IllegalStateException("the other one was chosen");
                }
                return false;
            }
            if (program.hasEndedBefore(part) && call.isOfTheBody()) {
                return false; // some containers still look at the writer that is asked for
            }
            if (program.buffers(part) && Set.of("buffer", "resetBuffer").contains(call.verb())) {
                return true; // which a wrapper of the application keeps to itself
            }
            if (response.isCommitted()) {
                if (call.takesBack() || call.verb().equals("trailers")) {
                    throw new IllegalStateException("committed");
                }
                return !call.isOfTheHead();
            }
            if (call.verb().equals("trailers") && !hasLength() && declaresLengthBefore(program, part, number)) {
                tryBesideLength(response);
            }
            boolean smaller = call.verb().equals("buffer") && Integer.parseInt(call.text()) <= Player.LIMIT;
            return !call.isBelowOk() && !smaller && (hasLength() || !call.declaresLength());
        }

        private static boolean declaresLengthBefore(Program program, Program.Part part, int number) {
            return program.calls(part).subList(0, number).stream().anyMatch(Call::declaresLength)
                    || Arrays.stream(Program.Part.values())
                            .filter(earlier -> earlier.compareTo(part) < 0)
                            .anyMatch(earlier -> program.calls(earlier).stream().anyMatch(Call::declaresLength));
        }

        /** Undertow takes no trailers beside a length; the twin has none, and refuses them all the same. */
        private static void tryBesideLength(HttpServletResponse response) {
            response.setContentLengthLong(Integer.MAX_VALUE); // one that is reached ends the answer on Jetty
            try {
                response.setTrailerFields(response.getTrailerFields());
            } finally {
                response.setContentLength(-1);
            }
        }
    }

    /** What the twin heard after the same call, or null. */
    Heard heard(int index, Heard like) {
        List<Heard> all = played.heard();
        if (index >= all.size()) {
            return null;
        }
        Heard heard = all.get(index);
        return heard.part() == like.part() && heard.number() == like.number() ? heard : null;
    }

    /** The first call after which this was committed while the twin was not, or a large number. */
    int firstHeldLonger(List<Heard> bare) {
        for (int i = 0; i < bare.size(); i++) {
            Heard twin = heard(i, bare.get(i));
            if (twin != null && bare.get(i).committed() && !twin.committed()) {
                return i;
            }
        }
        return Integer.MAX_VALUE;
    }
}
