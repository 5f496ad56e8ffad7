package org.talanoa.door;

import static org.talanoa.door.Gathering.patiently;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.talanoa.door.Gathering.Guest;
import org.talanoa.door.Gathering.Talk;
import org.talanoa.testing.LiveLine;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * Somebody who has a thread open as our page does, beside the room's list of threads: a snapshot by
 * REST, live frames, and catching up by revision. What is fetched is fetched aside, so that frames
 * go on coming meanwhile. Thread safe.
 */
final class PageReader implements AutoCloseable {
  private static final JsonMapper JSON = new JsonMapper();
  private static final int PAGE = 50;

  final Guest guest;
  private final Talk talk;
  private @Nullable LiveLine line;
  private ThreadModel model = new ThreadModel();
  private boolean catching;
  private boolean ended;
  private JsonNode listed = JSON.createObjectNode();
  private JsonNode mine = JSON.createObjectNode();
  private boolean refreshing;
  private boolean again;
  private int asking;

  /** What somebody sees: the head, the messages of the last page or more, their own mark. */
  record View(JsonNode head, List<JsonNode> messages, JsonNode listed, JsonNode mine) {
    int first() {
      return messages.isEmpty() ? 1 : messages.getFirst().path("number").asInt();
    }
  }

  PageReader(Guest guest, Talk talk) {
    this.guest = guest;
    this.talk = talk;
  }

  /** Opens the page. */
  PageReader open() throws IOException {
    synchronized (this) {
      model = new ThreadModel();
      ended = false;
    }
    connect();
    load();
    return this;
  }

  /** Loses the connection, and is back. */
  void reconnect() throws IOException {
    close();
    connect();
  }

  private void connect() throws IOException {
    var connected = guest.caller.live(this::heard);
    synchronized (this) {
      line = connected;
    }
    connected.listen("/me");
    connected.listen("/room/" + talk.room());
    refresh();
    connected.listen(talk.live());
    catchUp();
  }

  synchronized boolean ended() {
    return ended;
  }

  private void heard(LiveLine.Frame frame) {
    var there = frame.headers().getOrDefault("destination", "");
    switch (frame.type()) {
      case "message" -> applied(frame.json());
      case "thread" -> {
        if (there.equals(talk.live())) {
          applied(frame.json());
        } else {
          take(frame.json().path("thread"));
        }
      }
      case "mine" -> refresh();
      case "ended" -> {
        synchronized (this) {
          ended = true;
          model = new ThreadModel();
        }
      }
      default -> {}
    }
  }

  private synchronized void applied(JsonNode frame) {
    if (!model.apply(frame)) {
      catchUp();
    }
  }

  private synchronized void catchUp() {
    if (!catching && model.opened()) {
      catching = true;
      aside(this::fetchMissed);
    }
  }

  private void fetchMissed() {
    var complete = false;
    try {
      var since = talk.rest() + "/since?revision=%d&number=%d";
      var missed = guest.caller.read(since.formatted(model().revision(), model().end()));
      synchronized (this) {
        complete = model.catchUp(missed);
      }
      if (!complete) {
        load();
      }
    } catch (IOException notHere) {
      return;
    } finally {
      synchronized (this) {
        catching = false;
      }
    }
    catchUpAgain();
  }

  private synchronized void catchUpAgain() {
    if (model.behind()) {
      catchUp();
    }
  }

  private synchronized ThreadModel model() {
    return model;
  }

  private void load() throws IOException {
    var thread = guest.caller.read(talk.rest()).path("thread");
    var from = Math.max(1, thread.path("last").asInt() - PAGE + 1);
    var page = guest.caller.read(talk.rest() + "/messages?from=" + from + "&count=" + PAGE);
    synchronized (this) {
      model.open(page.path("thread"), page.path("messages"));
      catchUpAgain();
    }
  }

  /** The list of threads takes in a head. */
  private synchronized void take(JsonNode thread) {
    if (listed.isEmpty() && thread.path("last").asInt() > 1) {
      refresh();
      return;
    }
    var said = thread.path("last").asInt() > listed.path("last").asInt();
    var own = thread.path("lastBy").path("person").asString().equals(guest.id());
    var read = own && said ? thread.path("last").asInt() : mine.path("read").asInt();
    listed = thread;
    mine = marked(mine, thread, read);
  }

  private JsonNode marked(JsonNode mark, JsonNode thread, int read) {
    return ((ObjectNode) mark.deepCopy())
        .put("read", read)
        .put("unread", ThreadModel.unreadAfter(thread, read))
        .put("calls", ThreadModel.callsAfter(thread, read, guest.id()));
  }

  /** Reads the list anew; one reading at a time, and once more where it was wanted meanwhile. */
  private synchronized void refresh() {
    again = true;
    if (!refreshing) {
      refreshing = true;
      aside(this::fetchList);
    }
  }

  private void fetchList() {
    while (wanted()) {
      try {
        var threads = guest.caller.read("/rooms/" + talk.room() + "/threads").path("threads");
        threads.forEach(this::list);
      } catch (IOException notHere) {
        // The next refreshing tells.
      }
    }
  }

  private synchronized boolean wanted() {
    refreshing = again;
    again = false;
    return refreshing;
  }

  private synchronized void list(JsonNode one) {
    var thread = one.path("thread");
    if (thread.path("revision").asLong() < listed.path("revision").asLong()) {
      refresh();
    } else {
      listed = thread;
      mine = one.path("mine");
    }
  }

  private synchronized void aside(Runnable fetch) {
    asking++;
    Thread.ofVirtual()
        .start(() -> {
          try {
            fetch.run();
          } finally {
            done();
          }
        });
  }

  private synchronized void done() {
    asking--;
  }

  /** What this reader sees now. */
  synchronized View view() {
    return new View(model.head(), model.messages(), listed, mine);
  }

  /** What somebody sees who asks now. */
  View fresh() {
    try {
      var both = guest.caller.read(talk.rest());
      var messages = new java.util.ArrayList<JsonNode>();
      for (var from = view().first(); from <= both.path("thread").path("last").asInt(); ) {
        var page = guest.caller.read(talk.rest() + "/messages?count=100&from=" + from);
        page.path("messages").forEach(messages::add);
        from += 100;
      }
      return new View(both.path("thread"), messages, both.path("thread"), both.path("mine"));
    } catch (IOException gone) {
      throw new UncheckedIOException(gone);
    }
  }

  /** Waits until this reader sees what there is to see, or for so long that they never will. */
  void settle() {
    try {
      patiently().pollInterval(Duration.ofMillis(50)).until(() -> idle() && view().equals(fresh()));
    } catch (org.awaitility.core.ConditionTimeoutException never) {
      // What is wrong is told by comparing.
    }
  }

  private synchronized boolean idle() {
    return asking == 0;
  }

  @Override
  public synchronized void close() {
    if (line != null) {
      line.close();
    }
  }
}
