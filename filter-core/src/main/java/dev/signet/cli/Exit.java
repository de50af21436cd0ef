package dev.signet.cli;

/** What a script learns. */
final class Exit {

    /** Carried out. */
    static final int FINE = 0;
    /** Carried out, and there is something to be known. */
    static final int WARNINGS = 1;
    /** Not carried out. */
    static final int ERRORS = 2;
    /** Typed in a way that means nothing; the number is that of sysexits.h. */
    static final int WRONG_USE = 64;

    private Exit() {}
}
