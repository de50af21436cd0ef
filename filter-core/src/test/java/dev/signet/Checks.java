package dev.signet;

import dev.signet.token.VerifiedToken;
import jakarta.servlet.http.HttpServletRequest;

/** Token checks as an installer could name them, most of which cannot be made. */
public final class Checks {

    private Checks() {}

    /** Says yes. */
    public static class Good implements TokenCheck {

        /** As an application would write it. */
        public Good() {}

        @Override
        public Outcome check(VerifiedToken token, HttpServletRequest request) {
            return Outcome.FINE;
        }
    }

    /** Says that every token was taken back. */
    public static final class Revoking extends Good {

        /** As an application would write it. */
        public Revoking() {}

        @Override
        public Outcome check(VerifiedToken token, HttpServletRequest request) {
            return Outcome.REVOKED;
        }
    }

    /** Is not public. */
    static final class Hidden extends Good {}

    /** Wants something. */
    public static final class Demanding extends Good {

        /** As an application must not write it. */
        public Demanding(String something) {
            if (something.isEmpty()) {
                throw new IllegalArgumentException("something");
            }
        }
    }

    /** Has nothing to look into. */
    public static final class Throwing extends Good {

        /** As an application must not write it. */
        public Throwing() {
            throw new IllegalStateException("the list of revoked tokens is down");
        }
    }

    /** Makes itself. */
    public static final class Overflowing extends Good {

        /** As an application must not write it. */
        public Overflowing() {
            throw new StackOverflowError();
        }
    }

    /** Has a class that cannot be initialised. */
    public static final class Uninitialised extends Good {

        private static final String LIST = list();

        /** As an application would write it. */
        public Uninitialised() {}

        private static String list() {
            throw new IllegalStateException("the list of revoked tokens is down");
        }

        @Override
        public String toString() {
            return LIST;
        }
    }
}
