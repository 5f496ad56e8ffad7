package org.talanoa.bench;

import java.io.IOException;
import java.io.PrintStream;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.ZoneId;

/** A Markdown table, printed row by row. */
final class Table {
  private final PrintStream out;

  Table(PrintStream out) {
    this.out = out;
    var system =
        (com.sun.management.OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();
    out.printf(
        "%n%s, %d cores, %d GiB, JDK %s, %s, load before %.1f%n%n",
        processor(),
        Runtime.getRuntime().availableProcessors(),
        Math.round(system.getTotalMemorySize() / (double) (1 << 30)),
        Runtime.version(),
        LocalDate.now(ZoneId.systemDefault()),
        system.getSystemLoadAverage());
    out.println("| what | measured | wanted |");
    out.println("| --- | --- | --- |");
  }

  private static String processor() {
    try (var lines = Files.lines(Path.of("/proc/cpuinfo"))) {
      return lines
          .filter(line -> line.startsWith("model name"))
          .map(line -> line.substring(line.indexOf(':') + 1).strip())
          .findFirst()
          .orElse(System.getProperty("os.arch"));
    } catch (IOException _) {
      return System.getProperty("os.arch");
    }
  }

  void row(String what, String measured, String wanted) {
    out.printf("| %s | %s | %s |%n", what, measured, wanted);
    out.flush();
  }
}
