package dev.signet.spring.boot.test;

import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationContext;
import org.springframework.core.annotation.AnnotatedElementUtils;
import org.springframework.test.context.TestContext;
import org.springframework.test.context.TestContextAnnotationUtils;
import org.springframework.test.context.support.AbstractTestExecutionListener;

/** Knows which application a test is about, and who calls it. */
final class SignetTestExecutionListener extends AbstractTestExecutionListener {

    @Override
    public void prepareTestInstance(TestContext test) {
        ApplicationUnderTest.is(bean(test, SignetContextCustomizer.KEYS, ReplacedKeys.class));
    }

    @Override
    public void beforeTestMethod(TestContext test) {
        prepareTestInstance(test);
        WithSignet with = AnnotatedElementUtils.findMergedAnnotation(test.getTestMethod(), WithSignet.class);
        if (with == null) {
            with = TestContextAnnotationUtils.findMergedAnnotation(test.getTestClass(), WithSignet.class);
        }
        if (with != null) {
            call(
                    test,
                    SignetTokens.of(with.value())
                            .scope(with.scopes())
                            .role(with.roles())
                            .bearer());
        }
    }

    @Override
    public void afterTestMethod(TestContext test) {
        call(test, null);
    }

    @Override
    public void afterTestClass(TestContext test) {
        ApplicationUnderTest.is(null);
    }

    private static void call(TestContext test, @Nullable String bearer) {
        CallerRegistration caller = bean(test, SignetContextCustomizer.CALLER, CallerRegistration.class);
        if (caller != null && caller.getFilter() != null) {
            caller.getFilter().callsWith(bearer);
        }
    }

    private static <T> @Nullable T bean(TestContext test, String name, Class<T> type) {
        if (!test.hasApplicationContext()) {
            return null;
        }
        ApplicationContext context = test.getApplicationContext();
        return context.containsBean(name) ? context.getBean(name, type) : null;
    }
}
