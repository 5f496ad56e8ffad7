package org.talanoa.door.socket;

import jakarta.websocket.RemoteEndpoint;
import jakarta.websocket.SendHandler;
import jakarta.websocket.SendResult;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.springframework.web.socket.CloseStatus;
import org.springframework.web.socket.PingMessage;
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

  /** Frames that fit in the container's buffer go out together as one message of one piece. */
  private static final int TOGETHER = 8 * 1_024;

  private final WebSocketSession session;
  private final String address;
  private final RemoteEndpoint.Async remote;
  private final Consumer<Line> gone;
  private final Map<String, String> subscriptions = new ConcurrentHashMap<>();
  private final Deque<Waiting> queue = new ArrayDeque<>();
  private @Nullable Credential credential;
  private int waiting;
  private boolean sending;
  private boolean handling;
  private boolean closed;
  private @Nullable CloseStatus afterwards;
  private volatile long heard = System.nanoTime();
  private volatile long sent = System.nanoTime();
  private volatile long due = System.nanoTime();
  private volatile boolean frameDue = true;
  private final AtomicBoolean pinging = new AtomicBoolean();

  private record Waiting(String destination, String frame) {}

  /**
   * @param address where the connection comes from
   * @param gone told once, at the moment this line is closed from here, however long the other end
   *     takes to notice
   */
  Line(WebSocketSession session, String address, Duration sending, Consumer<Line> gone) {
    this.session = session;
    this.address = address;
    this.gone = gone;
    var natives = (StandardWebSocketSession) session;
    this.remote = natives.getNativeSession().getAsyncRemote();
    this.remote.setSendTimeout(sending.toMillis());
  }

  String id() {
    return session.getId();
  }

  String address() {
    return address;
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

  /** A frame was begun, or none is any more; the first one is due from the beginning. */
  void frameBegun(boolean begun) {
    if (begun && !frameDue) {
      due = System.nanoTime();
    }
    frameDue = begun;
  }

  /** For how long a frame has been due that is not whole yet. */
  long dueFor() {
    return frameDue ? System.nanoTime() - due : 0;
  }

  /** Asks the other end's WebSocket to answer, which is being heard of. Does not wait for it. */
  void ping() {
    if (pinging.compareAndSet(false, true)) {
      Thread.ofVirtual()
          .start(() -> {
            try {
              session.sendMessage(new PingMessage());
            } catch (IOException | IllegalStateException _) {
              // Whoever does not answer is missed soon.
            } finally {
              pinging.set(false);
            }
          });
    }
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
      if (closed || afterwards != null) {
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

  /** Says this as the last thing and closes. */
  void close(String last, CloseStatus status) {
    synchronized (queue) {
      if (closed || afterwards != null) {
        return;
      }
      queue.add(new Waiting("", last));
      waiting += last.length();
      afterwards = status;
    }
    flush();
  }

  /** Whether anything more can be said and done here. */
  boolean lasts() {
    synchronized (queue) {
      return !closed && afterwards == null;
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

  /** Ends a subscription and takes back what still waits for it; false where there is none. */
  boolean end(String destination) {
    var ended = subscriptions.remove(destination) != null;
    synchronized (queue) {
      queue.removeIf(entry -> {
        var gone = entry.destination().equals(destination);
        waiting -= gone ? entry.frame().length() : 0;
        return gone;
      });
    }
    return ended;
  }

  private void pump() {
    while (true) {
      String next;
      CloseStatus ending;
      synchronized (queue) {
        if (handling) {
          return;
        }
        next = closed ? null : taken();
        sending = next != null;
        handling = sending;
        ending = afterwards;
      }
      if (next == null) {
        if (ending != null) {
          close(ending);
        }
        return;
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
    gone.accept(this);
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
