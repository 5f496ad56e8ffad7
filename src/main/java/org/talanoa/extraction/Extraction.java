package org.talanoa.extraction;

import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;

/**
 * The text of files, read in a process of its own that a bad file may end without harm. Files are
 * read one at a time, whoever asks; the process is started when the first is there and ends a
 * minute after the last. Thread safe; to be closed.
 */
@Component
public class Extraction implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Extraction.class);

  private final boolean on;
  private final Command command;
  private final Limits limits;
  private final ReentrantLock turn = new ReentrantLock(true);
  private final ScheduledExecutorService timer =
      Executors.newSingleThreadScheduledExecutor(
          Thread.ofPlatform().daemon().name("extraction").factory());
  private final Deaths deaths = new Deaths();
  private @Nullable Future<?> idle;
  private volatile @Nullable Child child;
  private volatile boolean closed;

  /** Reads files, or none where it is switched off. */
  @Autowired
  public Extraction(@Value("${talanoa.extraction:on}") boolean on) {
    this(on, Command.USUAL, Limits.USUAL);
  }

  /** One that is switched off. */
  public static Extraction off() {
    return new Extraction(false);
  }

  Extraction(boolean on, Command command, Limits limits) {
    this.on = on;
    this.command = command;
    this.limits = limits;
  }

  public boolean on() {
    return on;
  }

  /** Whether a file of this name is of a kind that may hold text. */
  public static boolean reads(String name) {
    return Kind.of(name).isPresent();
  }

  /**
   * What this file says: at most the first 200 000 characters. Empty where it says nothing, is of a
   * kind that is not read, is too large, broken, locked with a password, or ended the process that
   * read it; empty for every file while extraction is switched off or closed. Takes as long as the
   * files that came before and then at most twenty seconds, or more when a process has to be
   * started first.
   *
   * @param content left open
   * @param name tells by its ending how the file is to be read
   * @param size in bytes
   * @throws IOException if the content cannot be had
   */
  public Optional<String> text(InputStream content, String name, long size) throws IOException {
    var kind = Kind.of(name);
    if (!on || kind.isEmpty() || size > limits.bytes()) {
      return Optional.empty();
    }
    turn.lock();
    try {
      return closed ? Optional.empty() : read(content, kind.get());
    } finally {
      turn.unlock();
    }
  }

  private Optional<String> read(InputStream content, Kind kind) throws IOException {
    if (idle != null) {
      idle.cancel(false);
    }
    var whole = false;
    try {
      var reader = running();
      var text = within(limits.time(), reader, () -> read(reader, content, kind));
      whole = true;
      return text;
    } catch (Died died) {
      if (!closed) {
        LOG.warn("A process that reads files {}", died.getMessage());
      }
      return Optional.empty();
    } finally {
      if (whole) {
        idle = timer.schedule(this::endIdle, limits.idle().toMillis(), TimeUnit.MILLISECONDS);
      } else {
        kill();
        end();
      }
    }
  }

  private Optional<String> read(Child reader, InputStream content, Kind kind)
      throws IOException, Died {
    var file = reader.send(kind, content);
    if (file.isEmpty() || deaths.isGivenUp(file.get())) {
      reader.forget();
      return Optional.empty();
    }
    try {
      var text = reader.read();
      deaths.survived(file.get());
      return text;
    } catch (Died died) {
      if (!closed) {
        deaths.died(file.get());
      }
      throw died;
    }
  }

  private Child running() throws IOException, Died {
    var present = child;
    if (present != null && present.isAlive()) {
      return present;
    }
    end();
    var started = started();
    child = started;
    if (closed) {
      started.kill();
    }
    within(
        limits.starting(),
        started,
        () -> {
          started.awaitReady();
          return started;
        });
    return started;
  }

  private Child started() throws Died {
    try {
      return Child.start(command, limits);
    } catch (IOException _) {
      throw new Died("could not be started");
    }
  }

  private interface Work<T> {
    T done() throws IOException, Died;
  }

  private <T> T within(Duration time, Child worker, Work<T> work) throws IOException, Died {
    var end = timer.schedule(worker::kill, time.toMillis(), TimeUnit.MILLISECONDS);
    try {
      var result = work.done();
      if (end.cancel(false)) {
        return result;
      }
    } catch (Died died) {
      if (end.cancel(false)) {
        throw died;
      }
    } finally {
      end.cancel(false);
    }
    throw new Died("took longer than it may");
  }

  private void endIdle() {
    if (turn.tryLock()) {
      try {
        end();
      } finally {
        turn.unlock();
      }
    }
  }

  private void kill() {
    var present = child;
    if (present != null) {
      present.kill();
    }
  }

  private void end() {
    var present = child;
    child = null;
    if (present != null) {
      present.end();
    }
  }

  /** Ends the process, also in the middle of a file; nothing is read any more. */
  @Override
  public void close() {
    closed = true;
    kill();
    turn.lock();
    try {
      end();
      timer.shutdownNow();
    } finally {
      turn.unlock();
    }
  }
}
