package dev.signet.framework;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.apache.struts2.ActionSupport;
import org.apache.struts2.ServletActionContext;

/** Actions that write their answer themselves, as many do for scripts. */
public class StrutsOwn extends ActionSupport {

    private static final long serialVersionUID = 1;

    private static HttpServletResponse response() {
        return ServletActionContext.getResponse();
    }

    public String json() throws IOException {
        response().setContentType("application/json;charset=UTF-8");
        response().getWriter().write("{\"own\":\"自己\"}");
        response().getWriter().flush();
        return NONE;
    }

    public String text() throws IOException {
        response().getWriter().write("{\"own\":1}");
        return NONE;
    }

    public String refused() throws IOException {
        response().setStatus(409);
        response().setContentType("application/json;charset=UTF-8");
        response().getWriter().write("{\"state\":\"已发货\"}");
        response().getWriter().close();
        return NONE;
    }

    public String sent() throws IOException {
        response().sendError(403, "jdbc:secret");
        return NONE;
    }

    public String halfway() throws IOException {
        response().setContentType("application/json;charset=UTF-8");
        response().getWriter().write("{\"own\":");
        response().flushBuffer();
        throw new IllegalStateException("jdbc:secret");
    }

    /** A version by hand: known to the caller, or what his change is based on. */
    public String version() throws IOException {
        HttpServletRequest request = ServletActionContext.getRequest();
        response().setHeader("ETag", "\"v1\"");
        if ("\"v1\"".equals(request.getHeader("If-None-Match"))) {
            response().setStatus(304);
            return NONE;
        }
        String based = request.getHeader("If-Match");
        if (based != null && !based.equals("\"v1\"")) {
            response().setStatus(412);
            return NONE;
        }
        return json();
    }
}
