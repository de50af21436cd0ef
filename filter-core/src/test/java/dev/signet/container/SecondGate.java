package dev.signet.container;

import dev.signet.SignetConfig;
import dev.signet.SignetFilter;
import dev.signet.TokenCheck;
import jakarta.servlet.DispatcherType;
import jakarta.servlet.Filter;
import jakarta.servlet.FilterChain;
import jakarta.servlet.RequestDispatcher;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletRequest;
import jakarta.servlet.ServletResponse;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;

/** Another filter of Signet's with a key and a check of its own, as it were mapped to {@code /admin/*} alone. */
public final class SecondGate implements Filter {

    static final String SECRET = "kW8vQ3nYcR7pLz2sXe5uTb9mHg4jDf6a";

    private final SignetFilter filter = new SignetFilter(SignetConfig.builder()
            .set("jwt.secret", SECRET)
            .tokenCheck((token, request) ->
                    "gone".equals(token.principal()) ? TokenCheck.Outcome.REVOKED : TokenCheck.Outcome.FINE)
            .build());

    @Override
    public void doFilter(ServletRequest request, ServletResponse response, FilterChain chain)
            throws IOException, ServletException {
        Object included = request.getAttribute(RequestDispatcher.INCLUDE_SERVLET_PATH);
        Object path = request.getDispatcherType() == DispatcherType.INCLUDE && included != null
                ? included + String.valueOf(request.getAttribute(RequestDispatcher.INCLUDE_PATH_INFO))
                : ((HttpServletRequest) request).getServletPath() + ((HttpServletRequest) request).getPathInfo();
        if (path.toString().startsWith("/admin/")) {
            filter.doFilter(request, response, chain);
        } else {
            chain.doFilter(request, response);
        }
    }
}
