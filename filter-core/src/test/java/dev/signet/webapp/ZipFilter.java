package dev.signet.webapp;

import dev.signet.testing.StreamWrapper;
import jakarta.servlet.Filter;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletOutputStream;
import jakarta.servlet.ServletRequest;
import jakarta.servlet.ServletResponse;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.servlet.http.HttpServletResponseWrapper;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;

/** The compressing filter that many webapps have. */
final class ZipFilter implements Filter {

    private final boolean always;

    /** With {@code always}, whether or not the caller offers to unzip. */
    ZipFilter(boolean always) {
        this.always = always;
    }

    static String unzipped(byte[] bytes) throws IOException {
        try (GZIPInputStream in = new GZIPInputStream(new ByteArrayInputStream(bytes))) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    @Override
    public void doFilter(ServletRequest request, ServletResponse response, FilterChain chain)
            throws IOException, ServletException {
        String offered = ((HttpServletRequest) request).getHeader("Accept-Encoding");
        if (!always && (offered == null || !offered.contains("gzip"))) {
            chain.doFilter(request, response);
            return;
        }
        HttpServletResponse real = (HttpServletResponse) response;
        real.setHeader("Content-Encoding", "gzip");
        ServletOutputStream stream = new StreamWrapper(new GZIPOutputStream(real.getOutputStream()));
        chain.doFilter(request, new HttpServletResponseWrapper(real) {
            @Override
            public ServletOutputStream getOutputStream() {
                return stream;
            }

            @Override
            public void setContentLengthLong(long length) {}

            @Override
            public void setContentLength(int length) {}
        });
        stream.close();
    }
}
