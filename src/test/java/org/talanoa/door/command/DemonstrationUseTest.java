package org.talanoa.door.command;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.talanoa.activity.Contribution;
import org.talanoa.activity.Stage;
import org.talanoa.text.Markdown;

/** Brings the demonstration again and uses it; each test has a demonstration of its own. */
class DemonstrationUseTest extends DemonstrationFixture {
  @BeforeEach
  void isBrought() {
    bring();
  }

  @AfterEach
  void close() {
    world.close();
  }

  @Test
  void broughtTwiceItIsThereOnce() {
    var once = said();
    var stated = STATED.stream().map(this::problem).toList();
    var threads = archive.heads().size();
    var before = List.of(activity("open-floor"), activity("pay-and-people"));

    bring();

    assertThat(STATED.stream().map(this::problem).toList()).isEqualTo(stated);
    assertThat(List.of(activity("open-floor"), activity("pay-and-people")))
        .usingRecursiveComparison()
        .ignoringFields("now")
        .isEqualTo(before);
    assertThat(archive.heads()).hasSize(threads);
    assertThat(said()).isEqualTo(once);
  }

  @Test
  void whoeverComesAnewJoinsARunningActivityAtOnceAndItWaitsForWeeks() {
    var amina = seat("open-floor");
    var running = activity("open-floor");
    assertThat(running.stage()).isEqualTo(Stage.RUNNING);
    assertThat(running.overDays()).isTrue();
    assertThat(running.joined()).isFalse();
    assertThat(running.shown()).hasSizeGreaterThan(15).noneMatch(Contribution::late);
    assertThat(running.ends().orElseThrow()).isAfter(Instant.now().plus(Duration.ofDays(21)));
    var voice = world.rooms.speak(amina.person(), amina.room().id());
    assertThat(activities.join(voice, running.id()).mayWrite()).isTrue();
    var words = Markdown.of("A desk, and a list of whom I may telephone.");
    var written = activities.write(voice, running.id(), running.phase(), "key-of-amina", words);
    assertThat(written.open()).isTrue();
  }

  @Test
  void theRunningActivityMakesSenseWhenItIsOpenedAgainAfterMonths() {
    var amina = seat("open-floor");
    var id = activity("open-floor").id();
    for (var months = 1; months <= 6; months++) {
      var later =
          activities(Clock.offset(Clock.systemUTC(), Duration.ofDays(30).multipliedBy(months)));
      assertThat(later.passTime(amina, id).stage()).isEqualTo(Stage.RUNNING);
      var voice = world.rooms.speak(amina.person(), amina.room().id());
      assertThat(later.join(voice, id).mayWrite()).as("month " + months).isTrue();
    }
  }
}
