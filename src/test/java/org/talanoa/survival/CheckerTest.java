package org.talanoa.survival;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.talanoa.survival.Evidence.Line;
import org.talanoa.survival.Evidence.Unread;

/** The checker sees what it is there to see. */
class CheckerTest {
  private final History history = new History();
  private final Line first = said("amina", 1);
  private final Line second = said("bo", 2);
  private final Line third = said("amina", 3);
  private final Map<String, List<Line>> stored = new HashMap<>();
  private final Map<String, Map<String, List<Line>>> views = new HashMap<>();
  private final Map<String, Map<String, Integer>> found = new HashMap<>();
  private Unread unread = new Unread("bo", "thread", 1, 1);

  @BeforeEach
  void allIsWell() {
    var all = List.of(first, second, third);
    stored.put("thread", all);
    views.put("bo", Map.of("thread", all));
    found.put("bo", Map.of(word(first), 1, word(second), 1, word(third), 1));
    found.put("eve", Map.of());
    assertThat(complaints()).isEmpty();
  }

  @Test
  void aLostMessage() {
    stored.put("thread", List.of(first, second));
    assertThat(complaints()).anyMatch(complaint -> complaint.startsWith("I1"));
  }

  @Test
  void aMessageOfSomebodyElse() {
    stored.put("thread", List.of(first, second, new Line(3, "eve", third.words())));
    assertThat(complaints()).anyMatch(complaint -> complaint.startsWith("I1"));
  }

  @Test
  void twoAnswersToOneMessage() {
    history.sayings().forEach(saying -> history.acknowledged(saying, 7));
    assertThat(complaints()).anyMatch(complaint -> complaint.startsWith("I1"));
  }

  @Test
  void anUnacknowledgedMessageThatIsThereTwice() {
    var words = history.tried("thread", "bo").words();
    stored.put(
        "thread",
        List.of(first, second, third, new Line(4, "bo", words), new Line(5, "bo", words)));
    assertThat(complaints()).anyMatch(complaint -> complaint.startsWith("I2"));
  }

  @Test
  void aHole() {
    stored.put("thread", List.of(first, second, third, new Line(5, "bo", "later")));
    assertThat(complaints()).anyMatch(complaint -> complaint.startsWith("I3"));
  }

  @Test
  void aReaderWhoMissedSomething() {
    views.put("bo", Map.of("thread", List.of(first, third)));
    assertThat(complaints()).anyMatch(complaint -> complaint.startsWith("I4"));
  }

  @Test
  void aReaderWhoSeesItInAnotherOrder() {
    views.put("bo", Map.of("thread", List.of(first, third, second)));
    assertThat(complaints()).anyMatch(complaint -> complaint.startsWith("I4"));
  }

  @Test
  void aMessageThatIsFoundTwiceOrNever() {
    found.put("bo", Map.of(word(first), 2, word(second), 1));
    assertThat(complaints()).filteredOn(complaint -> complaint.startsWith("I5")).hasSize(2);
  }

  @Test
  void anOutsiderWhoFindsSomething() {
    found.put("eve", Map.of(word(first), 1));
    assertThat(complaints()).anyMatch(complaint -> complaint.startsWith("I5"));
  }

  @Test
  void anUnreadMarkThatIsStuck() {
    unread = new Unread("bo", "thread", 3, 1);
    assertThat(complaints()).anyMatch(complaint -> complaint.startsWith("I6"));
  }

  private List<String> complaints() {
    return Checker.complaints(
        history, new Evidence(stored, views, found, List.of(unread)), Set.of("eve"));
  }

  private Line said(String author, int number) {
    var saying = history.tried("thread", author);
    history.acknowledged(saying, number);
    return new Line(number, author, saying.words());
  }

  private static String word(Line line) {
    return line.words().split(" ")[3];
  }
}
