package org.talanoa.bench;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;

/**
 * Many WebSocket clients on one thread that look only for the numbers in what they hear, so that
 * hearing costs little beside what is measured. Knows of STOMP just enough to begin.
 */
final class Audience implements AutoCloseable {
  private static final int BUFFER = 256 * 1_024;
  private static final int SLICES = 100;
  private static final long SLICE_NANOS = TimeUnit.MILLISECONDS.toNanos(100);
  private static final ByteBuffer HEART_BEAT = masked("\n");

  private final Selector selector;
  private final List<Client> clients = new ArrayList<>();
  private final Hearing hearing;
  private final boolean beating;
  private final ByteBuffer buffer = ByteBuffer.allocate(BUFFER);
  private final Thread thread;
  private long count;
  private int slice;
  private long sliceAt = System.nanoTime();
  private volatile long heard;
  private final AtomicInteger lost = new AtomicInteger();
  private volatile String sample = "";
  private volatile boolean closed;

  /** Is told, on the audience's thread, each number that one of the clients hears. */
  interface Hearing {
    void heard(int client, int number, boolean acknowledged, long at);
  }

  private static final class Client {
    final SocketChannel channel;
    final int number;
    byte[] rest = {};

    Client(SocketChannel channel, int number) {
      this.channel = channel;
      this.number = number;
    }
  }

  private Audience(Hearing hearing, boolean beating) throws IOException {
    this.selector = Selector.open();
    this.hearing = hearing;
    this.beating = beating;
    this.thread = Thread.ofPlatform().name("audience").daemon().unstarted(this::listen);
  }

  /** One client for each token, listening to all of these destinations. */
  static Audience live(int port, List<String> tokens, List<String> destinations, Hearing hearing)
      throws IOException {
    var audience = new Audience(hearing, true);
    for (var token : tokens) {
      var channel =
          opened(
              port,
              "/live",
              "Authorization: Bearer " + token + "\r\nSec-WebSocket-Protocol: v12.stomp\r\n");
      write(channel, masked("CONNECT\naccept-version:1.2\nheart-beat:10000,10000\n\n\0"));
      for (var destination : destinations) {
        write(
            channel,
            masked(
                "SUBSCRIBE\nid:%s\ndestination:%s\nreceipt:r\n\n\0"
                    .formatted(destination, destination)));
        readUntil(channel, "RECEIPT");
      }
      audience.admit(channel);
    }
    audience.thread.start();
    return audience;
  }

  /** Clients of a plain endpoint that speaks by itself. */
  static Audience bare(int port, int size) throws IOException {
    var audience = new Audience((_, _, _, _) -> {}, false);
    for (var i = 0; i < size; i++) {
      audience.admit(opened(port, "/bare", ""));
    }
    audience.thread.start();
    return audience;
  }

  private static SocketChannel opened(int port, String path, String headers) throws IOException {
    var channel = SocketChannel.open(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
    var request =
        "GET %s HTTP/1.1\r\nHost: localhost:%d\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
                .formatted(path, port)
            + "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\nSec-WebSocket-Version: 13\r\n"
            + headers
            + "\r\n";
    write(channel, ByteBuffer.wrap(request.getBytes(StandardCharsets.US_ASCII)));
    var answer = readUntil(channel, "\r\n\r\n");
    if (!answer.startsWith("HTTP/1.1 101")) {
      throw new IOException("not opened: " + answer.lines().findFirst().orElse(""));
    }
    return channel;
  }

  private static String readUntil(SocketChannel channel, String wanted) throws IOException {
    var read = ByteBuffer.allocate(8_192);
    var text = new StringBuilder();
    while (text.indexOf(wanted) < 0) {
      if (channel.read(read.clear()) < 0) {
        throw new IOException("closed after: " + text);
      }
      text.append(new String(read.array(), 0, read.position(), StandardCharsets.ISO_8859_1));
    }
    return text.toString();
  }

  private void admit(SocketChannel channel) throws IOException {
    channel.configureBlocking(false);
    var client = new Client(channel, clients.size());
    clients.add(client);
    channel.register(selector, SelectionKey.OP_READ, client);
  }

  int size() {
    return clients.size();
  }

  /** How many messages have been heard by all together. */
  long heard() {
    return heard;
  }

  /** One STOMP frame with a message, as it was heard. */
  String sample() {
    return sample;
  }

  /** Returns when so many have been heard, or fails when a client was thrown out meanwhile. */
  void awaitHeard(long wanted) {
    while (heard < wanted) {
      LockSupport.parkNanos(50_000);
      if (lost.get() > 0) {
        throw new IllegalStateException(lost + " clients were disconnected");
      }
    }
  }

  /** Sends a STOMP frame as one of the clients. */
  void send(int client, String frame) throws IOException {
    write(clients.get(client).channel, masked(frame));
  }

  private static void write(SocketChannel channel, ByteBuffer bytes) throws IOException {
    while (bytes.hasRemaining()) {
      channel.write(bytes);
    }
  }

  /** A text frame under the mask zero, which leaves it as it is. */
  private static ByteBuffer masked(String text) {
    var payload = text.getBytes(StandardCharsets.UTF_8);
    var frame = ByteBuffer.allocate(payload.length + 8).put((byte) 0x81);
    if (payload.length < 126) {
      frame.put((byte) (0x80 | payload.length));
    } else {
      frame.put((byte) (0x80 | 126)).putShort((short) payload.length);
    }
    return frame.putInt(0).put(payload).flip();
  }

  private void listen() {
    try {
      while (!closed) {
        selector.select(this::read, 20);
        heard = count;
        if (beating && System.nanoTime() - sliceAt > SLICE_NANOS) {
          sliceAt = System.nanoTime();
          beat(slice++ % SLICES);
        }
      }
    } catch (IOException broken) {
      throw new UncheckedIOException(broken);
    }
  }

  /** A part of the clients each time, as real ones do not beat together. */
  private void beat(int turn) throws IOException {
    for (var i = turn; i < clients.size(); i += SLICES) {
      write(clients.get(i).channel, HEART_BEAT.duplicate());
    }
  }

  private void read(SelectionKey key) {
    var client = (Client) key.attachment();
    try {
      buffer.clear().put(client.rest);
      if (client.channel.read(buffer) < 0) {
        lose(key);
        return;
      }
      var used = frames(client, buffer.position());
      client.rest =
          used == buffer.position()
              ? new byte[0]
              : Arrays.copyOfRange(buffer.array(), used, buffer.position());
    } catch (IOException _) {
      lose(key);
    }
  }

  private void lose(SelectionKey key) {
    key.cancel();
    if (!closed) {
      lost.incrementAndGet();
    }
  }

  /** Hears all whole frames before the end; answers where the rest begins. */
  private int frames(Client client, int end) {
    var bytes = buffer.array();
    var at = 0;
    while (end - at >= 2) {
      var length = bytes[at + 1] & 0x7f;
      var start = at + 2;
      if (length == 126) {
        if (end - at < 4) {
          break;
        }
        length = (bytes[at + 2] & 0xff) << 8 | bytes[at + 3] & 0xff;
        start = at + 4;
      }
      if (end - start < length) {
        break;
      }
      hear(client, bytes, start, start + length);
      at = start + length;
    }
    return at;
  }

  private void hear(Client client, byte[] bytes, int start, int end) {
    var now = System.nanoTime();
    var frame = start;
    for (var i = start; i < end - Talk.DIGITS; i++) {
      var mark = bytes[i];
      if (mark == 0) {
        frame = i + 1;
      } else if (mark == Talk.SAID || mark == Talk.KEY) {
        var number = number(bytes, i + 1);
        if (number >= 0) {
          count += mark == Talk.SAID ? 1 : 0;
          hearing.heard(client.number, number, mark == Talk.KEY, now);
          if (mark == Talk.SAID && sample.isEmpty()) {
            sample = frame(bytes, frame, end);
          }
        }
      }
    }
  }

  private static String frame(byte[] bytes, int start, int end) {
    var text = new String(bytes, start, end - start, StandardCharsets.UTF_8);
    return text.substring(0, text.indexOf('\0') + 1);
  }

  private static int number(byte[] bytes, int at) {
    var number = 0;
    for (var i = at; i < at + Talk.DIGITS; i++) {
      if (bytes[i] < '0' || bytes[i] > '9') {
        return -1;
      }
      number = 10 * number + bytes[i] - '0';
    }
    return number;
  }

  @Override
  public void close() throws IOException {
    closed = true;
    selector.wakeup();
    try {
      thread.join();
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
    for (var client : clients) {
      client.channel.close();
    }
    selector.close();
  }
}
