package org.talanoa.extraction;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;

/**
 * The command that starts a process which reads. It runs from the same class path as this one:
 * class files, jars beside each other, or the one jar with the others inside.
 *
 * @param main the class to run
 */
record Command(String main) {
  static final Command USUAL = new Command(Reading.class.getName());

  private static final Path NICE = Path.of("/usr/bin/nice");
  private static final String LAUNCHER =
      "org.springframework.boot.loader.launch.PropertiesLauncher";

  /** Without HTTP, names, remote calls, management and scripts. */
  private static final String MODULES = "java.base,java.desktop,java.logging,java.sql,java.xml";

  List<String> in(Path directory, int characters) {
    var command = new ArrayList<String>();
    if (Files.isExecutable(NICE)) {
      command.addAll(List.of(NICE.toString(), "-n", "19"));
    }
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(machine(directory));
    command.addAll(closed());
    command.addAll(List.of("-cp", classPath()));
    if (isOneJar()) {
      command.addAll(List.of("-Dloader.main=" + main, LAUNCHER));
    } else {
      command.add(main);
    }
    command.addAll(List.of(directory.toString(), Integer.toString(characters)));
    return command;
  }

  private static List<String> machine(Path directory) {
    return List.of(
        "-Xmx128m",
        "-XX:MaxMetaspaceSize=96m",
        "-XX:MaxDirectMemorySize=16m",
        "-XX:ReservedCodeCacheSize=32m",
        "-XX:+UseSerialGC",
        "-XX:TieredStopAtLevel=1",
        "-XX:+ExitOnOutOfMemoryError",
        "-XX:-UsePerfData",
        "-XX:+DisableAttachMechanism",
        "-XX:-CreateCoredumpOnCrash",
        "-XX:ErrorFile=" + directory.resolve("error"),
        "-XX:+DisplayVMOutputToStderr",
        "-Djava.io.tmpdir=" + directory,
        "-Duser.home=" + directory,
        "-Djava.awt.headless=true",
        "-Dslf4j.provider=org.slf4j.helpers.NOP_FallbackServiceProvider");
  }

  /**
   * What keeps a document from reaching anything outside of itself; {@link Closed} does the rest.
   */
  private static List<String> closed() {
    return List.of(
        "--limit-modules",
        MODULES,
        "-Djdk.net.hosts.file=nothing",
        "-Djava.nio.channels.spi.SelectorProvider=nothing",
        "-Djavax.xml.accessExternalDTD=",
        "-Djavax.xml.accessExternalSchema=",
        "-Djavax.xml.accessExternalStylesheet=",
        "-Djdk.xml.dtd.support=ignore");
  }

  /** In full, because the process works in a directory of its own. */
  private static String classPath() {
    return Arrays.stream(System.getProperty("java.class.path").split(File.pathSeparator))
        .map(entry -> Path.of(entry).toAbsolutePath().toString())
        .collect(Collectors.joining(File.pathSeparator));
  }

  private static boolean isOneJar() {
    var source = Command.class.getProtectionDomain().getCodeSource();
    return source != null && source.getLocation().toString().startsWith("jar:nested:");
  }
}
