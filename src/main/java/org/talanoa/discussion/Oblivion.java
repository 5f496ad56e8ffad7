package org.talanoa.discussion;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import org.bson.Document;
import org.jspecify.annotations.Nullable;
import org.talanoa.people.Forgetting;
import org.talanoa.room.Manner;
import org.talanoa.storage.Writing;
import org.talanoa.text.Mentions;

/**
 * Forgets one person in one thread after the other. Words stay as a former member's or are taken
 * out, as the room has promised; under a pseudonym they stay unless the person wants otherwise, and
 * its mark becomes another one that nobody's is. Numbers have no holes afterwards either.
 */
final class Oblivion implements Writer.Amendment {
  private static final int AT_ONCE = 100;
  private static final String FORMER = "a former member";

  /** What a thread is called whose title was somebody's words that are gone. */
  static final String UNTITLED = "…";

  private final Discussions discussions;
  private final Attachments attachments;
  private final Forgetting forgetting;
  private final String person;
  private final Bearers.Own own;
  private final boolean remove;
  private final List<String> files = new ArrayList<>();

  Oblivion(
      Discussions discussions,
      Attachments attachments,
      Forgetting forgetting,
      Manner.FormerWords words) {
    this.discussions = discussions;
    this.attachments = attachments;
    this.forgetting = forgetting;
    this.person = forgetting.person().value();
    this.own = discussions.writer().bearers().own(forgetting.person());
    this.remove = words == Manner.FormerWords.REMOVE;
  }

  /** Whether there was something to forget. */
  boolean in(ThreadHead head) {
    var something = false;
    for (var first = 1; first <= head.last(); first += AT_ONCE) {
      var last = Math.min(head.last(), first + AT_ONCE - 1);
      var concerned =
          discussions
              .storedMessages()
              .documents(head.id(), IntStream.rangeClosed(first, last))
              .stream()
              .filter(this::concerns)
              .map(message -> message.getInteger("number"))
              .sorted()
              .toList();
      if (!concerned.isEmpty()) {
        discussions.mover().amend(head.id(), concerned, this);
        attachments.delete(files);
        files.clear();
        something = true;
      }
    }
    if (discussions.stored().stored(head.id()).filter(this::isLeft).isPresent()) {
      discussions.mover().amend(head.id(), List.of(), this);
      something = true;
    }
    return something;
  }

  private boolean isLeft(Document head) {
    return head(head) != Writer.Amended.NOTHING;
  }

  private boolean concerns(Document message) {
    return isOwn(message.get("by", Document.class), message.getString("thread")) || shows(message);
  }

  /** Whether this person is to be found in it for whoever reads it, beside its signature. */
  private boolean shows(Document message) {
    return reactions(message)
        || votes(message)
        || Codec.list(message, "sponsors", String.class).contains(person)
        || texts(message).stream().anyMatch(text -> Mentions.name(text, person))
        || message.getBoolean("redacted", false) && isNamedInOriginal(message.getString("_id"));
  }

  private boolean reactions(Document message) {
    return message.get("reactions", new Document()).values().stream()
        .anyMatch(people -> people instanceof List<?> list && list.contains(person));
  }

  private static List<Document> options(Document message) {
    return Codec.list(message.get("poll", new Document()), "options", Document.class);
  }

  private boolean votes(Document message) {
    return options(message).stream()
        .anyMatch(option -> Codec.list(option, "votes", String.class).contains(person));
  }

  private boolean isNamedInOriginal(String id) {
    return discussions.originals().find(id).stream()
        .flatMap(original -> texts(original).stream())
        .anyMatch(text -> Mentions.name(text, person));
  }

  private static List<String> texts(Document message) {
    var texts = new ArrayList<String>();
    var body = message.getString("body");
    if (body != null) {
      texts.add(body);
    }
    Codec.list(message, "history", Document.class)
        .forEach(wording -> texts.add(wording.getString("body")));
    return texts;
  }

  private boolean isOwn(@Nullable Document by, String thread) {
    return own.signed(by, new ThreadId(thread));
  }

  @Override
  public Writer.Amended message(Writing writing, Document head, Document message) {
    var by = message.get("by", Document.class);
    var own = isOwn(by, message.getString("thread"));
    var shows = shows(message);
    if (own && !shows && staysVeiled(by)) {
      message.append("by", unsigned(by));
      return Writer.Amended.QUIET;
    }
    if (!own && !shows) {
      return Writer.Amended.NOTHING;
    }
    message.append("act", "edited");
    if (own) {
      forgetAuthor(writing, head, message, by);
    }
    var reactions = message.get("reactions", new Document());
    reactions.replaceAll((_, people) ->
        people instanceof List<?> list
            ? list.stream().filter(each -> !each.equals(person)).toList()
            : people);
    options(message).forEach(option -> without(option, "votes"));
    without(message, "sponsors");
    forgetMentions(message);
    Codec.list(message, "history", Document.class).forEach(this::forgetMentions);
    forgetInOriginal(writing, message.getString("_id"), message.getString("state"));
    forgetCalls(head);
    return Writer.Amended.TOLD;
  }

  private void forgetAuthor(Writing writing, Document head, Document message, Document by) {
    if (by.containsKey("mark") ? forgetting.veiledWords() : remove) {
      files.addAll(Codec.files(message));
      discussions.originals().delete(writing, message.getString("_id"));
      discussions.writer().silence(head, message);
    }
    if (!staysVeiled(by)) {
      message.remove("history");
    }
    message.append("by", unsigned(by));
  }

  /** What stays under a pseudonym stays as it is, so that nobody learns whose it was. */
  private boolean staysVeiled(Document by) {
    return by.containsKey("mark") && !forgetting.veiledWords();
  }

  private void forgetInOriginal(Writing writing, String id, String state) {
    discussions
        .originals()
        .find(writing, id)
        .filter(_ -> !state.equals("deleted"))
        .ifPresent(original -> {
          forgetMentions(original);
          Codec.list(original, "history", Document.class).forEach(this::forgetMentions);
          discussions.originals().put(writing, original);
        });
  }

  private void forgetMentions(Document said) {
    var body = said.getString("body");
    if (body != null && Mentions.name(body, person)) {
      Rewording.reword(said, Mentions.replaced(body, person, FORMER));
    }
  }

  private void without(Document document, String field) {
    if (document.containsKey(field)) {
      var people = Codec.list(document, field, String.class);
      people.remove(person);
      document.append(field, people);
    }
  }

  /** What stands where this person's signature stood. */
  private Document unsigned(Document by) {
    if (!by.containsKey("mark")) {
      return new Document("former", true);
    }
    return new Document(by).append("mark", nobody(by.getString("mark")));
  }

  /** A mark that is nobody's and looks like any other; the same for the same mark. */
  private String nobody(String mark) {
    try {
      var digest = MessageDigest.getInstance("SHA-256");
      var text = forgetting.secret() + "/" + mark;
      return HexFormat.of().formatHex(digest.digest(text.getBytes(StandardCharsets.UTF_8)));
    } catch (NoSuchAlgorithmException impossible) {
      throw new IllegalStateException(impossible);
    }
  }

  @Override
  public Writer.Amended head(Document head) {
    var thread = head.getString("_id");
    var told = false;
    var quiet = false;
    for (var field : Set.of("by", "lastBy")) {
      var by = head.get(field, Document.class);
      if (by != null && isOwn(by, thread)) {
        if (field.equals("by") && (by.containsKey("mark") ? forgetting.veiledWords() : remove)) {
          head.append("title", UNTITLED).remove("formerTitle");
        }
        head.append(field, unsigned(by));
        told |= !staysVeiled(by);
        quiet = true;
      }
    }
    told |= forgetSpeaker(head);
    quiet |= forgetPseudonyms(head);
    told |= forgetCalls(head);
    if (told) {
      return Writer.Amended.TOLD;
    }
    return quiet ? Writer.Amended.QUIET : Writer.Amended.NOTHING;
  }

  private boolean forgetSpeaker(Document head) {
    var spoke = Codec.list(head, "spoke", Document.class);
    var changed = spoke.removeIf(entry -> person.equals(entry.getString("person")));
    if (changed) {
      head.append("spoke", spoke);
    }
    return changed;
  }

  private boolean forgetPseudonyms(Document head) {
    var changed = false;
    var pseudonyms = Codec.list(head, "pseudonyms", Document.class);
    for (var borne : pseudonyms) {
      if (isOwn(borne, head.getString("_id"))) {
        borne.append("mark", nobody(borne.getString("mark")));
        changed = true;
      }
    }
    if (changed) {
      head.append("pseudonyms", pseudonyms);
    }
    return changed;
  }

  /** Nobody is called by, or in the name of, somebody who is not here. */
  private boolean forgetCalls(Document head) {
    var changed = false;
    var calls = Codec.list(head, "calls", Document.class);
    for (var call : calls) {
      if (person.equals(call.getString("by"))) {
        call.append("by", "");
        changed = true;
      }
      if (Codec.list(call, "to", String.class).contains(person)) {
        without(call, "to");
        changed = true;
      }
    }
    if (changed) {
      head.append("calls", calls);
    }
    return changed;
  }
}
