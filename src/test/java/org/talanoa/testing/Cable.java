package org.talanoa.testing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** Carries connections on loopback to another port; can be made to carry nothing for a while. */
public final class Cable implements AutoCloseable {
  private final ServerSocket entry;
  private final int to;
  private final Set<Socket> ends = ConcurrentHashMap.newKeySet();
  private final Object state = new Object();
  private boolean frozen;
  private volatile boolean cut;

  private Cable(ServerSocket entry, int to) {
    this.entry = entry;
    this.to = to;
    Thread.ofPlatform().name("cable").daemon().start(this::accept);
  }

  public static Cable to(int port) {
    try {
      return new Cable(new ServerSocket(0, 100, InetAddress.getLoopbackAddress()), port);
    } catch (IOException impossible) {
      throw new UncheckedIOException(impossible);
    }
  }

  public int port() {
    return entry.getLocalPort();
  }

  /** From now on connections are accepted and nothing passes, in no direction. */
  public void freeze() {
    synchronized (state) {
      frozen = true;
    }
  }

  /** What was held passes now. */
  public void thaw() {
    synchronized (state) {
      frozen = false;
      state.notifyAll();
    }
  }

  /** Ends all connections; new ones are ended at once. */
  public void cut() {
    cut = true;
    ends.forEach(Cable::close);
  }

  /** From now on connections are carried again. */
  public void mend() {
    cut = false;
  }

  private void accept() {
    while (!entry.isClosed()) {
      try {
        var near = entry.accept();
        if (cut) {
          close(near);
          continue;
        }
        ends.add(near);
        Thread.ofVirtual().start(() -> connect(near));
      } catch (IOException gone) {
        return;
      }
    }
  }

  private void connect(Socket near) {
    try {
      whenThawed();
      var far = new Socket(InetAddress.getLoopbackAddress(), to);
      ends.add(far);
      Thread.ofVirtual().start(() -> carry(near, far));
      carry(far, near);
    } catch (IOException refused) {
      close(near);
    }
  }

  private void carry(Socket from, Socket into) {
    try (from;
        into) {
      var bytes = new byte[16_384];
      var in = from.getInputStream();
      for (var count = in.read(bytes); count >= 0; count = in.read(bytes)) {
        whenThawed();
        into.getOutputStream().write(bytes, 0, count);
      }
    } catch (IOException cut) {
      // Both ends are closed.
    } finally {
      ends.remove(from);
    }
  }

  private void whenThawed() throws IOException {
    synchronized (state) {
      while (frozen) {
        try {
          state.wait();
        } catch (InterruptedException stop) {
          throw new IOException(stop);
        }
      }
    }
  }

  private static void close(Socket socket) {
    try {
      socket.close();
    } catch (IOException gone) {
      // It is closed.
    }
  }

  @Override
  public void close() {
    try {
      entry.close();
    } catch (IOException gone) {
      // It is closed.
    }
    thaw();
    ends.forEach(Cable::close);
  }
}
