package org.talanoa.discussion;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import org.bson.Document;
import org.jspecify.annotations.Nullable;
import org.talanoa.people.PersonId;
import org.talanoa.storage.InstallationKey;

/**
 * Who bears which pseudonym. A bearer is recognised by a mark, a keyed hash (HMAC-SHA-256) of
 * person and thread: without the installation's key it leads neither to the person nor from one
 * thread to another. The name follows from the mark. Thread safe.
 */
final class Bearers {
  private static final List<List<String>> WORDS = words();

  private final InstallationKey key;

  Bearers(InstallationKey key) {
    this.key = key;
  }

  /**
   * How a message of this person under a pseudonym is signed in the thread of this head.
   *
   * @param taken whether a name is in use already where readers could confuse the two
   */
  Document sign(Document head, PersonId person, Predicate<String> taken) {
    var thread = new ThreadId(head.getString("_id"));
    var all = Codec.pseudonyms(head);
    var known = given(all, person, thread);
    if (known.isPresent()) {
      return signature(known.get(), thread);
    }
    var mark = mark(person, thread);
    var name = name(mark, taken.or(all::holds));
    return signature(new Pseudonyms.Borne(name, mark, thread), thread);
  }

  /** Notes in the head of a thread under which name a message of it is signed, once. */
  static void note(Document head, Document by) {
    var mark = by.getString("mark");
    if (mark == null) {
      return;
    }
    var thread = new ThreadId(head.getString("_id"));
    var borne = new Pseudonyms.Borne(by.getString("pseudonym"), mark, givenIn(by, thread));
    var all = new ArrayList<>(Codec.pseudonyms(head).borne());
    if (!all.contains(borne)) {
      all.add(borne);
      head.append("pseudonyms", all.stream().map(each -> document(each, thread)).toList());
    }
  }

  private static Document document(Pseudonyms.Borne borne, ThreadId thread) {
    var document = new Document("name", borne.name()).append("mark", borne.mark());
    if (!borne.thread().equals(thread)) {
      document.append("thread", borne.thread().value());
    }
    return document;
  }

  static Document signature(Pseudonyms.Borne borne, ThreadId thread) {
    var signature = new Document("pseudonym", borne.name()).append("mark", borne.mark());
    if (!borne.thread().equals(thread)) {
      signature.append("thread", borne.thread().value());
    }
    return signature;
  }

  /** The name that this person has or would be given in the thread. */
  String name(ThreadHead head, PersonId person, Predicate<String> taken) {
    return given(head.pseudonyms(), person, head.id())
        .map(Pseudonyms.Borne::name)
        .orElseGet(() -> name(mark(person, head.id()), taken));
  }

  /** The name that this person will be given in a thread that is not there yet. */
  String nameOfFirst(ThreadId thread, PersonId person, Predicate<String> taken) {
    return name(mark(person, thread), taken);
  }

  /** All names in the thread that are this person's. */
  List<String> names(ThreadHead head, PersonId person) {
    var own = own(person);
    return head.pseudonyms().borne().stream()
        .filter(borne -> own.marks(borne.thread()).contains(borne.mark()))
        .map(Pseudonyms.Borne::name)
        .toList();
  }

  /** Whether this signature in a message of the thread is this person's, by name or otherwise. */
  boolean signed(@Nullable Document by, ThreadId thread, PersonId person) {
    return own(person).signed(by, thread);
  }

  /** To ask about many signatures in one thread. */
  Own own(PersonId person) {
    return new Own(person);
  }

  /** What is one person's; computes each mark once. For one use in one thread of a program. */
  final class Own {
    private final PersonId person;
    private final Map<ThreadId, List<String>> marks = new HashMap<>();

    private Own(PersonId person) {
      this.person = person;
    }

    /** As {@link Bearers#signed}. */
    boolean signed(@Nullable Document by, ThreadId thread) {
      if (by == null) {
        return false;
      }
      var mark = by.getString("mark");
      return mark == null ? Codec.byline(by).is(person) : marks(givenIn(by, thread)).contains(mark);
    }

    private List<String> marks(ThreadId thread) {
      return marks.computeIfAbsent(thread, given -> Bearers.this.marks(person, given));
    }
  }

  /** Whose signature this is, among these. */
  Optional<PersonId> signer(@Nullable Document by, ThreadId thread, Collection<PersonId> among) {
    return among.stream().filter(person -> signed(by, thread, person)).findFirst();
  }

  private static ThreadId givenIn(Document signature, ThreadId thread) {
    var origin = signature.getString("thread");
    return origin == null ? thread : new ThreadId(origin);
  }

  private Optional<Pseudonyms.Borne> given(Pseudonyms all, PersonId person, ThreadId thread) {
    if (all.isEmpty()) {
      return Optional.empty();
    }
    var marks = marks(person, thread);
    return all.borne().stream()
        .filter(borne -> borne.thread().equals(thread) && marks.contains(borne.mark()))
        .findFirst();
  }

  private String mark(PersonId person, ThreadId thread) {
    return key.mac("pseudonym", person + "/" + thread);
  }

  private List<String> marks(PersonId person, ThreadId thread) {
    return key.macs("pseudonym", person + "/" + thread);
  }

  private String name(String mark, Predicate<String> taken) {
    var attempt = 0;
    while (true) {
      var digits = key.mac("pseudonym words", mark + "/" + attempt);
      var name = word(0, digits.substring(0, 8)) + " " + word(1, digits.substring(8, 16));
      if (attempt++ > 1_000 || !taken.test(name)) {
        return name;
      }
    }
  }

  /** The words that come first in a name, or second. */
  static List<String> words(int list) {
    return WORDS.get(list);
  }

  private static String word(int list, String digits) {
    var words = words(list);
    return words.get(Integer.remainderUnsigned(Integer.parseUnsignedInt(digits, 16), words.size()));
  }

  /** A line of how things are and a line of things; none says anything of a person. */
  private static List<List<String>> words() {
    try (InputStream file = Bearers.class.getResourceAsStream("pseudonyms.txt")) {
      if (file == null) {
        throw new IllegalStateException("the words of pseudonyms are missing");
      }
      return new String(file.readAllBytes(), StandardCharsets.UTF_8)
          .lines()
          .map(line -> List.of(line.split(" ")))
          .toList();
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    }
  }
}
