package org.talanoa.extraction;

import java.io.IOException;
import java.net.DatagramSocket;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URL;
import java.net.URLConnection;
import java.net.URLStreamHandler;
import java.util.Set;

/** This process opens no connection from now on. */
final class Closed {
  /** Of classes and of files; everything else would leave the machine. */
  private static final Set<String> INSIDE = Set.of("file", "jar", "jrt", "nested");

  private Closed() {}

  @SuppressWarnings("deprecation") // Nothing newer closes them all.
  static void close() throws IOException {
    URL.setURLStreamHandlerFactory(
        protocol -> INSIDE.contains(protocol) ? null : new NoConnection());
    Socket.setSocketImplFactory(() -> {
      throw new IllegalStateException("no connections");
    });
    ServerSocket.setSocketFactory(() -> {
      throw new IllegalStateException("no connections");
    });
    DatagramSocket.setDatagramSocketImplFactory(() -> {
      throw new IllegalStateException("no connections");
    });
  }

  private static final class NoConnection extends URLStreamHandler {
    @Override
    protected URLConnection openConnection(URL url) throws IOException {
      throw new IOException("no connections");
    }
  }
}
