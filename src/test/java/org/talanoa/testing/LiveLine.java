package org.talanoa.testing;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A live connection of a program, speaking STOMP. Frames are told one after the other. */
public final class LiveLine implements AutoCloseable, WebSocket.Listener {
  private static final JsonMapper JSON = new JsonMapper();
  private static final long PATIENCE_SECONDS = 10;

  private final Consumer<Frame> hearing;
  private final CompletableFuture<Void> connected = new CompletableFuture<>();
  private final CompletableFuture<Integer> closed = new CompletableFuture<>();
  private final StringBuilder pieces = new StringBuilder();
  private final Map<String, CompletableFuture<Void>> receipts = new HashMap<>();
  private final CompletableFuture<WebSocket> socket = new CompletableFuture<>();

  private LiveLine(Consumer<Frame> hearing) {
    this.hearing = hearing;
  }

  /** What the server sent. */
  public record Frame(String command, Map<String, String> headers, String body) {
    public JsonNode json() {
      return JSON.readTree(body);
    }

    /** What kind of thing a message tells. */
    public String type() {
      return command.equals("MESSAGE") ? json().path("type").asString() : "";
    }

    private static Frame of(String text) {
      var end = text.indexOf("\n\n");
      var lines = text.substring(0, end).split("\n");
      var headers = new HashMap<String, String>();
      for (var i = 1; i < lines.length; i++) {
        var colon = lines[i].indexOf(':');
        headers.put(lines[i].substring(0, colon), lines[i].substring(colon + 1));
      }
      return new Frame(lines[0], headers, text.substring(end + 2));
    }
  }

  static LiveLine open(HttpClient client, String address, String token, Consumer<Frame> hearing)
      throws IOException {
    var line = new LiveLine(hearing);
    try {
      line.socket.complete(
          client
              .newWebSocketBuilder()
              .subprotocols("v12.stomp")
              .buildAsync(URI.create(address.replaceFirst("http", "ws") + "/live"), line)
              .get(PATIENCE_SECONDS, TimeUnit.SECONDS));
      line.send("CONNECT\naccept-version:1.2\nhost:x\nheart-beat:0,0\npasscode:" + token + "\n\n");
      line.connected.get(PATIENCE_SECONDS, TimeUnit.SECONDS);
      return line;
    } catch (InterruptedException | ExecutionException | TimeoutException broken) {
      throw new IOException("no live connection", broken);
    }
  }

  /** Listens to a destination; returns when the server has confirmed it or ended the line. */
  public void listen(String destination) throws IOException {
    confirmed("SUBSCRIBE\nid:" + destination + "\ndestination:" + destination);
  }

  /** Asks to listen without waiting for an answer. */
  public void ask(String destination) throws IOException {
    send("SUBSCRIBE\nid:" + destination + "\ndestination:" + destination + "\n\n");
  }

  /** Says something to a destination without waiting for an answer. */
  public void say(String destination, Object body) throws IOException {
    send("SEND\ndestination:" + destination + "\n\n" + JSON.writeValueAsString(body));
  }

  /** Sends a frame as it stands. */
  public void send(String frame) throws IOException {
    try {
      synchronized (this) {
        socket.join().sendText(frame + "\0", true).get(PATIENCE_SECONDS, TimeUnit.SECONDS);
      }
    } catch (InterruptedException | ExecutionException | TimeoutException broken) {
      throw new IOException("the line is gone", broken);
    }
  }

  private void confirmed(String head) throws IOException {
    var receipt = "r" + System.nanoTime();
    var confirmed = new CompletableFuture<Void>();
    synchronized (receipts) {
      receipts.put(receipt, confirmed);
    }
    send(head + "\nreceipt:" + receipt + "\n\n");
    try {
      confirmed.get(PATIENCE_SECONDS, TimeUnit.SECONDS);
    } catch (InterruptedException | ExecutionException | TimeoutException broken) {
      throw new IOException("not confirmed", broken);
    }
  }

  /** Completed with the status, or 0, when the line has ended. */
  public CompletableFuture<Integer> closed() {
    return closed;
  }

  @Override
  public CompletionStage<?> onText(WebSocket from, CharSequence data, boolean last) {
    pieces.append(data);
    for (var end = pieces.indexOf("\0"); end >= 0; end = pieces.indexOf("\0")) {
      var text = pieces.substring(0, end).stripLeading();
      pieces.delete(0, end + 1);
      hear(Frame.of(text));
    }
    from.request(1);
    return CompletableFuture.completedFuture(null);
  }

  private void hear(Frame frame) {
    switch (frame.command()) {
      case "CONNECTED" -> connected.complete(null);
      case "RECEIPT" -> {
        synchronized (receipts) {
          receipts.getOrDefault(frame.headers().get("receipt-id"), connected).complete(null);
        }
      }
      default -> hearing.accept(frame);
    }
  }

  @Override
  public CompletionStage<?> onClose(WebSocket from, int status, String reason) {
    end(status);
    return CompletableFuture.completedFuture(null);
  }

  @Override
  public void onError(WebSocket from, Throwable error) {
    end(0);
  }

  private void end(int status) {
    closed.complete(status);
    var gone = new IOException("the line has ended with " + status);
    connected.completeExceptionally(gone);
    synchronized (receipts) {
      receipts.values().forEach(receipt -> receipt.completeExceptionally(gone));
    }
  }

  @Override
  public void close() {
    socket.join().abort();
  }
}
