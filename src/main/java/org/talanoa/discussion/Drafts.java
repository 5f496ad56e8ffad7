package org.talanoa.discussion;

import java.time.Clock;
import java.util.Date;
import java.util.List;
import java.util.Optional;
import org.bson.Document;
import org.springframework.stereotype.Service;
import org.talanoa.Refusal;
import org.talanoa.people.PersonId;
import org.talanoa.room.RoomId;
import org.talanoa.room.Voice;
import org.talanoa.storage.InstallationKey;
import org.talanoa.storage.Sealed;
import org.talanoa.storage.Storage;
import org.talanoa.text.Markdown;

/**
 * Words that people have begun to write: one sealed text for each person and thread. Thread safe.
 */
@Service
public class Drafts {
  private final Discussions discussions;
  private final Storage storage;
  private final Clock clock;
  private final Sealed drafts;

  public Drafts(Discussions discussions, Storage storage, InstallationKey key, Clock clock) {
    this.discussions = discussions;
    this.storage = storage;
    this.clock = clock;
    this.drafts = new Sealed(storage, key, "drafts");
  }

  /** What this person has begun to write in the thread, or for a new thread. */
  public Optional<SavedDraft> of(Voice voice, Optional<ThreadId> thread) {
    return drafts
        .find(id(voice, thread))
        .map(document ->
            new SavedDraft(
                document.getString("title"),
                document.getString("words"),
                Optional.ofNullable(document.getInteger("answers")),
                document.getBoolean("veiled", false),
                Codec.instant(document, "at")));
  }

  /** Keeps the words, unchecked but for their length. */
  public void keep(
      Voice voice,
      Optional<ThreadId> thread,
      String title,
      String words,
      Optional<Integer> answers,
      boolean underPseudonym) {
    if (words.length() > Markdown.LIMIT || title.length() > 1_000) {
      throw new Refusal.NotLikeThis("text.tooLong", Markdown.LIMIT);
    }
    var id = id(voice, thread);
    var document =
        new Document("_id", id)
            .append("title", title)
            .append("words", words)
            .append("veiled", underPseudonym)
            .append("at", Date.from(clock.instant()));
    answers.ifPresent(number -> document.append("answers", number));
    storage.together().change("draft/" + id, writing -> drafts.put(writing, document));
  }

  /**
   * Words that were not let in are a draft of their author again, beneath what they have begun
   * meanwhile. Twice is the same as once.
   */
  void giveBack(PersonId author, Waiting waiting) {
    var id = id(author, waiting.room(), waiting.thread());
    var words = waiting.draft().markdown().source();
    storage
        .together()
        .change(
            "draft/" + id,
            writing -> {
              var begun = drafts.find(writing, id);
              var there = begun.map(draft -> draft.getString("words").strip()).orElse("");
              if (there.endsWith(words.strip())) {
                return begun;
              }
              var both = there.isEmpty() ? words : there + "\n\n" + words;
              if (both.length() > Markdown.LIMIT) {
                return begun;
              }
              var document =
                  begun
                      .orElseGet(() -> new Document("_id", id).append("title", waiting.title()))
                      .append("words", both)
                      .append("veiled", waiting.draft().underPseudonym())
                      .append("at", Date.from(clock.instant()));
              waiting.draft().answers().ifPresent(number -> document.append("answers", number));
              return Optional.of(drafts.put(writing, document));
            });
  }

  /** Throws the words away. */
  public void drop(Voice voice, Optional<ThreadId> thread) {
    var id = id(voice, thread);
    storage.together().change("draft/" + id, writing -> drafts.delete(writing, id));
  }

  /** Everything this person has begun to write. */
  List<Document> of(PersonId person) {
    return drafts.all().stream()
        .filter(draft -> draft.getString("_id").startsWith(person + "/"))
        .toList();
  }

  void forget(PersonId person) {
    for (var draft : of(person)) {
      var id = draft.getString("_id");
      storage.together().change("draft/" + id, writing -> drafts.delete(writing, id));
    }
  }

  /** The draft's identity; a thread that is not in the room has none. */
  private String id(Voice voice, Optional<ThreadId> thread) {
    thread.ifPresent(id -> discussions.head(voice, id));
    return id(voice.person().id(), voice.room().id(), thread);
  }

  private static String id(PersonId person, RoomId room, Optional<ThreadId> thread) {
    return person + "/" + room + "/" + thread.map(ThreadId::value).orElse("new");
  }
}
