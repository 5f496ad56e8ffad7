package org.talanoa.moderation;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.bson.Document;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Service;
import org.talanoa.Refusal;
import org.talanoa.alliance.Alliances;
import org.talanoa.discussion.Body;
import org.talanoa.discussion.Byline;
import org.talanoa.discussion.Discussions;
import org.talanoa.discussion.Message;
import org.talanoa.discussion.ThreadHead;
import org.talanoa.people.People;
import org.talanoa.people.PersonId;
import org.talanoa.people.Profile;
import org.talanoa.room.Chair;
import org.talanoa.room.Rooms;
import org.talanoa.text.Identifying;
import org.talanoa.text.KnownNames;

/**
 * Points out to keepers what nobody has reported: words that may identify somebody in a room that
 * forbids naming, and the first message of a newcomer under their own name. Reads what was said
 * since the last look, when a keeper comes to see what waits; catches up by revision, so an edit is
 * looked at too. Thread safe.
 */
@Service
public class Lookout {
  private static final Logger LOG = LoggerFactory.getLogger(Lookout.class);

  /** What is older when a keeper comes is not looked at any more. */
  private static final Duration BACK = Duration.ofDays(14);

  private static final int MOST_THREADS = 200;

  /** Where fewer have spoken, everybody is new. */
  private static final int FEWEST_SPEAKERS = 5;

  private final Cases cases;
  private final Discussions discussions;
  private final Rooms rooms;
  private final Alliances alliances;
  private final People people;

  public Lookout(
      Cases cases, Discussions discussions, Rooms rooms, Alliances alliances, People people) {
    this.cases = cases;
    this.discussions = discussions;
    this.rooms = rooms;
    this.alliances = alliances;
    this.people = people;
  }

  /**
   * Looks at what is new in the chair's room. The first look only notes what is there. Where too
   * much waits for more to be pointed out, it is looked at again once some of that is decided.
   */
  public void look(Chair chair) {
    var stored = cases.stored();
    var room = chair.room().id();
    var before = stored.seen(room);
    var recent = recent(chair);
    if (before.isEmpty()) {
      stored.saw(room, seen(recent, everybodyWhoSpoke(chair)));
      return;
    }
    var threads = before.get().get("threads", new Document());
    var fresh = recent.stream().filter(head -> !isSeen(threads, head)).toList();
    if (fresh.isEmpty()) {
      return;
    }
    var spoke = new TreeSet<>(before.get().getList("spoke", String.class, List.of()));
    var names = chair.room().manner().namingForbidden() ? names(chair) : KnownNames.of(List.of());
    var keepers = rooms.keepers(chair);
    try {
      for (var head : fresh) {
        for (var message : since(chair, head, threads)) {
          look(chair, message, names, spoke, keepers);
        }
      }
    } catch (Refusal.NotNow tooMany) {
      LOG.warn("room {} is looked at later: {}", room, tooMany.key());
      return;
    }
    stored.saw(room, seen(recent, spoke));
  }

  private List<ThreadHead> recent(Chair chair) {
    var recent = new ArrayList<ThreadHead>();
    var back = cases.now().minus(BACK);
    for (var head : discussions.threads(chair)) {
      if (head.at().isBefore(back) || recent.size() >= MOST_THREADS) {
        break;
      }
      recent.add(head);
    }
    return recent;
  }

  private Set<String> everybodyWhoSpoke(Chair chair) {
    var spoke = new HashSet<String>();
    for (var head : discussions.threads(chair)) {
      head.spoke().keySet().forEach(person -> spoke.add(person.value()));
    }
    return spoke;
  }

  private static boolean isSeen(Document threads, ThreadHead head) {
    var seen = threads.get(head.id().value(), Document.class);
    return seen != null && seen.getLong("revision") >= head.revision();
  }

  private List<Message> since(Chair chair, ThreadHead head, Document threads) {
    var seen = threads.get(head.id().value(), Document.class);
    var revision = seen == null ? 0 : seen.getLong("revision");
    var number = seen == null ? 0 : seen.getInteger("number");
    var caughtUp = discussions.since(chair, head.id(), revision, number);
    if (caughtUp.complete()) {
      return caughtUp.messages();
    }
    var from = Math.max(1, head.last() - Discussions.MOST_ON_A_PAGE + 1);
    return discussions.page(chair, head.id(), from, Discussions.MOST_ON_A_PAGE).messages();
  }

  private void look(
      Chair chair, Message message, KnownNames names, Set<String> spoke, Set<PersonId> keepers) {
    if (!(message.body() instanceof Body.Said(var words)) || isOld(message.at())) {
      return;
    }
    if (chair.room().manner().namingForbidden()
        && !Identifying.hints(words.source(), names).isEmpty()) {
      pointOut(message, Case.Source.IDENTIFYING);
    }
    if (message.by() instanceof Byline.Named(var person)) {
      var enough = spoke.size() >= FEWEST_SPEAKERS;
      if (spoke.add(person.value()) && enough && !keepers.contains(person)) {
        pointOut(message, Case.Source.NEWCOMER);
      }
    }
  }

  private boolean isOld(Instant at) {
    return at.isBefore(cases.now().minus(BACK));
  }

  private void pointOut(Message message, Case.Source source) {
    cases.pointOut(message.room(), message.thread(), message.number(), message.at(), source);
  }

  private KnownNames names(Chair chair) {
    var membership = alliances.enter(chair.person(), chair.room().alliance());
    var members = people.profiles(alliances.members(membership).keySet());
    return KnownNames.of(members.stream().map(Profile::name).toList());
  }

  private static Document seen(List<ThreadHead> recent, Collection<String> spoke) {
    var threads = new Document();
    recent.forEach(head ->
        threads.append(
            head.id().value(),
            new Document("revision", head.revision()).append("number", head.last())));
    return new Document("threads", threads).append("spoke", List.copyOf(spoke));
  }
}
