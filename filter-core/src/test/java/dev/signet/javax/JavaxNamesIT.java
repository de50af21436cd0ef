package dev.signet.javax;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.lang.reflect.Method;
import java.net.URLClassLoader;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Who made an exception, where the packages of the servlet API begin like those of the JDK. */
class JavaxNamesIT {

    @ParameterizedTest
    @CsvSource({
        "javax.servlet.http.HttpServlet, org.apache.catalina.core.ApplicationFilterChain, false",
        "javax.xml.parsers.SAXParser, org.apache.catalina.core.ApplicationFilterChain, true",
        "org.apache.catalina.connector.Request, com.acme.Orders, true"
    })
    void exceptionWhenTheServletApiThrowsThenItIsNoContainers(String thrower, String caller, boolean expected)
            throws Exception {
        try (URLClassLoader loader =
                new URLClassLoader("javax", JavaxServer.urls("javax-tomcat-9"), ClassLoader.getPlatformClassLoader())) {
            Method isContainer =
                    loader.loadClass("dev.signet.envelope.Thrower").getDeclaredMethod("isContainer", Throwable.class);
            isContainer.setAccessible(true);
            IllegalArgumentException thrown = new IllegalArgumentException();
            thrown.setStackTrace(new StackTraceElement[] {
                new StackTraceElement(thrower, "any", null, -1), new StackTraceElement(caller, "any", null, -1)
            });

            assertEquals(expected, isContainer.invoke(null, thrown));
        }
    }
}
