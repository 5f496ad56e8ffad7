package org.talanoa.alliance;

import java.util.List;
import org.talanoa.Refusal;
import org.talanoa.text.Clean;

/** What a member can offer the others in an alliance, and what they seek there. */
public record GiveAndTake(List<String> offers, List<String> seeks) {
  /** The most of each. */
  public static final int MOST = 8;

  /** The most UTF-16 units that one may have. */
  public static final int LONGEST = 200;

  static final GiveAndTake NOTHING = new GiveAndTake(List.of(), List.of());

  public GiveAndTake {
    offers = clean(offers);
    seeks = clean(seeks);
  }

  private static List<String> clean(List<String> said) {
    var clean =
        said.stream().map(Clean::line).filter(line -> !Clean.isInvisible(line)).distinct().toList();
    if (clean.size() > MOST || clean.stream().anyMatch(line -> line.length() > LONGEST)) {
      throw new Refusal.NotLikeThis("member.giveAndTake", MOST, LONGEST);
    }
    return clean;
  }
}
