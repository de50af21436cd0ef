package dev.signet.browser;

import jakarta.servlet.FilterConfig;
import jakarta.servlet.ServletContext;
import jakarta.servlet.ServletException;
import java.util.Collections;
import java.util.Enumeration;
import java.util.Map;
import org.apache.catalina.filters.CorsFilter;

/** Tomcat's own CORS filter, which adds its headers to those that are there. */
public final class TomcatCors extends CorsFilter {

    private static final long serialVersionUID = 1L;

    private static final Map<String, String> PARAMETERS = Map.of(
            "cors.allowed.origins",
            "https://shop.acme.com",
            "cors.support.credentials",
            "true",
            "cors.exposed.headers",
            "X-Request");

    /** Made by the container. */
    public TomcatCors() {}

    @Override
    public void init(FilterConfig given) throws ServletException {
        super.init(new FilterConfig() {
            @Override
            public String getFilterName() {
                return given.getFilterName();
            }

            @Override
            public ServletContext getServletContext() {
                return given.getServletContext();
            }

            @Override
            public String getInitParameter(String name) {
                return PARAMETERS.get(name);
            }

            @Override
            public Enumeration<String> getInitParameterNames() {
                return Collections.enumeration(PARAMETERS.keySet());
            }
        });
    }
}
