package dev.signet.container;

import jakarta.servlet.ServletOutputStream;
import java.io.IOException;
import java.lang.reflect.InvocationTargetException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/** Writes through Servlet 6.1's {@code write(ByteBuffer)} where the container has it. */
final class Buffers {

    private Buffers() {}

    static void write(ServletOutputStream out, String text) throws IOException {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        int half = bytes.length / 2;
        ByteBuffer direct = ByteBuffer.allocateDirect(half).put(bytes, 0, half).flip();
        for (ByteBuffer buffer : new ByteBuffer[] {direct, ByteBuffer.wrap(bytes, half, bytes.length - half)}) {
            try {
                ServletOutputStream.class.getMethod("write", ByteBuffer.class).invoke(out, buffer);
            } catch (NoSuchMethodException e) {
                byte[] rest = new byte[buffer.remaining()];
                buffer.get(rest);
                out.write(rest);
            } catch (IllegalAccessException | InvocationTargetException e) {
                throw new IOException(e);
            }
            if (buffer.hasRemaining()) {
                throw new IOException("the buffer was not emptied");
            }
        }
    }
}
