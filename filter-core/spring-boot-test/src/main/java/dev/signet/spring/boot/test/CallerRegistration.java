package dev.signet.spring.boot.test;

import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.core.Ordered;
import org.springframework.core.PriorityOrdered;

/** In front of Signet, which has the same precedence, because it is there before the beans of the application are. */
final class CallerRegistration extends FilterRegistrationBean<CallerFilter> implements PriorityOrdered {

    CallerRegistration() {
        super(new CallerFilter());
        setName(SignetContextCustomizer.CALLER);
        addUrlPatterns("/*");
        setOrder(Ordered.HIGHEST_PRECEDENCE);
    }
}
