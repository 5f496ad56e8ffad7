package org.talanoa.discussion;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.BiConsumer;
import org.springframework.stereotype.Service;
import org.talanoa.Refusal;
import org.talanoa.alliance.Alliances;
import org.talanoa.alliance.TacitKinds;
import org.talanoa.room.Voice;
import org.talanoa.text.Markdown;
import org.talanoa.text.PlainWords;
import org.talanoa.text.Rendering;
import org.talanoa.text.Stretch;

/**
 * Marks what is told in messages. Whoever may speak in the room sets marks and takes them away,
 * also those of others; whose they were is stored nowhere. Thread safe.
 */
@Service
public class Tellings {
  /** The most marks that one message may have. */
  public static final int MOST = 12;

  /** The most UTF-16 units that a marked part may have. */
  public static final int LONGEST_PART = 1_000;

  private final Discussions discussions;
  private final Alliances alliances;
  private final TacitKinds kinds;
  private final Rendering rendering = new Rendering();

  public Tellings(Discussions discussions, Alliances alliances, TacitKinds kinds) {
    this.discussions = discussions;
    this.alliances = alliances;
    this.kinds = kinds;
  }

  /**
   * Some words of a message, as they stand in it.
   *
   * @param nth which of them are meant where they stand there more than once, counted from 0
   */
  public record Quoted(String words, int nth) {}

  /** Marks a message, or some of its words; what is marked so already stays so. */
  public Message mark(
      Voice voice, ThreadId thread, int number, String kind, Optional<Quoted> quoted) {
    var membership = alliances.enter(voice.person(), voice.room().alliance());
    if (kinds.of(membership).stream().noneMatch(known -> known.id().equals(kind))) {
      throw new Refusal.NotLikeThis("telling.kindUnknown");
    }
    return change(
        voice,
        thread,
        number,
        (words, tellings) -> {
          var telling = new Telling(kind, quoted.map(part -> found(part, words)));
          if (tellings.contains(telling)) {
            return;
          }
          if (tellings.size() >= MOST) {
            throw new Refusal.NotNow("telling.tooMany", MOST);
          }
          tellings.add(telling);
        });
  }

  /** Takes a mark away; one that is not there is away already. */
  public Message unmark(Voice voice, ThreadId thread, int number, Telling telling) {
    return change(voice, thread, number, (_, tellings) -> tellings.remove(telling));
  }

  private Stretch found(Quoted quoted, Markdown words) {
    var part =
        PlainWords.of(rendering.plain(words))
            .find(quoted.words(), quoted.nth())
            .orElseThrow(() -> new Refusal.NotLikeThis("telling.partUnknown"));
    if (part.to() - part.from() > LONGEST_PART) {
      throw new Refusal.NotLikeThis("telling.partLength", LONGEST_PART);
    }
    return part;
  }

  private Message change(
      Voice voice, ThreadId thread, int number, BiConsumer<Markdown, List<Telling>> change) {
    discussions.stored().open(voice, thread);
    return discussions
        .writer()
        .change(
            voice,
            thread,
            number,
            "marked",
            (_, _, message) -> {
              Discussions.mustBeSaid(message);
              var tellings = new ArrayList<>(Codec.tellings(message));
              change.accept(Markdown.of(message.getString("body")), tellings);
              message.append("tellings", tellings.stream().map(Codec::telling).toList());
            });
  }
}
