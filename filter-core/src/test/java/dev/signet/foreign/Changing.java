package dev.signet.foreign;

import dev.signet.testing.StreamWrapper;
import jakarta.servlet.DispatcherType;
import jakarta.servlet.Filter;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletOutputStream;
import jakarta.servlet.ServletRequest;
import jakarta.servlet.ServletResponse;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.servlet.http.HttpServletResponseWrapper;
import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.util.zip.GZIPOutputStream;

/**
 * A filter in front that makes other bytes of those it is given, as the compressing filters of tutorials do:
 * {@code ?front=zip}, {@code zip-late}, {@code longer}. It leaves declared lengths alone, which the application does not
 * declare.
 */
public final class Changing implements Filter {

    /** What {@code longer} writes behind everything. */
    static final String MORE = "          \n";

    @Override
    public void doFilter(ServletRequest request, ServletResponse response, FilterChain chain)
            throws IOException, ServletException {
        String front = request.getParameter("front");
        if (front == null || request.getDispatcherType() != DispatcherType.REQUEST) { // as it is mapped by default
            chain.doFilter(request, response);
            return;
        }
        HttpServletResponse real = (HttpServletResponse) response;
        if (front.equals("wrapped")) {
            chain.doFilter(request, new HttpServletResponseWrapper(real));
            return;
        }
        if (front.equals("zip")) {
            real.setHeader("Content-Encoding", "gzip");
        }
        Changed changed = new Changed(real, front);
        chain.doFilter(request, changed);
        changed.finish();
    }

    private static final class Changed extends HttpServletResponseWrapper {

        private final String front;
        private OutputStream changing;
        private ServletOutputStream stream;
        private PrintWriter writer;

        Changed(HttpServletResponse real, String front) {
            super(real);
            this.front = front;
        }

        private OutputStream changing() throws IOException {
            if (changing == null) {
                if (front.equals("zip-late")) {
                    ((HttpServletResponse) getResponse()).setHeader("Content-Encoding", "gzip");
                }
                OutputStream real = getResponse().getOutputStream();
                changing = front.startsWith("zip") ? new GZIPOutputStream(real, true) : new Longer(real);
            }
            return changing;
        }

        @Override
        public ServletOutputStream getOutputStream() throws IOException {
            if (stream == null) {
                stream = new StreamWrapper(changing());
            }
            return stream;
        }

        @Override
        public PrintWriter getWriter() throws IOException {
            if (writer == null) {
                writer = new PrintWriter(new OutputStreamWriter(changing(), StandardCharsets.UTF_8));
            }
            return writer;
        }

        void finish() throws IOException {
            if (writer != null) {
                writer.close();
            } else if (changing != null) {
                changing.close();
            }
        }
    }

    private static final class Longer extends FilterOutputStream {

        Longer(OutputStream real) {
            super(real);
        }

        @Override
        public void close() throws IOException {
            out.write(MORE.getBytes(StandardCharsets.US_ASCII));
            super.close();
        }
    }
}
