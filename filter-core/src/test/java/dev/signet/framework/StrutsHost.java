package dev.signet.framework;

import jakarta.servlet.DispatcherType;
import jakarta.servlet.Servlet;
import jakarta.servlet.ServletContainerInitializer;
import jakarta.servlet.ServletContext;
import jakarta.servlet.ServletException;
import java.util.Set;
import org.apache.struts2.dispatcher.filter.StrutsPrepareAndExecuteFilter;

/** A Struts application with JSP and FreeMarker pages. */
public final class StrutsHost extends FrameworkHost {

    @Override
    void register(ServletContext context) {
        add(context, new StrutsPrepareAndExecuteFilter(), DispatcherType.REQUEST, DispatcherType.FORWARD)
                .setInitParameter("config", "struts-default.xml,struts-plugin.xml,dev/signet/framework/struts.xml");
        add(context, jsp(context), "*.jsp");
    }

    /** The JSP engine, which is on this application's class path only. */
    private static Servlet jsp(ServletContext context) {
        try {
            ((ServletContainerInitializer) made("org.apache.jasper.servlet.JasperInitializer"))
                    .onStartup(Set.of(), context);
            return (Servlet) made("org.apache.jasper.servlet.JspServlet");
        } catch (ReflectiveOperationException | ServletException e) {
            throw new IllegalStateException(e);
        }
    }

    private static Object made(String name) throws ReflectiveOperationException {
        return Class.forName(name).getDeclaredConstructor().newInstance();
    }
}
