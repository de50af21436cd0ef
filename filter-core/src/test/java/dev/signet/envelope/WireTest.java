package dev.signet.envelope;

import static org.junit.jupiter.api.Assertions.assertEquals;

import jakarta.servlet.ServletOutputStream;
import jakarta.servlet.WriteListener;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.lang.reflect.Proxy;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

/** The wire beside a container that cannot be relied on to behave so whenever it is asked. */
class WireTest {

    /** Calls its listener while that is still being set, as Open Liberty may, and is not ready then. */
    private static final class EagerStream extends ServletOutputStream {

        private final StringBuilder taken = new StringBuilder();
        private boolean ready;

        @Override
        public void setWriteListener(WriteListener listener) {
            try {
                listener.onWritePossible();
            } catch (IOException e) {
                listener.onError(e);
            }
        }

        @Override
        public boolean isReady() {
            return ready;
        }

        @Override
        public void write(int b) {
            throw new UnsupportedOperationException("by the array");
        }

        @Override
        public void write(byte[] bytes) throws IOException {
            if (!ready) {
                throw new IllegalStateException("not ready");
            }
            taken.append(new String(bytes, StandardCharsets.UTF_8));
        }

        @Override
        public void write(byte[] bytes, int offset, int count) throws IOException {
            write(java.util.Arrays.copyOfRange(bytes, offset, offset + count));
        }
    }

    @Test
    void writeWhenListenerIsOnlyJustBeingSetThenWaitsUntilTheContainerIsReady() throws IOException {
        EagerStream stream = new EagerStream();
        Wire wire = wireOf(responseOf(stream));

        wire.listen(new WriteListener() {
            @Override
            public void onWritePossible() throws IOException {
                wire.write("early".getBytes(StandardCharsets.UTF_8), 0, 5);
            }

            @Override
            public void onError(Throwable thrown) {
                throw new AssertionError(thrown);
            }
        });

        assertEquals("", stream.taken.toString());
        stream.ready = true;
        wire.drain();
        assertEquals("early", stream.taken.toString());
    }

    private static HttpServletResponse responseOf(ServletOutputStream stream) {
        return (HttpServletResponse) Proxy.newProxyInstance(
                WireTest.class.getClassLoader(),
                new Class<?>[] {HttpServletResponse.class},
                (proxy, method, arguments) -> {
                    if (method.getName().equals("getOutputStream")) {
                        return stream;
                    }
                    throw new UnsupportedOperationException(method.getName());
                });
    }

    private static Wire wireOf(HttpServletResponse response) {
        return new Wire(response, new Turn(), ContainerWays.of(response, null), null);
    }
}
