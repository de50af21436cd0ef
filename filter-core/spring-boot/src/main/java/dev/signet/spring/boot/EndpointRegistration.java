package dev.signet.spring.boot;

import jakarta.servlet.Servlet;
import jakarta.servlet.ServletContext;
import jakarta.servlet.ServletRegistration;
import org.springframework.boot.web.servlet.ServletRegistrationBean;

/** An endpoint at its path, which starts with the application, since only then its log lines come at the start. */
final class EndpointRegistration<T extends Servlet> extends ServletRegistrationBean<T> {

    private final SignetParts parts;

    EndpointRegistration(T servlet, Endpoint endpoint, SignetParts parts) {
        super(servlet, parts.mapping(endpoint));
        this.parts = parts;
        setName(endpoint.bean());
        setInitParameters(parts.parameters(endpoint));
        setAsyncSupported(true);
        setLoadOnStartup(1);
    }

    @Override
    protected ServletRegistration.Dynamic addRegistration(String description, ServletContext servletContext) {
        parts.handOver(servletContext);
        parts.tell(servletContext);
        return super.addRegistration(description, servletContext);
    }
}
