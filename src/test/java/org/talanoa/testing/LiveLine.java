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
  private static final long PATIENCE_SECONDS = 30;

  private final Consumer<Frame> hearing;
  private final CompletableFuture<Void> connected = new CompletableFuture<>();
  private final CompletableFuture<Integer> closed = new CompletableFuture<>();
  private final StringBuilder pieces = new StringBuilder();
  private final Map<String, CompletableFuture<String>> outcomes = new HashMap<>();
  private final CompletableFuture<WebSocket> socket = new CompletableFuture<>();

  private LiveLine(Consumer<Frame> hearing) {
    this.hearing = hearing;
  }

  /**
   * What the server sent.
   *
   * @param json the body of a message, read once; a missing node for any other command
   */
  public record Frame(String command, Map<String, String> headers, String body, JsonNode json) {

    /** What kind of thing a message tells. */
    public String type() {
      return json.path("type").asString();
    }

    private static Frame of(String text) {
      var end = text.indexOf("\n\n");
      var lines = text.substring(0, end).split("\n");
      var headers = new HashMap<String, String>();
      for (var i = 1; i < lines.length; i++) {
        var colon = lines[i].indexOf(':');
        headers.put(lines[i].substring(0, colon), lines[i].substring(colon + 1));
      }
      var body = text.substring(end + 2);
      var json = lines[0].equals("MESSAGE") ? JSON.readTree(body) : JSON.missingNode();
      return new Frame(lines[0], headers, body, json);
    }
  }

  /** The server has ended the line. */
  public static final class Ended extends IOException {
    private static final long serialVersionUID = 1;

    Ended(int status) {
      super("the line was ended with " + status);
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
    } catch (ExecutionException broken) {
      if (broken.getCause() instanceof Ended ended) {
        throw ended;
      }
      throw new IOException("no live connection", broken);
    } catch (InterruptedException | TimeoutException broken) {
      throw new IOException("no live connection after " + line.state(), broken);
    }
  }

  /** Listens to a destination; returns when the server has confirmed it or ended the line. */
  public void listen(String destination) throws IOException {
    var outcome = outcome("SUBSCRIBE", destination, "");
    if (!outcome.equals("yes")) {
      throw new IOException(destination + ": " + outcome);
    }
  }

  private String state() {
    return socket.isDone() ? "the handshake" : "nothing";
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

  /**
   * Sends a frame and waits for what becomes of it: {@code yes}, the name of the refusal, or {@code
   * closed}.
   */
  public String outcome(String command, String destination, String body) throws IOException {
    var receipt = "r" + System.nanoTime();
    var outcome = new CompletableFuture<String>();
    synchronized (outcomes) {
      outcomes.put(receipt, outcome);
      outcomes.put(destination, outcome);
    }
    send(
        "%s\nid:%s\ndestination:%s\nreceipt:%s\n\n%s"
            .formatted(command, destination, destination, receipt, body));
    try {
      return outcome.get(PATIENCE_SECONDS, TimeUnit.SECONDS);
    } catch (InterruptedException | ExecutionException | TimeoutException broken) {
      throw new IOException("nothing became of it", broken);
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
      case "RECEIPT" -> became(frame.headers().getOrDefault("receipt-id", ""), "yes");
      default -> {
        if (frame.type().equals("refused")) {
          var why = frame.json();
          became(why.path("destination").asString(), why.path("error").asString());
        }
        hearing.accept(frame);
      }
    }
  }

  private void became(String what, String outcome) {
    synchronized (outcomes) {
      outcomes.getOrDefault(what, new CompletableFuture<>()).complete(outcome);
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
    connected.completeExceptionally(new Ended(status));
    synchronized (outcomes) {
      outcomes.values().forEach(outcome -> outcome.complete("closed"));
    }
  }

  @Override
  public void close() {
    socket.join().abort();
  }
}
