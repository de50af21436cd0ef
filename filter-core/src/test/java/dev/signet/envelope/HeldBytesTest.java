package dev.signet.envelope;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.signet.text.JsonScanner;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

/** What an answer leaves behind in the arrays that the next one is given. */
class HeldBytesTest {

    private static final int LIMIT = 1000;

    private final HeldBytes.Pool pool = new HeldBytes.Pool(LIMIT);

    private static byte[] bytes(int count) {
        byte[] bytes = new byte[count];
        Arrays.fill(bytes, (byte) 'x');
        return bytes;
    }

    @Test
    void releaseWhenSomethingWasHeldThenNothingOfItIsLeft() {
        HeldBytes first = new HeldBytes(pool, LIMIT);
        first.add(bytes(800), 0, 800);
        first.clear(); // as for an answer that is taken back
        first.add(bytes(300), 0, 300);
        first.drop(3);
        first.putInFront("{\"code\":1,\"data\":".getBytes(US_ASCII));
        byte[] array = first.array();
        first.release();
        assertArrayEquals(new byte[array.length], array);
        HeldBytes second = new HeldBytes(pool, LIMIT);
        second.add(bytes(1), 0, 1);
        assertSame(array, second.array(), "the pool has given it again");
        second.release();
        assertEquals(0, pool.lent());
    }

    @Test
    void addWhenTheArrayIsOutgrownThenNothingIsLeftInIt() {
        HeldBytes held = new HeldBytes(pool, 10 * LIMIT);
        held.add(bytes(LIMIT), 0, LIMIT);
        byte[] outgrown = held.array();
        held.add(bytes(LIMIT), 0, LIMIT);
        assertArrayEquals(new byte[outgrown.length], outgrown);
        assertArrayEquals(bytes(2 * LIMIT), Arrays.copyOfRange(held.array(), held.start(), held.end()));
        held.release();
        assertEquals(0, pool.lent());
    }

    @Test
    void freshScannerWhenTheBufferComesAgainThenItHasSeenNothing() {
        byte[] cut = "{\"a\":[[\"\\u12".getBytes(US_ASCII);
        HeldBytes first = new HeldBytes(pool, LIMIT);
        first.add(cut, 0, cut.length);
        JsonScanner scanner = first.freshScanner();
        assertTrue(scanner.feed(first.array(), first.start(), first.end()));
        assertFalse(scanner.isComplete());
        first.release();
        HeldBytes second = new HeldBytes(pool, LIMIT);
        second.add("[1]".getBytes(US_ASCII), 0, 3);
        assertSame(scanner, second.freshScanner(), "the pool has given it again");
        assertTrue(scanner.feed(second.array(), second.start(), second.end()));
        assertTrue(scanner.isComplete());
        assertFalse(second.freshScanner().isComplete(), "asked for anew it has seen nothing");
        second.release();
    }

    @Test
    void freshScannerWhenTheBodyBeforeWasNoneThenTheNextOneIsStillChecked() {
        byte[] broken = "}".getBytes(US_ASCII);
        HeldBytes first = new HeldBytes(pool, LIMIT);
        first.add(broken, 0, 1);
        assertFalse(first.freshScanner().feed(first.array(), first.start(), first.end()));
        first.release();
        HeldBytes second = new HeldBytes(pool, LIMIT);
        second.add(broken, 0, 1);
        assertFalse(second.freshScanner().feed(second.array(), second.start(), second.end()));
        second.clear();
        second.add("true".getBytes(US_ASCII), 0, 4);
        JsonScanner scanner = second.freshScanner();
        assertTrue(scanner.feed(second.array(), second.start(), second.end()) && scanner.isComplete());
        second.release();
    }
}
