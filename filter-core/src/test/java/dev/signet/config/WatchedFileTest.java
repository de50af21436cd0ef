package dev.signet.config;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.signet.event.Events;
import dev.signet.event.KeyEvents;
import dev.signet.testing.LogCapture;
import dev.signet.testing.MutableClock;
import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.time.Duration;
import java.util.List;
import java.util.logging.Level;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class WatchedFileTest {

    private final MutableClock clock = new MutableClock(1_770_000_000_000L);
    private final LogCapture logged = LogCapture.open();
    private String content = "1"; // null: there is no file
    private int reads;
    private WatchedFile<Integer> file;

    @BeforeEach
    void open() throws IOException {
        file = WatchedFile.open(
                "the file", this::read, WatchedFileTest::parse, clock, new KeyEvents(Events.to("dev.signet.keys")));
    }

    @AfterEach
    void close() {
        logged.close();
    }

    private byte[] read() throws IOException {
        reads++;
        if (content == null) {
            throw new NoSuchFileException("gone");
        }
        return content.getBytes(UTF_8);
    }

    private static Integer parse(byte[] bytes) {
        String text = new String(bytes, UTF_8);
        if (!text.matches("\\d+")) {
            throw new IllegalArgumentException("no number");
        }
        return Integer.valueOf(text);
    }

    private int after(Duration time) {
        clock.advance(time);
        return file.get();
    }

    @Test
    void getWhenPollIntervalHasNotPassedThenNotRead() {
        content = "2";
        for (int i = 0; i < 100; i++) {
            assertEquals(1, after(Duration.ofMillis(49)));
        }
        assertEquals(1, reads);
        assertEquals(2, after(Duration.ofMillis(100)));
        assertEquals(2, reads);
    }

    @Test
    void getWhenContentIsTheSameThenTheSameObject() {
        content = "1000"; // beyond the integers that Java keeps
        Integer first = after(WatchedFile.POLL);
        clock.advance(WatchedFile.POLL);
        assertSame(file.get(), file.get());
        assertEquals(first, file.get());
        assertEquals(List.of("the file has changed; the new content is in force"), logged.lines(Level.INFO));
    }

    @Test
    void getWhenNewContentIsWrongThenLastGoodAndOneLine() {
        content = "x";
        for (int i = 0; i < 5; i++) {
            assertEquals(1, after(WatchedFile.POLL));
        }
        assertEquals(
                List.of("the file has changed and is invalid; the last good content stays in force: no number"),
                logged.lines(Level.SEVERE));
        content = "y";
        assertEquals(1, after(WatchedFile.POLL));
        assertEquals(2, logged.lines(Level.SEVERE).size()); // another mistake
        content = "7";
        assertEquals(7, after(WatchedFile.POLL));
    }

    @Test
    void getWhenWrongContentIsPutRightAndWrongAgainThenSaidAgain() {
        content = "x";
        after(WatchedFile.POLL);
        content = "1";
        after(WatchedFile.POLL);
        content = "x";
        after(WatchedFile.POLL);
        assertEquals(2, logged.lines(Level.SEVERE).size());
    }

    @Test
    void getWhenFileIsGoneThenLastGoodAndOneLine() {
        content = null;
        for (int i = 0; i < 5; i++) {
            assertEquals(1, after(WatchedFile.POLL));
        }
        assertEquals(
                List.of("the file can no longer be read; the last good content stays in force"),
                logged.lines(Level.SEVERE));
        content = "3";
        assertEquals(3, after(WatchedFile.POLL));
        content = null;
        assertEquals(3, after(WatchedFile.POLL));
        assertEquals(2, logged.lines(Level.SEVERE).size());
    }

    @Test
    void getWhenContentIsShorterThenItCountsWhenItIsTheSameAtTheNextLook() {
        content = "12345";
        assertEquals(12345, after(WatchedFile.POLL));
        content = ""; // somebody has opened the file to write
        assertEquals(12345, after(WatchedFile.POLL));
        content = "67"; // and has come so far
        assertEquals(12345, after(WatchedFile.POLL));
        assertEquals(0, logged.lines(Level.SEVERE).size());
        content = "678";
        assertEquals(12345, after(WatchedFile.POLL));
        assertEquals(678, after(WatchedFile.POLL));
        content = "9";
        assertEquals(678, after(WatchedFile.POLL));
        content = "678";
        assertEquals(678, after(WatchedFile.POLL));
        content = "9";
        assertEquals(678, after(WatchedFile.POLL)); // seen before, but not at the last look
        assertEquals(9, after(WatchedFile.POLL));
    }

    @Test
    void getWhenShorterContentStaysWrongThenOneLine() {
        content = "12345";
        after(WatchedFile.POLL);
        content = "x";
        for (int i = 0; i < 5; i++) {
            assertEquals(12345, after(WatchedFile.POLL));
        }
        assertEquals(1, logged.lines(Level.SEVERE).size());
    }

    @Test
    void getWhenClockIsSetBackThenStillWatched() {
        content = "2";
        assertEquals(2, after(Duration.ofHours(-1)));
    }

    @Test
    void openWhenFileIsMissingOrWrongThenThrows() {
        content = null;
        assertThrows(IOException.class, this::open);
        content = "x";
        assertThrows(IllegalArgumentException.class, this::open);
    }
}
