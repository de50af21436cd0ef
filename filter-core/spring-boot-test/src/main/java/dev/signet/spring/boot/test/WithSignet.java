package dev.signet.spring.boot.test;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Inherited;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * All calls of a test that have no {@code Authorization} header are made with a token, by MockMvc and to a running port; like
 * {@code @WithSignet(value = "acme", scopes = "orders:write")}. On a method it takes the place of one on the class.
 *
 * <p>Not for tests that call one application at the same time.
 */
@Documented
@Inherited
@Target({ElementType.METHOD, ElementType.TYPE})
@Retention(RetentionPolicy.RUNTIME)
public @interface WithSignet {

    /** {@return whom the token names} */
    String value() default "test";

    /** {@return its scopes} */
    String[] scopes() default {};

    /** {@return its roles} */
    String[] roles() default {};
}
