package dev.signet.foreign;

import jakarta.servlet.Filter;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletRequest;
import jakarta.servlet.ServletResponse;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;

/** In front of everything: says in a header that a file is left to Tomcat's connector, which sends the head as well. */
public final class SendfileNoted implements Filter {

    static final String HEADER = "X-Sendfile";

    @Override
    public void doFilter(ServletRequest request, ServletResponse response, FilterChain chain)
            throws IOException, ServletException {
        chain.doFilter(request, response);
        if (request.getAttribute("org.apache.tomcat.sendfile.filename") != null) {
            ((HttpServletResponse) response).setHeader(HEADER, "used");
        }
    }
}
