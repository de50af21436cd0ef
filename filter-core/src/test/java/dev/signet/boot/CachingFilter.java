package dev.signet.boot;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.springframework.web.filter.OncePerRequestFilter;
import org.springframework.web.util.ContentCachingResponseWrapper;
import org.springframework.web.util.WebUtils;

/** The filter that many teams have to log bodies: holds the whole answer and hands it on at the end. */
final class CachingFilter extends OncePerRequestFilter {

    @Override
    protected boolean shouldNotFilterAsyncDispatch() {
        return false;
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws IOException, ServletException {
        ContentCachingResponseWrapper caching =
                WebUtils.getNativeResponse(response, ContentCachingResponseWrapper.class);
        HttpServletResponse wrapped = response;
        if (caching == null) {
            caching = new ContentCachingResponseWrapper(response);
            wrapped = caching;
        }
        try {
            chain.doFilter(request, wrapped);
        } finally {
            if (!isAsyncStarted(request)) {
                caching.copyBodyToResponse();
            }
        }
    }
}
