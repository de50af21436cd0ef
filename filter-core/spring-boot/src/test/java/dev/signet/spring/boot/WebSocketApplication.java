package dev.signet.spring.boot;

import java.security.Principal;
import org.springframework.context.annotation.Configuration;
import org.springframework.web.socket.TextMessage;
import org.springframework.web.socket.WebSocketSession;
import org.springframework.web.socket.config.annotation.EnableWebSocket;
import org.springframework.web.socket.config.annotation.WebSocketConfigurer;
import org.springframework.web.socket.config.annotation.WebSocketHandlerRegistry;
import org.springframework.web.socket.handler.TextWebSocketHandler;

/** An endpoint that greets. */
@Configuration(proxyBeanMethods = false)
@EnableWebSocket
class WebSocketApplication implements WebSocketConfigurer {

    @Override
    public void registerWebSocketHandlers(WebSocketHandlerRegistry registry) {
        registry.addHandler(
                new TextWebSocketHandler() {
                    @Override
                    public void afterConnectionEstablished(WebSocketSession session) throws Exception {
                        Principal caller = session.getPrincipal();
                        session.sendMessage(new TextMessage("hello " + (caller == null ? "?" : caller.getName())));
                    }
                },
                "/ws");
    }
}
