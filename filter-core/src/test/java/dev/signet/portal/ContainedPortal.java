package dev.signet.portal;

import jakarta.servlet.ServletConfig;
import jakarta.servlet.ServletContext;
import java.util.Collections;
import java.util.Enumeration;
import java.util.Map;

/** A portal with init-params of its own, for containers that are told nothing but the name of a class. */
public final class ContainedPortal extends PortalServlet {

    private static final long serialVersionUID = 1;

    private static final Map<String, String> PARAMETERS = Map.of("portal.openapi", "/docs/v3?group=partner");

    @Override
    public void init(ServletConfig config) {
        super.init(new ServletConfig() {
            @Override
            public String getServletName() {
                return config.getServletName();
            }

            @Override
            public ServletContext getServletContext() {
                return config.getServletContext();
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
