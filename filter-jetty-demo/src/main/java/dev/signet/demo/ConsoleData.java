package dev.signet.demo;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.List;

/**
 * Tells the console of this demo what no other console is told: the clients with their secrets, and a token that has expired.
 * They are worth nothing outside this run, which only this machine can call.
 */
final class ConsoleData extends HttpServlet {

    /** In the place of what the portal answers there. */
    static final String PATH = "/open/console.json";

    /** In which proxies say that they are some; behind one, everybody seems to be on this machine. */
    private static final List<String> OF_PROXIES = List.of("Forwarded", "X-Forwarded-For", "X-Real-IP", "Via");

    private static final long serialVersionUID = 1L;

    private final transient Credentials credentials;
    private final boolean swaggerUi;

    ConsoleData(Credentials credentials, boolean swaggerUi) {
        this.credentials = credentials;
        this.swaggerUi = swaggerUi;
    }

    @Override
    protected void doGet(HttpServletRequest request, HttpServletResponse response) throws IOException {
        if (OF_PROXIES.stream().anyMatch(name -> request.getHeader(name) != null)) {
            response.sendError(HttpServletResponse.SC_NOT_FOUND); // as the portal answers
            return;
        }
        ObjectNode data = new ObjectMapper().createObjectNode();
        data.put("webapp", "../")
                .put("below", "")
                .put("tokenPath", "/api/token")
                .put("requestId", "X-Request-Id")
                .put("swaggerUi", swaggerUi);
        data.put("expired", credentials.expiredToken());
        data.putArray("clients")
                .add(data.objectNode().put("appKey", "partner").put("appSecret", credentials.partnerSecret()))
                .add(data.objectNode().put("appKey", "boss").put("appSecret", credentials.bossSecret()));
        response.setContentType("application/json");
        response.setHeader("Cache-Control", "no-store");
        response.getOutputStream().write(data.toString().getBytes(UTF_8));
    }
}
