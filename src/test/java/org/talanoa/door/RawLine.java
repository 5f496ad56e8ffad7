package org.talanoa.door;

import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;

/** A WebSocket of which every byte is in one's hands: it answers nothing that it is not told to. */
final class RawLine implements AutoCloseable {
  static final int TEXT = 0x1;
  static final int BINARY = 0x2;
  static final int CLOSE = 0x8;
  static final int PING = 0x9;
  static final int PONG = 0xA;
  static final int FINAL = 0x80;

  private static final Duration PATIENCE = Duration.ofSeconds(60);

  private final Socket socket = new Socket();
  private final DataInputStream in;

  private RawLine(int port, String headers, int buffer) throws IOException {
    socket.setReceiveBufferSize(buffer);
    socket.setSoTimeout((int) PATIENCE.toMillis());
    socket.connect(new InetSocketAddress("localhost", port));
    var request =
        """
        GET /live HTTP/1.1
        Host: localhost:%d
        Upgrade: websocket
        Connection: Upgrade
        Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==
        Sec-WebSocket-Version: 13
        Sec-WebSocket-Protocol: v12.stomp
        """
            .formatted(port);
    send((request.replace("\n", "\r\n") + headers + "\r\n").getBytes(StandardCharsets.ISO_8859_1));
    in = new DataInputStream(socket.getInputStream());
  }

  /** Opens and shakes hands. */
  static RawLine open(int port) throws IOException {
    return open(port, 1 << 16);
  }

  /** As {@link #open(int)}, with so much space for what is not read. */
  static RawLine open(int port, int buffer) throws IOException {
    var line = new RawLine(port, "", buffer);
    if (!line.head().startsWith("HTTP/1.1 101")) {
      throw new IOException("no handshake");
    }
    return line;
  }

  /** Opens as a page of ours does that this sign-in sees. */
  static RawLine page(int port, String signIn, String pageToken) throws IOException {
    var headers =
        "Cookie: %s=%s\r\nOrigin: http://localhost:%d\r\n".formatted(Visitors.COOKIE, signIn, port);
    var line = new RawLine(port, headers, 1 << 16);
    if (!line.head().startsWith("HTTP/1.1 101")) {
      throw new IOException("no handshake");
    }
    line.text("CONNECT\naccept-version:1.2\nhost:x\nx-talanoa-token:" + pageToken + "\n\n\0");
    if (!line.read().startsWith("CONNECTED")) {
      throw new IOException("not connected");
    }
    return line;
  }

  /** What a handshake with these headers is answered with. */
  static int status(int port, String... headers) throws IOException {
    try (var line = new RawLine(port, String.join("\r\n", headers) + "\r\n", 1 << 16)) {
      return Integer.parseInt(line.head().split(" ")[1]);
    }
  }

  private String head() throws IOException {
    var head = new StringBuilder();
    while (head.indexOf("\r\n\r\n") < 0) {
      var next = in.read();
      if (next < 0) {
        throw new IOException("closed in the handshake");
      }
      head.append((char) next);
    }
    return head.toString();
  }

  /** Says who comes. */
  RawLine connect(String token) throws IOException {
    text("CONNECT\naccept-version:1.2\nhost:x\nheart-beat:0,0\npasscode:" + token + "\n\n\0");
    var answer = read();
    if (!answer.startsWith("CONNECTED")) {
      throw new IOException("not connected: " + answer);
    }
    return this;
  }

  /** Asks to listen, and hears that it does. */
  RawLine listen(String destination) throws IOException {
    text("SUBSCRIBE\nid:%s\ndestination:%s\nreceipt:r\n\n\0".formatted(destination, destination));
    for (var answer = read(); !answer.contains("RECEIPT"); answer = read()) {
      if (answer.contains("refused")) {
        throw new IOException(answer);
      }
    }
    return this;
  }

  void text(String words) throws IOException {
    frame(FINAL | TEXT, words.getBytes(StandardCharsets.UTF_8));
  }

  void frame(int first, byte[] payload) throws IOException {
    send(framed(first, payload));
  }

  /** A masked frame, whose mask is nothing. */
  static byte[] framed(int first, byte[] payload) {
    var frame = new ByteArrayOutputStream();
    frame.write(first);
    if (payload.length < 126) {
      frame.write(0x80 | payload.length);
    } else if (payload.length < 1 << 16) {
      frame.write(0x80 | 126);
      frame.write(payload.length >> 8);
      frame.write(payload.length);
    } else {
      frame.write(0x80 | 127);
      for (var shift = 56; shift >= 0; shift -= 8) {
        frame.write((int) ((long) payload.length >> shift));
      }
    }
    frame.writeBytes(new byte[4]);
    frame.writeBytes(payload);
    return frame.toByteArray();
  }

  void send(byte[] bytes) throws IOException {
    socket.getOutputStream().write(bytes);
    socket.getOutputStream().flush();
  }

  /** The next message; {@code closed} and the status, where the server ends the line. */
  String read() throws IOException {
    var message = new StringBuilder();
    while (true) {
      var first = in.readUnsignedByte();
      var length = (long) in.readUnsignedByte();
      if (length == 126) {
        length = in.readUnsignedShort();
      } else if (length == 127) {
        length = in.readLong();
      }
      var payload = in.readNBytes((int) length);
      switch (first & 0xF) {
        case CLOSE -> {
          var status = payload.length < 2 ? 1005 : (payload[0] & 0xFF) << 8 | payload[1] & 0xFF;
          return "closed " + status;
        }
        case PING, PONG -> {}
        default -> {
          message.append(new String(payload, StandardCharsets.UTF_8));
          if ((first & FINAL) != 0) {
            return message.toString();
          }
        }
      }
    }
  }

  /** Reads on until the server ends the line; everything it said, or how it ended it. */
  String end() {
    var said = new StringBuilder();
    var until = System.nanoTime() + PATIENCE.toNanos();
    try {
      while (System.nanoTime() < until) {
        var next = read();
        said.append(next);
        if (next.startsWith("closed")) {
          return said.toString();
        }
      }
    } catch (SocketTimeoutException _) {
      // It is still open, and nothing is said on it.
    } catch (IOException gone) {
      return said.append("closed").toString();
    }
    throw new AssertionError("the line is still open after " + said);
  }

  @Override
  public void close() throws IOException {
    socket.close();
  }
}
