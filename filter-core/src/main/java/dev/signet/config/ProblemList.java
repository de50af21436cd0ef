package dev.signet.config;

import java.util.ArrayList;
import java.util.List;

/**
 * What is wrong with something that was written elsewhere: the first twenty problems in words, of the others only how
 * many there are. A file of a megabyte would else make a log line of many. Not thread-safe.
 */
public final class ProblemList {

    private static final int MOST_SHOWN = 20;

    private final List<String> shown = new ArrayList<>();
    private int count;

    /** Nothing is wrong yet. */
    public ProblemList() {}

    /**
     * Adds a problem.
     *
     * @param problem where and what; never a secret
     */
    public void add(String problem) {
        count++;
        if (shown.size() < MOST_SHOWN) {
            shown.add(problem);
        }
    }

    /**
     * Adds the problems of a part.
     *
     * @param where stands in front of each, like {@code "clients[0]: "}
     * @param part its problems
     */
    public void addAll(String where, ProblemList part) {
        part.shown.forEach(problem -> add(where + problem));
        count += part.count - part.shown.size();
    }

    /**
     * Whether nothing is wrong.
     *
     * @return true for no problem
     */
    public boolean isEmpty() {
        return count == 0;
    }

    /**
     * How many problems there are.
     *
     * @return all of them, not only those in words
     */
    public int size() {
        return count;
    }

    /** The problems in words, in one line. */
    @Override
    public String toString() {
        String text = String.join("; ", shown);
        return count == shown.size() ? text : text + "; these are " + shown.size() + " of " + count + " problems";
    }
}
