package org.talanoa.extraction;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.channels.SocketChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.talanoa.testing.Fault;

/** The process that reads: how it lives, what it has, and how it ends. */
@Tag("process")
class ChildTest {
  /** Little room; time enough on a busy machine, where the process that reads comes last. */
  private static final Limits SMALL = within(Duration.ofSeconds(60));

  private static Limits within(Duration time) {
    return new Limits(1 << 20, 1_000, time, Duration.ofSeconds(60), Duration.ofMinutes(1));
  }

  /** What other tests have left behind; it ends by itself. */
  private static final Set<Long> OTHER_PROCESSES = new HashSet<>();

  private static final Set<Path> OTHER_DIRECTORIES = new HashSet<>();

  @BeforeAll
  static void rememberOthers() throws IOException {
    children().forEach(child -> OTHER_PROCESSES.add(child.pid()));
    OTHER_DIRECTORIES.addAll(directories());
  }

  private static Extraction with(Class<?> main, Limits limits) {
    return new Extraction(true, new Command(main.getName()), limits);
  }

  private static Optional<String> text(Extraction extraction, String content) throws IOException {
    var bytes = content.getBytes(UTF_8);
    return extraction.text(new ByteArrayInputStream(bytes), "a.txt", bytes.length);
  }

  private static List<ProcessHandle> children() {
    return ProcessHandle.current()
        .children()
        .filter(child -> arguments(child).contains("org.talanoa.extraction."))
        .filter(child -> !OTHER_PROCESSES.contains(child.pid()))
        .toList();
  }

  private static String arguments(ProcessHandle process) {
    try {
      return Files.readString(Path.of("/proc", Long.toString(process.pid()), "cmdline"));
    } catch (IOException _) {
      return "";
    }
  }

  private static Set<Path> directories(long process) throws IOException {
    var beginning = TemporaryDirectory.of(process);
    try (var all = Files.list(Path.of(System.getProperty("java.io.tmpdir")))) {
      return all.filter(path -> path.getFileName().toString().startsWith(beginning))
          .filter(path -> !OTHER_DIRECTORIES.contains(path))
          .collect(Collectors.toSet());
    }
  }

  private static Set<Path> directories() throws IOException {
    return directories(ProcessHandle.current().pid());
  }

  /** Does what the file says, in the loop that the real one has. */
  static final class Obeying {
    private Obeying() {}

    public static void main(String[] arguments) {
      Reading.serve(arguments, _ -> Obeying::of);
    }

    private static Optional<String> of(Kind kind, Path file) throws IOException {
      var order = Files.readString(file).split(" ", 2);
      switch (order[0]) {
        case "die" -> Runtime.getRuntime().halt(9);
        case "fail" -> throw new AssertionError();
        case "fill" -> fill();
        case "hang" -> hang();
        case "print" -> System.out.println("printed by a parser");
        case "reach" -> {
          return Optional.of(String.join(" ", reached(Integer.parseInt(order[1]))));
        }
        case "environment" -> {
          return Optional.of(new TreeSet<>(System.getenv().keySet()).toString());
        }
        case "modules" -> {
          return Optional.of(
              ModuleLayer.boot().modules().stream()
                  .map(Module::getName)
                  .collect(Collectors.joining(" ")));
        }
        default -> {
          return Optional.of(String.join(" ", order));
        }
      }
      return Optional.of("done");
    }

    private static void fill() {
      var all = new StringBuilder("all");
      while (true) {
        all.append(all);
      }
    }

    private static void hang() {
      try {
        new CountDownLatch(1).await();
      } catch (InterruptedException _) {
        Thread.currentThread().interrupt();
      }
    }
  }

  /** Answers without listening. */
  static final class Babbling {
    private Babbling() {}

    public static void main(String[] arguments) throws IOException {
      System.out.write(Reading.READY);
      System.out.write(new byte[] {1, 127, 127, 127, 127});
      System.out.flush();
      System.in.transferTo(OutputStream.nullOutputStream());
    }
  }

  /** Says nothing, not even that it is ready. */
  static final class Silent {
    private Silent() {}

    public static void main(String[] arguments) throws IOException {
      System.in.transferTo(OutputStream.nullOutputStream());
    }
  }

  /** A process of its own that asks for a file to be read which never is. */
  static final class Asking {
    private Asking() {}

    public static void main(String[] arguments) throws IOException {
      try (var extraction = with(Obeying.class, SMALL)) {
        text(extraction, "ready");
        var child = ProcessHandle.current().children().findFirst().orElseThrow();
        System.out.println(child.pid());
        System.out.flush();
        text(extraction, "hang");
      }
    }
  }

  /** Each way out that leads to this port. */
  static List<String> reached(int port) {
    record Way(String name, Callable<Object> taken) {}
    var loopback = InetAddress.getLoopbackAddress();
    return List.of(
            new Way("socket", () -> new Socket(loopback, port)),
            new Way("server", () -> new ServerSocket(0)),
            new Way("channel", () -> SocketChannel.open(new InetSocketAddress(loopback, port))),
            new Way("datagram", DatagramSocket::new),
            new Way("name", InetAddress::getLocalHost),
            new Way("http", () -> opened("http://127.0.0.1:" + port + "/")),
            new Way("ftp", () -> opened("ftp://127.0.0.1:" + port + "/")),
            new Way("client", () -> Class.forName("java.net.http.HttpClient")),
            new Way("directory", () -> Class.forName("javax.naming.InitialContext")))
        .stream()
        .filter(way -> isTaken(way.taken()))
        .map(Way::name)
        .toList();
  }

  private static Object opened(String address) throws IOException {
    var connection = URI.create(address).toURL().openConnection();
    connection.setConnectTimeout(1_000);
    connection.setReadTimeout(1_000);
    connection.connect();
    return connection;
  }

  private static boolean isTaken(Callable<Object> way) {
    try {
      var opened = way.call();
      if (opened instanceof AutoCloseable closeable) {
        closeable.close();
      }
      return true;
    } catch (Exception | Error _) {
      return false;
    }
  }

  /** What does no harm to the process that reads it; one is enough for all of these. */
  @Nested
  @TestInstance(TestInstance.Lifecycle.PER_CLASS)
  class OneProcess {
    private final Extraction extraction = with(Obeying.class, SMALL);

    @AfterAll
    void close() {
      extraction.close();
    }

    @Test
    void thereIsNoWayOutOfIt() throws IOException {
      try (var listening = new ServerSocket(0, 50, InetAddress.getLoopbackAddress())) {
        var port = listening.getLocalPort();

        assertThat(reached(port)).contains("socket", "server", "channel", "http", "client");
        assertThat(text(extraction, "reach " + port)).contains("");
      }
    }

    @Test
    void itIsToldNothingOfWhereItRuns() throws IOException {
      assertThat(System.getenv()).containsKey("PATH");
      assertThat(text(extraction, "environment")).contains("[LC_ALL]");
      assertThat(text(extraction, "modules").orElseThrow())
          .doesNotContain("java.net.http", "java.naming", "java.rmi", "java.management");
    }

    @Test
    void whatAParserPrintsIsNotAnAnswer() throws IOException {
      assertThat(text(extraction, "print")).contains("done");
      assertThat(text(extraction, "next")).contains("next");
    }
  }

  @Test
  void aFileThatHangsEndsItsProcessAndTheNextIsRead() throws IOException {
    try (var extraction = with(Obeying.class, within(Duration.ofSeconds(2)))) {
      awaitOneIsRead(extraction);
      var first = children();

      assertThat(text(extraction, "hang")).isEmpty();
      assertThat(first).hasSize(1).noneMatch(ProcessHandle::isAlive);
      awaitOneIsRead(extraction);
    }
  }

  /** Where little time is given, a busy machine may be too slow; another file is read then. */
  private static void awaitOneIsRead(Extraction extraction) {
    var tries = new AtomicInteger();
    await()
        .atMost(Duration.ofSeconds(60))
        .until(() -> {
          var words = "try " + tries.incrementAndGet();
          return text(extraction, words).filter(words::equals).isPresent();
        });
  }

  @Test
  void aFileThatTakesAllMemoryOrFailsEndsItsProcessAndTheNextIsRead() throws IOException {
    try (var extraction = with(Obeying.class, SMALL)) {
      for (var bad : List.of("fill", "fail")) {
        assertThat(text(extraction, bad)).as(bad).isEmpty();
        assertThat(text(extraction, "next")).contains("next");
      }
      assertThat(children()).hasSize(1);
      assertThat(directories()).hasSize(1);
    }
  }

  @Test
  void aFileThatHasEndedThreeProcessesIsNotTriedAgain() throws IOException {
    try (var extraction = with(Obeying.class, SMALL)) {
      for (var i = 0; i < Deaths.MOST; i++) {
        text(extraction, "ready");
        var before = children();
        assertThat(text(extraction, "die")).isEmpty();
        assertThat(before).noneMatch(ProcessHandle::isAlive);
      }
      text(extraction, "ready");
      var before = children();

      assertThat(text(extraction, "die")).isEmpty();
      assertThat(before).hasSize(1).allMatch(ProcessHandle::isAlive);
      assertThat(text(extraction, "die otherwise")).isEmpty();
      assertThat(before).noneMatch(ProcessHandle::isAlive);
    }
  }

  @Test
  void aFileThatWasReadInBetweenBeginsAnew() {
    var deaths = new Deaths();
    deaths.died("file");
    deaths.died("file");
    deaths.survived("file");
    deaths.died("file");
    deaths.died("file");

    assertThat(deaths.isGivenUp("file")).isFalse();
    deaths.died("file");
    assertThat(deaths.isGivenUp("file")).isTrue();
  }

  @Test
  void anAnswerThatCannotBeIsNone() throws IOException {
    try (var extraction = with(Babbling.class, SMALL)) {
      assertThat(text(extraction, "anything")).isEmpty();
    }
  }

  @Test
  void aProcessThatIsNeverReadyIsGivenUp() throws IOException {
    var impatient =
        new Limits(
            1 << 20, 1_000, Duration.ofSeconds(60), Duration.ofMillis(500), Duration.ofMinutes(1));
    try (var extraction = with(Silent.class, impatient)) {
      assertThat(text(extraction, "anything")).isEmpty();
      assertThat(children()).isEmpty();
    }
  }

  @Test
  void itEndsWhenItHasNothingToDoAndComesBack() throws IOException {
    var restless =
        new Limits(
            1 << 20, 1_000, Duration.ofSeconds(60), Duration.ofSeconds(60), Duration.ofMillis(200));
    try (var extraction = with(Obeying.class, restless)) {
      assertThat(text(extraction, "first")).contains("first");

      await().until(() -> children().isEmpty());
      assertThat(text(extraction, "second")).contains("second");
    }
  }

  @Test
  void nothingIsLeftOfItAfterwards() throws IOException {
    try (var extraction = new Extraction(true)) {
      var pdf = Documents.pdf("read");
      assertThat(extraction.text(new ByteArrayInputStream(pdf), "a.pdf", pdf.length))
          .contains("read");
      assertThat(children()).hasSize(1);
      assertThat(directories()).hasSize(1);
      for (var directory : directories()) {
        assertThat(Files.getPosixFilePermissions(directory)).hasSize(3);
        try (var inside = Files.list(directory)) {
          assertThat(inside).isEmpty();
        }
      }
    }

    assertThat(children()).isEmpty();
    assertThat(directories()).isEmpty();
  }

  @Test
  void nothingIsLeftOfItEitherWhenSomebodyElseEndsIt() throws IOException {
    try (var extraction = with(Obeying.class, SMALL)) {
      text(extraction, "ready");
      var child = children().getFirst();

      child.destroy();

      await().until(() -> !child.isAlive());
      assertThat(directories()).isEmpty();
      assertThat(text(extraction, "next")).contains("next");
    }
  }

  @Test
  void itIsNotStartedBeforeItIsNeeded() {
    try (var _ = new Extraction(true)) {
      assertThat(children()).isEmpty();
    }
  }

  @Test
  void closingDoesNotWaitForAFileThatHangs() throws Exception {
    var extraction = with(Obeying.class, Limits.USUAL);
    text(extraction, "ready");
    try (var reader = Executors.newVirtualThreadPerTaskExecutor()) {
      var given = new CountDownLatch(1);
      InputStream told =
          new ByteArrayInputStream("hang".getBytes(UTF_8)) {
            @Override
            public byte[] readNBytes(int most) throws IOException {
              var bytes = super.readNBytes(most);
              if (bytes.length == 0) {
                given.countDown();
              }
              return bytes;
            }
          };
      var asked = reader.submit(() -> extraction.text(told, "a.txt", 4));
      given.await();

      extraction.close();

      assertThat(asked.get()).isEmpty();
    }
    assertThat(text(extraction, "after")).isEmpty();
    assertThat(children()).isEmpty();
    assertThat(directories()).isEmpty();
  }

  /** It hangs in a file all the while. */
  @Fault(1)
  @Test
  void itEndsWithWhoeverStartedItAlsoWhenThatIsKilled() throws IOException {
    var asking =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp",
                System.getProperty("java.class.path"),
                Asking.class.getName())
            .redirectError(ProcessBuilder.Redirect.DISCARD)
            .start();
    try (var said = asking.inputReader(UTF_8)) {
      var child = ProcessHandle.of(Long.parseLong(said.readLine())).orElseThrow();
      assertThat(child.isAlive()).isTrue();
      assertThat(directories(asking.pid())).hasSize(1);

      asking.destroyForcibly();

      await().until(() -> !child.isAlive());
      assertThat(directories(asking.pid())).isEmpty();
    }
  }
}
