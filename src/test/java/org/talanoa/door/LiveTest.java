package org.talanoa.door;

import java.io.IOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.context.annotation.Import;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;
import org.talanoa.alliance.Role;
import org.talanoa.door.Gathering.Ear;
import org.talanoa.door.Gathering.Guest;
import org.talanoa.door.socket.LiveLines;

/** One installation for several classes of tests; each test brings people and rooms of its own. */
@SpringBootTest(
    webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT,
    properties = "vaadin.productionMode=true")
@Import({Gathering.class, LiveLines.class})
abstract class LiveTest {
  final Gathering given;
  private final List<AutoCloseable> opened = new ArrayList<>();

  LiveTest(Gathering given) {
    this.given = given;
  }

  @DynamicPropertySource
  static void ownData(DynamicPropertyRegistry registry) throws IOException {
    var data = Files.createTempDirectory("talanoa");
    registry.add("talanoa.data", data::toString);
  }

  @AfterEach
  void close() throws Exception {
    for (var one : opened.reversed()) {
      one.close();
    }
    opened.clear();
  }

  <T extends AutoCloseable> T closing(T one) {
    opened.add(one);
    return one;
  }

  Guest peer(String name) {
    return closing(given.peer(name));
  }

  Guest guest(String name, Role role) {
    return closing(given.guest(name, role));
  }

  Guest stranger(String name) {
    return closing(given.stranger(name));
  }

  Ear listen(Guest guest, String... destinations) throws IOException {
    return closing(guest.listen(destinations));
  }
}
