package org.talanoa.house;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.test.annotation.DirtiesContext;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;
import org.talanoa.people.Keeper;

/** Somebody answers for every collection that may hold something of a person. */
@SpringBootTest(
    webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT,
    properties = "vaadin.productionMode=true")
@DirtiesContext
class KeepersTest {
  /** Files are deleted by whoever has their ids; which migrations have run is nobody's. */
  private static final Set<String> OF_NOBODY = Set.of("migrations", "blobs", "pieces");

  private static final Pattern NAMED =
      Pattern.compile(
          "getCollection\\(\\s*\"(\\w+)\"|new Sealed\\([^;)]*\"(\\w+)\"|COLLECTION = \"(\\w+)\"");

  @TempDir static Path data;

  @Autowired List<Keeper> keepers;

  @DynamicPropertySource
  static void ownData(DynamicPropertyRegistry registry) {
    registry.add("talanoa.data", data::toString);
  }

  @Test
  void everyCollectionHasOneKeeper() throws IOException {
    var kept = new ArrayList<String>();
    keepers.forEach(keeper -> kept.addAll(keeper.collections()));

    assertThat(kept).doesNotHaveDuplicates();
    assertThat(new TreeSet<>(kept)).isEqualTo(collections());
  }

  /** Every collection that the code names. */
  private static Set<String> collections() throws IOException {
    var names = new TreeSet<String>();
    try (var files = Files.walk(Path.of("src", "main", "java"))) {
      for (var file : files.filter(file -> file.toString().endsWith(".java")).toList()) {
        var matcher = NAMED.matcher(Files.readString(file));
        while (matcher.find()) {
          for (var group = 1; group <= matcher.groupCount(); group++) {
            if (matcher.group(group) != null) {
              names.add(matcher.group(group));
            }
          }
        }
      }
    }
    names.removeAll(OF_NOBODY);
    return names;
  }
}
