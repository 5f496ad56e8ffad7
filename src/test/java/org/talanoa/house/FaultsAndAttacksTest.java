package org.talanoa.house;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import java.io.IOException;
import java.lang.annotation.Annotation;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.talanoa.testing.Attack;
import org.talanoa.testing.Fault;

/**
 * Every fault that is promised to be survived and every attack that is promised to fail has a test;
 * the table of which is which is written to {@code target/faults-and-attacks.md}.
 */
class FaultsAndAttacksTest {
  private static final Set<Integer> FAULTS =
      Set.of(
          1, 2, 3, 4, 5, 6, 7, 9, 14, 15, 16, 17, 18, 19, 21, 22, 23, 24, 25, 26, 27, 28, 31, 34);

  /** What has no target here: previews of what a link leads to. */
  private static final Set<Integer> WITHOUT_TARGET = Set.of(44);

  private final JavaClasses tests = new ClassFileImporter().importPackages("org.talanoa");

  @Test
  void everyPromisedFaultAndAttackHasItsTest() throws IOException {
    var faults = named(Fault.class, Fault::value);
    var attacks = named(Attack.class, Attack::value);
    var table = new StringBuilder("| number | shown by |\n| --- | --- |\n");
    faults.forEach((number, by) -> table.append(row("F" + number, by)));
    attacks.forEach((number, by) -> table.append(row("N" + number, by)));
    Files.writeString(Path.of("target", "faults-and-attacks.md"), table);

    assertThat(faults.keySet()).containsAll(FAULTS);
    var wanted =
        IntStream.rangeClosed(1, 44)
            .boxed()
            .filter(number -> !WITHOUT_TARGET.contains(number))
            .toList();
    assertThat(attacks.keySet()).containsAll(wanted);
  }

  private static String row(String number, Collection<String> by) {
    return "| %s | %s |%n".formatted(number, String.join("<br>", by));
  }

  private <A extends Annotation> Map<Integer, Set<String>> named(
      Class<A> annotation, Function<A, int[]> numbers) {
    var named = new TreeMap<Integer, Set<String>>();
    for (var type : tests) {
      if (type.isAnnotatedWith(annotation)) {
        note(named, numbers.apply(type.getAnnotationOfType(annotation)), type.getSimpleName());
      }
      for (var method : type.getMethods()) {
        if (method.isAnnotatedWith(annotation)) {
          var name = type.getSimpleName() + "." + method.getName();
          note(named, numbers.apply(method.getAnnotationOfType(annotation)), name);
        }
      }
    }
    return named;
  }

  private static void note(Map<Integer, Set<String>> named, int[] numbers, String by) {
    for (var number : IntStream.of(numbers).boxed().collect(Collectors.toSet())) {
      named.computeIfAbsent(number, _ -> new TreeSet<>()).add(by);
    }
  }
}
