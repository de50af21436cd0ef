package dev.signet.bench.load;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import jakarta.servlet.Filter;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletRequest;
import jakarta.servlet.ServletResponse;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.springframework.web.util.ContentCachingResponseWrapper;

/** What teams write: the answer is held in Spring's wrapper, then spliced, or read and serialised once more. */
final class CachingFilter implements Filter {

    private final ObjectMapper mapper = new ObjectMapper();
    private final boolean reserialises;

    CachingFilter(boolean reserialises) {
        this.reserialises = reserialises;
    }

    @Override
    public void doFilter(ServletRequest request, ServletResponse response, FilterChain chain)
            throws IOException, ServletException {
        ContentCachingResponseWrapper cached = new ContentCachingResponseWrapper((HttpServletResponse) response);
        chain.doFilter(request, cached);
        byte[] body = cached.getContentAsByteArray();
        if (reserialises) {
            ObjectNode envelope = mapper.createObjectNode();
            envelope.put("code", 1).put("message", "成功").set("data", mapper.readTree(body));
            envelope.put("timestamp", Long.toString(System.currentTimeMillis()));
            byte[] whole = mapper.writeValueAsBytes(envelope);
            response.setContentLength(whole.length);
            response.getOutputStream().write(whole);
            return;
        }
        byte[] prefix = FloorFilter.prefix();
        byte[] suffix = FloorFilter.suffix();
        response.setContentLength(prefix.length + body.length + suffix.length);
        response.getOutputStream().write(prefix);
        response.getOutputStream().write(body);
        response.getOutputStream().write(suffix);
    }
}
