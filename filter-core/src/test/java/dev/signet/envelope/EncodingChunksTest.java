package dev.signet.envelope;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertNotSame;
import static org.junit.jupiter.api.Assertions.assertSame;

import java.util.Arrays;
import org.junit.jupiter.api.Test;

class EncodingChunksTest {

    private final EncodingChunks chunks = new EncodingChunks();

    @Test
    void takeWhenOneCameBackThenIsThatOneAndEmpty() {
        byte[] first = chunks.take();
        Arrays.fill(first, (byte) 'x');
        chunks.give(first);
        byte[] second = chunks.take();
        assertSame(first, second);
        assertArrayEquals(new byte[first.length], second);
    }

    @Test
    void takeWhenNoneCameBackThenIsAnother() {
        assertNotSame(chunks.take(), chunks.take());
    }

    @Test
    void takeWhenOneCameBackThenNobodyElseGetsIt() {
        byte[] first = chunks.take();
        chunks.give(first);
        assertSame(first, chunks.take());
        assertNotSame(first, chunks.take());
    }
}
