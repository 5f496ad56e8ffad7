package org.talanoa.door.socket;

import jakarta.websocket.RemoteEndpoint;
import jakarta.websocket.SendHandler;
import jakarta.websocket.SendResult;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import org.springframework.web.socket.CloseStatus;
import org.springframework.web.socket.WebSocketSession;
import org.springframework.web.socket.adapter.standard.StandardWebSocketSession;
import org.talanoa.door.Credential;

/**
 * One connection: sends without blocking, one frame after the other, from a bounded queue. A reader
 * that does not keep up is disconnected and catches up by revision. Thread safe.
 */
final class Line implements SendHandler {
  /** The most characters that may wait for one reader. */
  static final int MOST_WAITING = 1 << 20;

  private static final long SEND_TIMEOUT_MILLIS = 10_000;

  /** Frames that fit in the container's buffer go out together as one message of one piece. */
  private static final int TOGETHER = 8 * 1_024;

  private final WebSocketSession session;
  private final RemoteEndpoint.Async remote;
  private final Map<String, String> subscriptions = new ConcurrentHashMap<>();
  private final Deque<Waiting> queue = new ArrayDeque<>();
  private @Nullable Credential credential;
  private int waiting;
  private boolean sending;
  private boolean handling;
  private boolean closed;
  private volatile long heard = System.nanoTime();
  private volatile long sent = System.nanoTime();

  private record Waiting(String destination, String frame) {}

  Line(WebSocketSession session) {
    this.session = session;
    var natives = (StandardWebSocketSession) session;
    this.remote = natives.getNativeSession().getAsyncRemote();
    this.remote.setSendTimeout(SEND_TIMEOUT_MILLIS);
  }

  String id() {
    return session.getId();
  }

  void connectedAs(Credential who) {
    this.credential = who;
  }

  Optional<Credential> credential() {
    return Optional.ofNullable(credential);
  }

  /** The subscription's id by its destination. */
  Map<String, String> subscriptions() {
    return subscriptions;
  }

  void hear() {
    heard = System.nanoTime();
  }

  long silentFor() {
    return System.nanoTime() - heard;
  }

  long idleFor() {
    return System.nanoTime() - sent;
  }

  /** Queues a frame that concerns no subscription. */
  void send(String frame) {
    send("", frame);
  }

  /** Queues a frame of a subscription. */
  void send(String destination, String frame) {
    hold(destination, frame);
    flush();
  }

  /** Queues a frame of a subscription that goes out with the next one, or when flushed. */
  void hold(String destination, String frame) {
    int length;
    synchronized (queue) {
      if (closed) {
        return;
      }
      waiting += frame.length();
      length = waiting;
      queue.add(new Waiting(destination, frame));
    }
    if (length > MOST_WAITING) {
      close(CloseStatus.SESSION_NOT_RELIABLE);
    } else if (length > TOGETHER) {
      flush();
    }
  }

  /** Sends what is held. */
  void flush() {
    synchronized (queue) {
      if (sending || queue.isEmpty()) {
        return;
      }
      sending = true;
    }
    pump();
  }

  /** Ends a subscription and takes back what still waits for it. */
  void end(String destination) {
    subscriptions.remove(destination);
    synchronized (queue) {
      queue.removeIf(entry -> {
        var gone = entry.destination().equals(destination);
        waiting -= gone ? entry.frame().length() : 0;
        return gone;
      });
    }
  }

  private void pump() {
    while (true) {
      String next;
      synchronized (queue) {
        if (handling) {
          return;
        }
        next = closed ? null : taken();
        if (next == null) {
          sending = false;
          return;
        }
        handling = true;
      }
      sent = System.nanoTime();
      try {
        remote.sendText(next, this);
      } catch (IllegalStateException | IllegalArgumentException gone) {
        close(CloseStatus.SESSION_NOT_RELIABLE);
        return;
      }
    }
  }

  /** The next frames, several small ones as one. */
  private @Nullable String taken() {
    var first = queue.poll();
    if (first == null) {
      return null;
    }
    waiting -= first.frame().length();
    if (queue.isEmpty()) {
      return first.frame();
    }
    var together = new StringBuilder(first.frame());
    while (!queue.isEmpty() && together.length() + queue.element().frame().length() <= TOGETHER) {
      var next = queue.remove();
      waiting -= next.frame().length();
      together.append(next.frame());
    }
    return together.toString();
  }

  @Override
  public void onResult(SendResult result) {
    synchronized (queue) {
      handling = false;
    }
    if (result.isOK()) {
      pump();
    } else {
      close(CloseStatus.SESSION_NOT_RELIABLE);
    }
  }

  void close(CloseStatus status) {
    synchronized (queue) {
      if (closed) {
        return;
      }
      closed = true;
      queue.clear();
      waiting = 0;
    }
    Thread.ofVirtual().start(() -> closeQuietly(status));
  }

  private void closeQuietly(CloseStatus status) {
    try {
      session.close(status);
    } catch (IOException | IllegalStateException _) {
      // It is gone already.
    }
  }
}
