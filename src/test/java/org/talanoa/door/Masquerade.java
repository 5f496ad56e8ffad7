package org.talanoa.door;

import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.talanoa.discussion.ThreadId;
import org.talanoa.door.Gathering.Ear;
import org.talanoa.door.Gathering.Guest;
import org.talanoa.room.RoomKind;
import org.talanoa.testing.Seated;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Twenty sit in a room, each does the same kinds of things by their own name at random; one of them
 * besides speaks under a pseudonym at random moments in between.
 */
final class Masquerade {
  private static final Logger LOG = LoggerFactory.getLogger("org.talanoa.decoy");
  private static final JsonMapper JSON = JsonMapper.builder().build();

  private final Gathering given;
  private final Random random;
  private final List<Suspect> suspects;
  private final Guest peer;
  private final Guest keeper;
  private final Ballroom ballroom;

  private Round round;
  private String room = "";
  private String talk = "";
  private String own = "";
  private final Deque<Doing> veiled = new ArrayDeque<>();
  private final Map<Suspect, Integer> said = new HashMap<>();
  private final Forgetting forgetting;
  private int unnamed;
  private boolean merged;

  /** Lets somebody be forgotten. */
  interface Forgetting {
    void of(Suspect suspect) throws Exception;
  }

  /** Something that somebody does. */
  interface Doing {
    void now() throws Exception;
  }

  Masquerade(
      Gathering given,
      Random random,
      List<Suspect> suspects,
      Guest peer,
      Guest keeper,
      Ballroom ballroom,
      Forgetting forgetting) {
    this.given = given;
    this.forgetting = forgetting;
    this.random = random;
    this.suspects = suspects;
    this.peer = peer;
    this.keeper = keeper;
    this.ballroom = ballroom;
    this.round = new Round(0, RoomKind.CLOSED, Decoy.NONE, "", 0, suspects.size());
  }

  Round play(int number, RoomKind kind, Decoy decoy) throws Exception {
    room = given.room(kind);
    var chair = given.chair(room);
    for (var suspect : suspects) {
      Seated.in(given.rooms, chair, suspect.person, suspect.index < Salon.KEEPERS);
    }
    Seated.in(given.rooms, chair, peer.person);
    Seated.in(given.rooms, chair, keeper.person, true);
    round = new Round(number, kind, decoy, room, random.nextInt(suspects.size()), suspects.size());
    talk = given.talk(room, peer).thread();
    ballroom.begins(round);
    var here = List.of("/room/" + room, "/room/" + room + "/thread/" + talk);
    try (var ear = peer.listen(here.getLast());
        var ofPeer = ballroom.listens(peer, here);
        var ofKeeper = ballroom.listens(keeper, here)) {
      for (var suspect : suspects) {
        suspect.line.listen("/room/" + room);
      }
      for (var doing : inBetween(everybodysDoings(), authorsDoings(ear))) {
        doing.now();
      }
      restrain();
      order();
      appeals();
      move();
      for (var suspect : suspects) {
        suspect.line.send("UNSUBSCRIBE\nid:/room/" + room + "\n\n");
      }
      forget();
      given.settle(new Gathering.Talk(room, talk), peer, ear);
      ofPeer.outcome("SUBSCRIBE", "/nothing/" + number, "");
      ofKeeper.outcome("SUBSCRIBE", "/nothing/" + number, "");
    }
    return round;
  }

  /** Puts the author's doings, in their order, at random places among the others. */
  private List<Doing> inBetween(List<Doing> all, List<Doing> authors) {
    Collections.shuffle(all, random);
    veiled.clear();
    veiled.addAll(authors);
    for (var i = 0; i < authors.size(); i++) {
      all.add(random.nextInt(all.size() + 1), () -> veiled.removeFirst().now());
    }
    return all;
  }

  private List<Doing> everybodysDoings() {
    var all = new ArrayList<Doing>();
    for (var suspect : suspects) {
      all.add(() -> say(suspect));
      all.add(() -> something(suspect));
    }
    return all;
  }

  private void say(Suspect suspect) throws Exception {
    var answer =
        suspect.does(
            "POST",
            messages(talk),
            Map.of("key", Gathering.key(), "markdown", "Something that anybody says."));
    said.put(suspect, json(answer.body()).path("number").asInt());
  }

  private void something(Suspect suspect) throws Exception {
    var first = messages(talk) + "/1";
    switch (random.nextInt(5)) {
      case 0 -> suspect.does("PUT", thread(talk) + "/read", Map.of("number", 1));
      case 1 ->
          suspect.line.say("/room/" + room + "/thread/" + talk + "/typing", Map.of("number", 1));
      case 2 -> suspect.does("PUT", first + "/reactions/thanks", Map.of());
      case 3 -> suspect.does("PUT", first + "/bookmark", Map.of());
      default ->
          suspect.does("PUT", thread(talk) + "/draft", Map.of("markdown", "Perhaps I should say."));
    }
  }

  private List<Doing> authorsDoings(Ear ear) {
    return List.of(
        this::drafts,
        this::starts,
        () -> ballroom.around(round, talk, suspects, () -> saysAndIsHeard(ear)),
        this::edits,
        this::deletes,
        this::answers,
        this::waits,
        this::writesForLater);
  }

  private Suspect author() {
    return suspects.get(round.author);
  }

  private boolean hidden() {
    return round.decoy != Decoy.NAMED;
  }

  private Map<String, Object> message(String words) {
    return Map.of("key", Gathering.key(), "markdown", words, "pseudonym", hidden());
  }

  private void drafts() throws Exception {
    author()
        .does(
            "PUT",
            thread(talk) + "/draft",
            Map.of("markdown", round.word("draft"), "pseudonym", hidden()));
  }

  private void starts() throws Exception {
    var body =
        Map.of(
            "key",
            Gathering.key(),
            "title",
            "On " + round.word("title"),
            "markdown",
            "It is " + round.word("begun") + " there.",
            "pseudonym",
            hidden());
    var started = json(author().does("POST", "/rooms/" + room + "/threads", body).body());
    own = started.path("thread").path("id").asString();
    round.marks.add(own);
    noted(own, started.path("message"));
  }

  private void saysAndIsHeard(Ear ear) throws Exception {
    unnamed = said(talk, message("It is " + round.word("bold") + " here."));
    Gathering.patiently().until(() -> ear.heardOf("boldinround" + round.number + "x"));
  }

  private int said(String thread, Map<String, ?> message) throws Exception {
    return noted(thread, json(author().does("POST", messages(thread), message).body()));
  }

  /** Notes what is known of a message, and lets the decoy follow it. */
  private int noted(String thread, JsonNode message) throws Exception {
    var number = message.path("number").asInt();
    var place = thread + "/" + number;
    round.marks.add(place);
    if (hidden()) {
      round.marks.add(message.path("by").path("name").asString());
    }
    var id = author().person.id();
    switch (round.decoy) {
      case LINE -> LOG.debug("{} was said by {}", place, id);
      case MOMENT -> say(author());
      case PLACE -> {
        if (thread.equals(talk)) { // Beside which all lists are looked at.
          ballroom.decoy(round.decoy, place, id);
        }
      }
      default -> ballroom.decoy(round.decoy, place, id);
    }
    return number;
  }

  private void edits() throws Exception {
    author()
        .does(
            "PUT",
            messages(talk) + "/" + unnamed,
            Map.of("markdown", "It is " + round.word("bold") + " and " + round.word("edited")));
  }

  private void deletes() throws Exception {
    var number = said(talk, message("Not " + round.word("deleted")));
    author().does("DELETE", messages(talk) + "/" + number, Map.of());
  }

  private void answers() throws Exception {
    peer.say(new Gathering.Talk(room, own), "Is it?");
    said(
        own,
        Map.of(
            "key",
            Gathering.key(),
            "markdown",
            "Indeed " + round.word("answer"),
            "answers",
            2,
            "pseudonym",
            hidden()));
  }

  /** By name those who keep order do not wait; under a pseudonym everybody has to. */
  private void waits() throws Exception {
    arrange(true);
    var waiting =
        json(author().does("POST", messages(talk), message("May " + round.word("wait"))).body())
            .path("waiting");
    if (waiting.isMissingNode() && !hidden()) {
      arrange(false);
      return;
    }
    round.marks.add(waiting.path("id").asString());
    var approvals = "/rooms/" + room + "/approvals";
    ballroom.look(round, "keeper", approvals);
    arrange(false);
    ballroom
        .of("keeper")
        .does(
            "POST",
            approvals + "/" + waiting.path("id").asString() + "/let-in",
            Map.of("reason", "It is well said."));
  }

  private void arrange(boolean approveFirst) throws Exception {
    ballroom
        .of("keeper")
        .does(
            "PUT",
            "/rooms/" + room + "/manner",
            Map.of(
                "rankHidden",
                false,
                "slow",
                0,
                "approveFirst",
                approveFirst,
                "namingForbidden",
                true,
                "retention",
                "keep",
                "formerWords",
                "keep",
                "reason",
                "It has to be read first."));
  }

  private void writesForLater() throws Exception {
    author()
        .does(
            "POST",
            thread(own) + "/later",
            Map.of(
                "at",
                Instant.now().plusMillis(1_000),
                "message",
                message("Late " + round.word("letter"))));
  }

  /** What was said is quoted, reported, split off, and its author suspended or warned. */
  private void order() throws Exception {
    if (round.kind == RoomKind.CLOSED) {
      var first = messages(own) + "/1";
      ballroom.of("peer").does("POST", first + "/consent-asked", "");
      author().does("PUT", first + "/consent", Map.of("agreed", true));
      ballroom.look(round, "peer", first + "/quotation");
    }
    decided(own, 1, random.nextBoolean() ? "suspend-posting" : "warn");
    decided(talk, unnamed, "split");
  }

  /** The author's thread is closed for a while, against which they appeal. */
  private void appeals() throws Exception {
    lock(true);
    for (var notice : json(author().does("GET", "/me/notices", "").body()).path("notices")) {
      if (notice.path("kind").asString().equals("thread-locked")
          && notice.path("room").asString().equals(room)) {
        var id = notice.path("id").asString();
        round.marks.add(id);
        author()
            .does(
                "POST",
                "/me/notices/" + id + "/appeal",
                Map.of("words", "We were " + round.word("interrupted")));
      }
    }
    ballroom.look(round, "keeper", "/rooms/" + room + "/appeals");
    ballroom.screen(round, "keeper", "a/gathering/r/" + room + "/moderation");
    lock(false);
  }

  private void lock(boolean locked) throws Exception {
    ballroom
        .of("keeper")
        .does("PUT", thread(own), Map.of("locked", locked, "reason", "To listen first."));
  }

  /** In some rounds one of all, who may be the author, is suspended for what they said by name. */
  private void restrain() throws Exception {
    if (round.number % 6 == 3) {
      var someone = suspects.get(random.nextInt(suspects.size()));
      var before = List.copyOf(round.marks);
      decided(talk, said.getOrDefault(someone, 1), "suspend-posting");
      round.marks.retainAll(before);
    }
  }

  /** In some rounds all that was said in the author's thread goes on in the other. */
  private void move() {
    merged = round.number % 6 == 5;
    if (merged) {
      given.relocation.merge(given.chair(room), new ThreadId(own), new ThreadId(talk));
    }
  }

  /** In some rounds one of all peers, who may be the author, is forgotten. */
  private void forget() throws Exception {
    if (round.decoy == Decoy.NONE && round.number % 10 == 7) {
      var peers = suspects.size() - Salon.KEEPERS;
      forgetting.of(suspects.get(Salon.KEEPERS + random.nextInt(peers)));
    }
  }

  private void decided(String thread, int number, String measure) throws Exception {
    var watcher = ballroom.of("keeper");
    ballroom
        .of("peer")
        .does(
            "POST",
            "/rooms/" + room + "/reports",
            Map.of("thread", thread, "number", number, "grounds", "disrespect"));
    var cases = "/rooms/" + room + "/cases";
    for (var open : watcher.read(cases).path("cases")) {
      var id = open.path("id").asString();
      var about = open.path("thread").asString() + "/" + open.path("number").asInt();
      if (about.equals(thread + "/" + number)) {
        round.marks.add(id);
        watcher.does(
            "POST",
            cases + "/" + id + "/decisions",
            Map.of(
                "measure", measure, "text", "Apart", "seconds", 3_600, "reason", "To talk well."));
        ballroom.look(round, "keeper", cases + "/" + id);
        ballroom.screen(round, "keeper", "a/gathering/r/" + room + "/case/" + id);
      }
    }
  }

  private String thread(String thread) {
    return "/rooms/" + room + "/threads/" + thread;
  }

  private String messages(String thread) {
    return thread(thread) + "/messages";
  }

  private static JsonNode json(String text) {
    return JSON.readTree(text);
  }

  String talk() {
    return talk;
  }

  String own() {
    return own;
  }

  /** The thread in which what the author began goes on. */
  String open() {
    return merged ? talk : own;
  }
}
