package dev.signet.bench.load;

import jakarta.servlet.Filter;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletRequest;
import jakarta.servlet.ServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;

/** The least that an envelope can cost: a prefix and a suffix around the stream, and no question asked. */
final class FloorFilter implements Filter {

    private static final byte[] PREFIX = "{\"code\":1,\"message\":\"成功\",\"data\":".getBytes(StandardCharsets.UTF_8);

    @Override
    public void doFilter(ServletRequest request, ServletResponse response, FilterChain chain)
            throws IOException, ServletException {
        response.getOutputStream().write(PREFIX);
        chain.doFilter(request, response);
        response.getOutputStream().write(suffix());
    }

    static byte[] suffix() {
        return (",\"timestamp\":\"" + System.currentTimeMillis() + "\"}").getBytes(StandardCharsets.US_ASCII);
    }

    static byte[] prefix() {
        return PREFIX.clone();
    }
}
