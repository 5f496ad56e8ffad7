package org.talanoa.bench;

import jakarta.websocket.DeploymentException;
import jakarta.websocket.Endpoint;
import jakarta.websocket.EndpointConfig;
import jakarta.websocket.RemoteEndpoint;
import jakarta.websocket.SendHandler;
import jakarta.websocket.SendResult;
import jakarta.websocket.Session;
import jakarta.websocket.server.ServerContainer;
import jakarta.websocket.server.ServerEndpointConfig;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.CopyOnWriteArrayList;
import org.apache.catalina.LifecycleException;
import org.apache.catalina.servlets.DefaultServlet;
import org.apache.catalina.startup.Tomcat;
import org.apache.tomcat.websocket.server.WsSci;

/**
 * What a broadcast costs at least on Tomcat: an endpoint without Spring, rights or storage that
 * sends each text to everybody, one WebSocket message each, without blocking.
 */
final class BareBroadcast implements AutoCloseable {
  private final Path directory;
  private final Tomcat tomcat = new Tomcat();
  private final List<Listener> listeners = new CopyOnWriteArrayList<>();

  BareBroadcast() throws IOException, LifecycleException, DeploymentException {
    this.directory = Directories.fresh();
    tomcat.setBaseDir(directory.toString());
    tomcat.setPort(0);
    tomcat.getConnector();
    var context = tomcat.addContext("", directory.toString());
    Tomcat.addServlet(context, "default", new DefaultServlet()).addMapping("/");
    context.addServletContainerInitializer(new WsSci(), null);
    tomcat.start();
    var container =
        (ServerContainer) context.getServletContext().getAttribute(ServerContainer.class.getName());
    container.addEndpoint(
        ServerEndpointConfig.Builder.create(Speaking.class, "/bare")
            .configurator(
                new ServerEndpointConfig.Configurator() {
                  @Override
                  public <T> T getEndpointInstance(Class<T> type) {
                    return type.cast(new Speaking(listeners));
                  }
                })
            .build());
  }

  int port() {
    return tomcat.getConnector().getLocalPort();
  }

  void tell(String text) {
    for (var listener : listeners) {
      listener.tell(text);
    }
  }

  private static final class Speaking extends Endpoint {
    private final List<Listener> listeners;

    Speaking(List<Listener> listeners) {
      this.listeners = listeners;
    }

    @Override
    public void onOpen(Session session, EndpointConfig configuration) {
      listeners.add(new Listener(session.getAsyncRemote()));
    }
  }

  private static final class Listener implements SendHandler {
    private final RemoteEndpoint.Async remote;
    private final Queue<String> waiting = new ArrayDeque<>();
    private boolean sending;

    Listener(RemoteEndpoint.Async remote) {
      this.remote = remote;
    }

    void tell(String text) {
      synchronized (waiting) {
        if (sending) {
          waiting.add(text);
          return;
        }
        sending = true;
      }
      remote.sendText(text, this);
    }

    @Override
    public void onResult(SendResult result) {
      String next;
      synchronized (waiting) {
        next = waiting.poll();
        sending = next != null;
      }
      if (next != null) {
        remote.sendText(next, this);
      }
    }
  }

  @Override
  public void close() throws IOException, LifecycleException {
    tomcat.stop();
    tomcat.destroy();
    Directories.delete(directory);
  }
}
