package org.talanoa.survival;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;
import org.talanoa.testing.Caller;
import org.talanoa.testing.LiveLine;

/**
 * People who go on talking whatever happens, each on a thread of their own. Those with an even
 * number speak over REST, the others over a live connection. Every second one keeps what was not
 * acknowledged and sends it again with the same key, as our page does; the others forget it.
 */
final class Talkers implements AutoCloseable {
  private static final long PAUSE_NANOS = TimeUnit.MILLISECONDS.toNanos(300);

  private final History history;
  private final String room;
  private final List<String> threads;
  private final List<Thread> running = new ArrayList<>();
  private final AtomicInteger acknowledgements = new AtomicInteger();
  private volatile boolean stopped;

  Talkers(History history, String room, List<String> threads) {
    this.history = history;
    this.room = room;
    this.threads = threads;
  }

  /** Begins to talk as this person. */
  void add(String person, Caller caller, BlockingQueue<History.Saying> unsent) {
    var number = running.size();
    running.add(
        Thread.ofPlatform()
            .name("talker-" + person)
            .start(() -> talk(new Talker(person, caller, unsent, number))));
  }

  private record Talker(
      String person, Caller caller, BlockingQueue<History.Saying> unsent, int number) {
    boolean live() {
      return number % 2 == 1;
    }

    boolean faithful() {
      return number % 4 < 2;
    }
  }

  private void talk(Talker talker) {
    var answers = new ArrayBlockingQueue<LiveLine.Frame>(1_000);
    LiveLine line = null;
    var turn = talker.number();
    while (!stopped) {
      var again = talker.unsent().peek();
      var saying =
          again == null
              ? history.tried(threads.get(turn++ % threads.size()), talker.person())
              : again;
      try {
        if (talker.live() && line == null) {
          line = listening(talker, answers);
        }
        if (send(talker, line, answers, saying)) {
          acknowledgements.incrementAndGet();
          talker.unsent().remove(saying);
        } else {
          keep(talker, again, saying);
        }
      } catch (IOException gone) {
        keep(talker, again, saying);
        line = null;
      }
      LockSupport.parkNanos(PAUSE_NANOS);
    }
    if (line != null) {
      line.close();
    }
  }

  private static LiveLine listening(Talker talker, BlockingQueue<LiveLine.Frame> answers)
      throws IOException {
    var line = talker.caller().live(answers::offer);
    line.listen("/me");
    return line;
  }

  private static void keep(Talker talker, History.@Nullable Saying again, History.Saying saying) {
    if (talker.faithful() && again == null) {
      var _ = talker.unsent().offer(saying);
    }
  }

  private boolean send(
      Talker talker,
      @Nullable LiveLine line,
      BlockingQueue<LiveLine.Frame> answers,
      History.Saying saying)
      throws IOException {
    var thread = "/rooms/" + room + "/threads/" + saying.thread();
    if (line == null) {
      var answer = talker.caller().post(thread, saying.word(), saying.words());
      if (answer.good()) {
        history.acknowledged(saying, answer.json().path("number").asInt());
      }
      return answer.good();
    }
    line.say(
        thread.replace("/rooms", "/room").replace("/threads", "/thread") + "/post",
        Map.of("key", saying.word(), "markdown", saying.words()));
    return answered(line, answers, saying);
  }

  private boolean answered(
      LiveLine line, BlockingQueue<LiveLine.Frame> answers, History.Saying saying)
      throws IOException {
    try {
      for (var waited = 0; waited < 50 && !line.closed().isDone(); ) {
        var frame = answers.poll(100, TimeUnit.MILLISECONDS);
        if (frame == null) {
          waited++;
        } else if (saying.word().equals(frame.json().path("key").asString())) {
          if (frame.type().equals("acknowledged")) {
            history.acknowledged(saying, frame.json().path("number").asInt());
            return true;
          }
          return false;
        }
      }
    } catch (InterruptedException stop) {
      Thread.currentThread().interrupt();
    }
    throw new IOException("no answer");
  }

  /** How often the server has said that something is durable. */
  int acknowledgements() {
    return acknowledgements.get();
  }

  @Override
  public void close() {
    stopped = true;
    running.forEach(LockSupport::unpark);
    try {
      for (var thread : running) {
        thread.join();
      }
    } catch (InterruptedException stop) {
      Thread.currentThread().interrupt();
    }
  }
}
