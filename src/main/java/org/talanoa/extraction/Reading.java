package org.talanoa.extraction;

import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.EOFException;
import java.io.FileDescriptor;
import java.io.FileInputStream;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.function.IntFunction;

/**
 * What a process that reads does: it is given files on its standard input and answers their text on
 * its standard output, until nobody is there any more to give it one. {@link Child} is the other
 * side.
 */
final class Reading {
  /** The first byte that is answered. */
  static final int READY = 42;

  private record Given(Kind kind, Path file) {}

  private final Path directory;
  private final Texts texts;
  private final DataInputStream requests;
  private final DataOutputStream answers;
  private final BlockingQueue<Given> given = new ArrayBlockingQueue<>(1);

  private Reading(Path directory, Texts texts, DataInputStream requests, DataOutputStream answers) {
    this.directory = directory;
    this.texts = texts;
    this.requests = requests;
    this.answers = answers;
  }

  public static void main(String[] arguments) {
    serve(arguments, Parsing::new);
  }

  static void serve(String[] arguments, IntFunction<Texts> reading) {
    var directory = Path.of(arguments[0]);
    try {
      var requests =
          new DataInputStream(new BufferedInputStream(new FileInputStream(FileDescriptor.in)));
      var answers =
          new DataOutputStream(new BufferedOutputStream(new FileOutputStream(FileDescriptor.out)));
      var nowhere = new PrintStream(OutputStream.nullOutputStream(), true, StandardCharsets.UTF_8);
      System.setOut(nowhere);
      System.setErr(nowhere);
      // A signal may be for everybody who is of one group.
      Runtime.getRuntime()
          .addShutdownHook(new Thread(() -> TemporaryDirectory.delete(directory), "wiping"));
      Closed.close();
      PlainFonts.use();
      var texts = reading.apply(Integer.parseInt(arguments[1]));
      new Reading(directory, texts, requests, answers).run();
    } catch (EOFException _) {
      end(directory, 0);
    } catch (Throwable _) {
      end(directory, 1);
    }
  }

  private static void end(Path directory, int status) {
    TemporaryDirectory.delete(directory);
    Runtime.getRuntime().halt(status);
  }

  /** Listens on while a file is read, because the end of listening is the end of everything. */
  private void run() throws IOException, InterruptedException {
    Thread.ofPlatform().daemon().name("parsing").start(this::parse);
    answers.writeByte(READY);
    answers.flush();
    while (true) {
      var kind = Kind.valueOf(requests.readUTF());
      var file = Files.createTempFile(directory, "given", "");
      receive(file);
      if (requests.readBoolean()) {
        given.put(new Given(kind, file));
      } else {
        Files.delete(file);
      }
    }
  }

  private void receive(Path file) throws IOException {
    try (var content = Files.newOutputStream(file)) {
      for (var next = requests.readInt(); next > 0; next = requests.readInt()) {
        var bytes = new byte[next];
        requests.readFully(bytes);
        content.write(bytes);
      }
    }
  }

  private void parse() {
    try {
      while (true) {
        var next = given.take();
        var text = texts.of(next.kind(), next.file());
        Files.deleteIfExists(next.file());
        answers.writeBoolean(text.isPresent());
        if (text.isPresent()) {
          var bytes = text.get().getBytes(StandardCharsets.UTF_8);
          answers.writeInt(bytes.length);
          answers.write(bytes);
        }
        answers.flush();
      }
    } catch (Throwable _) {
      end(directory, 1);
    }
  }
}
