package dev.signet.cli;

/** A command that was not carried out, with a sentence for whoever typed it and the exit status for a script. */
final class CommandException extends Exception {

    private static final long serialVersionUID = 1L;

    private final int status;

    private CommandException(int status, String message) {
        super(message);
        this.status = status;
    }

    /** It was typed in a way that means nothing. */
    static CommandException usage(String message) {
        return new CommandException(Exit.WRONG_USE, message);
    }

    /** It was understood, and could not be done. */
    static CommandException failed(String message) {
        return new CommandException(Exit.ERRORS, message);
    }

    int status() {
        return status;
    }
}
