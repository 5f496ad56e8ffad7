package org.talanoa.testing;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.TestInstanceFactoryContext;
import org.junit.jupiter.api.extension.TestInstancePreConstructCallback;

/**
 * A measurement of what each test class spends its time on. It samples the thread that runs the
 * class and sorts each sample by its kind of work. Writes one line per class to {@code
 * target/test-times-PID.tsv}, with a file for each process that runs tests: its name, its seconds,
 * the seconds of processor time that this process took meanwhile, and the seconds by kind of work.
 * JUnit finds this class by itself.
 */
public final class TestTimes
    implements BeforeAllCallback, TestInstancePreConstructCallback, AfterAllCallback {
  private static final Path FILE =
      Path.of("target", "test-times-" + ProcessHandle.current().pid() + ".tsv");
  private static final long PAUSE = TimeUnit.MILLISECONDS.toNanos(20);
  private static final Map<Class<?>, Sampler> RUNNING = new ConcurrentHashMap<>();
  private static boolean begun;

  static {
    // A busy machine needs patience; a condition that holds already needs no delay.
    Awaitility.setDefaultTimeout(Duration.ofSeconds(30));
    Awaitility.setDefaultPollDelay(Duration.ZERO);
    Awaitility.pollInSameThread();
  }

  /** A kind of work, and parts of the frames by which it is known; the first that fits counts. */
  private record Kind(String name, List<String> frames) {}

  private static final List<Kind> KINDS =
      List.of(
          new Kind("context", List.of("SpringApplication#run", "ApplicationContext#doClose")),
          new Kind("browser", List.of("Playwright#create", "BrowserTypeImpl#launch")),
          new Kind("process", List.of("ProcessBuilder#", "survival.Installed#")),
          new Kind("axe", List.of("Chromium#complaints")),
          new Kind("picture", List.of("#screenshot")),
          new Kind("password", List.of("Argon2")),
          new Kind("meaning", List.of("ai.onnxruntime.")),
          new Kind("waiting", List.of("org.awaitility.")),
          new Kind("page", List.of("com.microsoft.playwright.")),
          new Kind("call", List.of("jdk.internal.net.http.")),
          new Kind("world", List.of("testing.World#<init>")),
          new Kind("database", List.of("com.mongodb.")));

  @Override
  public void preConstructTestInstance(
      TestInstanceFactoryContext factory, ExtensionContext context) {
    begin(context.getRequiredTestClass());
  }

  @Override
  public void beforeAll(ExtensionContext context) {
    begin(context.getRequiredTestClass());
  }

  private static void begin(Class<?> test) {
    RUNNING.computeIfAbsent(test, _ -> new Sampler(Thread.currentThread()));
  }

  @Override
  public void afterAll(ExtensionContext context) throws InterruptedException, IOException {
    var test = context.getRequiredTestClass();
    var sampler = RUNNING.remove(test);
    if (sampler != null) {
      write(test.getName() + "\t" + sampler.end() + "\n");
    }
  }

  private static synchronized void write(String line) throws IOException {
    var how = begun ? StandardOpenOption.APPEND : StandardOpenOption.TRUNCATE_EXISTING;
    Files.writeString(FILE, line, StandardOpenOption.CREATE, StandardOpenOption.WRITE, how);
    begun = true;
  }

  /** Watches one thread until it is ended. */
  private static final class Sampler implements Runnable {
    private final Thread watched;
    private final Thread watching;
    private final long began = System.nanoTime();
    private final long processor = processor();
    private final Map<String, Integer> samples = new TreeMap<>();
    private volatile boolean over;

    Sampler(Thread watched) {
      this.watched = watched;
      this.watching = Thread.ofPlatform().daemon().name("test-times").start(this);
    }

    @Override
    public void run() {
      while (!over) {
        samples.merge(kind(watched.getStackTrace()), 1, Integer::sum);
        LockSupport.parkNanos(PAUSE);
      }
    }

    private static String kind(StackTraceElement[] stack) {
      var frames =
          Stream.of(stack)
              .map(frame -> frame.getClassName() + "#" + frame.getMethodName())
              .toList();
      return KINDS.stream()
          .filter(kind ->
              frames.stream().anyMatch(frame -> kind.frames().stream().anyMatch(frame::contains)))
          .findFirst()
          .map(Kind::name)
          .orElse("test");
    }

    /** Ends the watch and returns what was measured. */
    String end() throws InterruptedException {
      over = true;
      watching.join();
      var seconds = (System.nanoTime() - began) / 1e9;
      var all = Math.max(1, samples.values().stream().mapToInt(Integer::intValue).sum());
      var kinds =
          samples.entrySet().stream()
              .map(kind ->
                  String.format(
                      Locale.ROOT, "%s %.1f", kind.getKey(), seconds * kind.getValue() / all))
              .filter(kind -> !kind.endsWith(" 0.0"))
              .collect(Collectors.joining(", "));
      return String.format(
          Locale.ROOT, "%.1f\t%.1f\t%s", seconds, (processor() - processor) / 1e9, kinds);
    }

    private static long processor() {
      return ((com.sun.management.OperatingSystemMXBean)
              ManagementFactory.getOperatingSystemMXBean())
          .getProcessCpuTime();
    }
  }
}
