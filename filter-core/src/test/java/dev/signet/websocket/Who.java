package dev.signet.websocket;

import jakarta.websocket.OnOpen;
import jakarta.websocket.Session;
import jakarta.websocket.server.ServerEndpoint;
import java.io.IOException;

/** Says who has opened it. */
@ServerEndpoint("/ws/who")
public final class Who {

    /** A line, so that a client which knows no frames can read it. */
    @OnOpen
    public void open(Session session) throws IOException {
        String name = session.getUserPrincipal() == null
                ? "nobody"
                : session.getUserPrincipal().getName();
        session.getBasicRemote().sendText(name + "\n");
    }
}
