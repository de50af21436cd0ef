package dev.signet.keys;

import java.util.HashSet;
import java.util.Set;
import java.util.function.Consumer;

/**
 * Passes on each note once: a set that is fetched every few minutes has the same broken key in it every time. After a
 * hundred there is one more line and then silence, for whoever writes the set may invent as many as fit. Not thread-safe.
 */
final class NotesOnce implements Consumer<String> {

    static final int MOST = 100;

    private final Consumer<String> notes;
    private final Set<String> said = new HashSet<>();

    NotesOnce(Consumer<String> notes) {
        this.notes = notes;
    }

    @Override
    public void accept(String note) {
        if (said.size() >= MOST || !said.add(note)) {
            return;
        }
        notes.accept(note);
        if (said.size() == MOST) {
            notes.accept(MOST + " keys were ignored; further ones are not logged");
        }
    }
}
