package org.talanoa.door.socket;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.tomcat.servlet.TomcatServletWebServerFactory;
import org.springframework.boot.web.server.WebServerFactoryCustomizer;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.http.HttpStatus;
import org.springframework.http.server.ServerHttpRequest;
import org.springframework.http.server.ServerHttpResponse;
import org.springframework.http.server.ServletServerHttpRequest;
import org.springframework.web.socket.WebSocketExtension;
import org.springframework.web.socket.WebSocketHandler;
import org.springframework.web.socket.config.annotation.EnableWebSocket;
import org.springframework.web.socket.config.annotation.WebSocketConfigurer;
import org.springframework.web.socket.config.annotation.WebSocketHandlerRegistry;
import org.springframework.web.socket.server.HandshakeInterceptor;
import org.springframework.web.socket.server.standard.ServletServerContainerFactoryBean;
import org.springframework.web.socket.server.support.DefaultHandshakeHandler;
import org.talanoa.door.Credential;
import org.talanoa.door.Doors;
import org.talanoa.door.Visitors;

/** Opens {@code /live} to pages of ours and to programs with a token. */
@Configuration
@EnableWebSocket
class LiveSocketConfiguration implements WebSocketConfigurer {
  private final LiveSocket socket;
  private final Visitors visitors;

  LiveSocketConfiguration(LiveSocket socket, Visitors visitors) {
    this.socket = socket;
    this.visitors = visitors;
  }

  @Override
  public void registerWebSocketHandlers(WebSocketHandlerRegistry registry) {
    registry
        .addHandler(socket, "/live")
        .setAllowedOriginPatterns("*")
        .setHandshakeHandler(new Uncompressed())
        .addInterceptors(new Origins());
  }

  /** Small buffers: a long frame arrives in pieces, and a thousand readers wait at little cost. */
  @Bean
  ServletServerContainerFactoryBean webSocketContainer() {
    var container = new ServletServerContainerFactoryBean();
    container.setMaxTextMessageBufferSize(256);
    container.setMaxBinaryMessageBufferSize(128);
    return container;
  }

  /** A connection keeps these two for as long as it is open. */
  @Bean
  WebServerFactoryCustomizer<TomcatServletWebServerFactory> smallSocketBuffers() {
    return server ->
        server.addConnectorCustomizers(connector -> {
          connector.setProperty("socket.appReadBufSize", "2048");
          connector.setProperty("socket.appWriteBufSize", "4096");
        });
  }

  /** Compression would encode every frame anew for every reader. */
  private static final class Uncompressed extends DefaultHandshakeHandler {
    Uncompressed() {
      setSupportedProtocols(LiveSocket.VERSIONS.toArray(String[]::new));
    }

    @Override
    protected List<WebSocketExtension> filterRequestedExtensions(
        ServerHttpRequest request,
        List<WebSocketExtension> requested,
        List<WebSocketExtension> supported) {
      return List.of();
    }
  }

  /** A browser's handshake has to come from a page of ours. */
  private final class Origins implements HandshakeInterceptor {
    @Override
    public boolean beforeHandshake(
        ServerHttpRequest request,
        ServerHttpResponse response,
        WebSocketHandler handler,
        Map<String, Object> attributes) {
      if (!(request instanceof ServletServerHttpRequest servlet)) {
        return false;
      }
      var origin = request.getHeaders().getOrigin();
      var credential = visitors.credential(servlet.getServletRequest());
      var ours = origin != null && Doors.isOurs(origin, servlet.getServletRequest());
      var program =
          origin == null && credential.filter(Credential.Browser.class::isInstance).isEmpty();
      if (!ours && !program) {
        response.setStatusCode(HttpStatus.FORBIDDEN);
        return false;
      }
      attributes.put(LiveSocket.ADDRESS, servlet.getServletRequest().getRemoteAddr());
      credential.ifPresent(shown -> attributes.put(LiveSocket.CREDENTIAL, shown));
      return true;
    }

    @Override
    public void afterHandshake(
        ServerHttpRequest request,
        ServerHttpResponse response,
        WebSocketHandler handler,
        @Nullable Exception failure) {
      // Nothing to add.
    }
  }
}
