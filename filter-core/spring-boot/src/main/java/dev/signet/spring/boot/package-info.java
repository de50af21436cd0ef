/**
 * Signet in a Spring Boot application: {@code signet.*} in {@code application.yml} and beans of the application, instead of
 * {@code web.xml}. The same classes run with Boot 3.3 and later, and with Boot 4.
 */
@NullMarked
package dev.signet.spring.boot;

import org.jspecify.annotations.NullMarked;
