package dev.signet.spring.boot;

import dev.signet.SignetFilter;
import jakarta.servlet.DispatcherType;
import jakarta.servlet.FilterRegistration;
import jakarta.servlet.ServletContext;
import java.util.EnumSet;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.core.Ordered;
import org.springframework.core.PriorityOrdered;

/**
 * The filter, in front of all others of the application: what is {@link PriorityOrdered} stands before whatever is only
 * ordered, even one with the highest precedence.
 */
final class SignetFilterRegistration extends FilterRegistrationBean<SignetFilter> implements PriorityOrdered {

    private final SignetParts parts;

    SignetFilterRegistration(SignetParts parts) {
        super(parts.filter());
        this.parts = parts;
        setName(Endpoint.FILTER_BEAN);
        addUrlPatterns("/*");
        addServletNames("*"); // dispatches by servlet name
        setDispatcherTypes(EnumSet.allOf(DispatcherType.class));
        setAsyncSupported(true);
        setOrder(Ordered.HIGHEST_PRECEDENCE);
    }

    @Override
    protected FilterRegistration.Dynamic addRegistration(String description, ServletContext servletContext) {
        parts.handOver(servletContext);
        return super.addRegistration(description, servletContext);
    }
}
