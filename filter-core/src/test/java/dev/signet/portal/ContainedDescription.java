package dev.signet.portal;

import jakarta.servlet.http.Cookie;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;

/** Describes itself with everything that an application may do to its response, and with what it was asked. */
public final class ContainedDescription extends HttpServlet {

    private static final long serialVersionUID = 1;

    @Override
    protected void doGet(HttpServletRequest request, HttpServletResponse response) throws IOException {
        String text =
                "{\"openapi\":\"3.0.3\",\"info\":{\"title\":\"订单\",\"version\":\"" + request.getParameter("group") + " "
                        + request.getHeader("Authorization") + " " + request.getRequestURI()
                        + "\"},\"paths\":{\"/orders\":{\"get\":{\"responses\":{\"200\":{\"description\":\"x\"}}}}}}";
        response.reset();
        response.setContentType("application/json;charset=GBK");
        response.addCookie(new Cookie("inside", "1"));
        response.setHeader("Inside", "1");
        response.setContentLength(7);
        response.getWriter().write(text);
        response.flushBuffer();
        response.getWriter().close();
    }
}
