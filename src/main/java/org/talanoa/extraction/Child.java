package org.talanoa.extraction;

import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/**
 * A process that reads, as seen from here. For one thread at a time; only {@link #kill} may come
 * from another.
 */
final class Child {
  private static final int PIECE = 8_192;
  private static final int MOST_BYTES_OF_A_CHARACTER = 3;
  private static final long GRACE_SECONDS = 2;

  private final Process process;
  private final Path directory;
  private final Limits limits;
  private final DataOutputStream requests;
  private final DataInputStream answers;

  private Child(Process process, Path directory, Limits limits) {
    this.process = process;
    this.directory = directory;
    this.limits = limits;
    this.requests = new DataOutputStream(new BufferedOutputStream(process.getOutputStream()));
    this.answers = new DataInputStream(new BufferedInputStream(process.getInputStream()));
  }

  static Child start(Command command, Limits limits) throws IOException {
    var directory = TemporaryDirectory.make();
    try {
      var builder =
          new ProcessBuilder(command.in(directory, limits.characters()))
              .directory(directory.toFile())
              .redirectError(ProcessBuilder.Redirect.DISCARD);
      builder.environment().clear();
      // So that paths with letters of any language are understood.
      builder.environment().put("LC_ALL", "C.UTF-8");
      return new Child(builder.start(), directory, limits);
    } catch (IOException failure) {
      TemporaryDirectory.delete(directory);
      throw failure;
    }
  }

  boolean isAlive() {
    return process.isAlive();
  }

  void awaitReady() throws Died {
    try {
      if (answers.read() != Reading.READY) {
        throw died();
      }
    } catch (IOException _) {
      throw died();
    }
  }

  /**
   * Hands a file over, to be read or forgotten.
   *
   * @return what tells this file from any other, or empty where it is too large
   * @throws IOException if the content cannot be had
   */
  Optional<String> send(Kind kind, InputStream content) throws IOException, Died {
    var digest = sha256();
    digest.update(kind.name().getBytes(StandardCharsets.UTF_8));
    tell(() -> requests.writeUTF(kind.name()));
    var left = limits.bytes();
    while (true) {
      var piece = content.readNBytes(PIECE);
      left -= piece.length;
      if (piece.length == 0 || left < 0) {
        break;
      }
      digest.update(piece);
      tell(() -> {
        requests.writeInt(piece.length);
        requests.write(piece);
      });
    }
    tell(() -> requests.writeInt(0));
    return left < 0 ? Optional.empty() : Optional.of(HexFormat.of().formatHex(digest.digest()));
  }

  void forget() throws Died {
    tell(() -> {
      requests.writeBoolean(false);
      requests.flush();
    });
  }

  /** Reads the file that was sent. */
  Optional<String> read() throws Died {
    try {
      requests.writeBoolean(true);
      requests.flush();
      if (!answers.readBoolean()) {
        return Optional.empty();
      }
      var length = answers.readInt();
      if (length < 0 || length > (long) MOST_BYTES_OF_A_CHARACTER * limits.characters()) {
        throw died();
      }
      var bytes = new byte[length];
      answers.readFully(bytes);
      return Optional.of(new String(bytes, StandardCharsets.UTF_8));
    } catch (IOException _) {
      throw died();
    }
  }

  private interface Telling {
    void tell() throws IOException;
  }

  private static void tell(Telling telling) throws Died {
    try {
      telling.tell();
    } catch (IOException _) {
      throw new Died("does not listen any more");
    }
  }

  private Died died() {
    process.onExit().completeOnTimeout(process, GRACE_SECONDS, TimeUnit.SECONDS).join();
    return new Died(
        process.isAlive() ? "answered what it should not" : "ended with " + process.exitValue());
  }

  void kill() {
    process.destroyForcibly();
  }

  /** Lets it go, by force where it does not go by itself. */
  void end() {
    try {
      process.getOutputStream().close();
    } catch (IOException _) {
      // It has gone already.
    }
    process.onExit().completeOnTimeout(process, GRACE_SECONDS, TimeUnit.SECONDS).join();
    process.destroyForcibly();
    process.onExit().join();
    TemporaryDirectory.delete(directory);
  }

  private static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException impossible) {
      throw new IllegalStateException(impossible);
    }
  }
}
