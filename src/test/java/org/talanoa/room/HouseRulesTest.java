package org.talanoa.room;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** The one function that decides, against a table a person can read. */
class HouseRulesTest {
  @Test
  void whoMayWhat() {
    assertThat(rules())
        .isEqualTo(
            """
            OPEN INVITE: LAPSED_KEEPER SEATED KEEPER
            OPEN JOIN: MEMBER CURATOR
            OPEN KEEP_ORDER: LAPSED_KEEPER KEEPER
            OPEN LISTEN: OBSERVER MEMBER CURATOR REMOVED SILENCED LAPSED LAPSED_KEEPER SEATED KEEPER
            OPEN SPEAK: SEATED KEEPER
            other INVITE: LAPSED_KEEPER KEEPER
            other JOIN:
            other KEEP_ORDER: LAPSED_KEEPER KEEPER
            other LISTEN: SILENCED LAPSED LAPSED_KEEPER SEATED KEEPER
            other SPEAK: SEATED KEEPER\
            """);
  }

  @Test
  void whatIsNotOpenIsAllTheSame() {
    for (var kind : RoomKind.values()) {
      for (var act : Act.values()) {
        if (kind != RoomKind.OPEN) {
          assertThat(allowed(kind, act)).isEqualTo(allowed(RoomKind.SEALED, act));
        }
      }
    }
  }

  private static String rules() {
    var rules = new TreeMap<String, String>();
    for (var act : Act.values()) {
      rules.put("OPEN " + act, allowed(RoomKind.OPEN, act));
      rules.put("other " + act, allowed(RoomKind.SEALED, act));
    }
    return rules.entrySet().stream()
        .map(rule -> (rule.getKey() + ": " + rule.getValue()).strip())
        .collect(Collectors.joining("\n"));
  }

  private static String allowed(RoomKind kind, Act act) {
    return Arrays.stream(Standing.values())
        .filter(standing -> HouseRules.allow(standing, kind, act))
        .map(Standing::name)
        .collect(Collectors.joining(" "));
  }
}
