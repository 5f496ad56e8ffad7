package org.talanoa.text;

import static org.assertj.core.api.Assertions.assertThat;

import java.text.Bidi;
import org.junit.jupiter.api.Test;

class NamesTest {
  @Test
  void aNameDoesNotMoveWhatStandsBesideIt() {
    var alone = new Bidi(Names.isolated("ليلى") + " · 1 · 2", Bidi.DIRECTION_LEFT_TO_RIGHT);

    assertThat(alone.getLevelAt(alone.getLength() - 1)).isZero();
    assertThat(alone.getLevelAt(alone.getLength() - 5)).isZero();
  }

  @Test
  void initialsAreTheFirstLettersInAnyScript() {
    assertThat(Names.initials("Amina Diallo")).isEqualTo("AD");
    assertThat(Names.initials("ليلى")).isEqualTo("ل");
    assertThat(Names.initials("(é) <script>")).isEqualTo("ÉS");
    assertThat(Names.initials("👩‍👩‍👧‍👦")).isNotEmpty();
    assertThat(Names.initials(" ")).isEmpty();
  }
}
