package org.talanoa.bench;

import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.talanoa.discussion.Archive;
import org.talanoa.discussion.Body;
import org.talanoa.discussion.Byline;
import org.talanoa.discussion.Message;
import org.talanoa.room.Rooms;
import org.talanoa.search.Inquiry;
import org.talanoa.search.Question;
import org.talanoa.search.Search;
import org.talanoa.text.Rendering;

/** Questions made of the words of real messages, the same ones each time. */
final class Searching implements Benchmark {
  private static final int EVERY = 40;
  private static final int PAGE = 20;

  @Override
  public void run(Table table) throws Exception {
    var opened = Imported.open();
    if (opened.isEmpty()) {
      table.row("search", "left out: the real messages are not here", "p95 ≤ 10 ms");
      return;
    }
    try (var installation = opened.get()) {
      var questions = questions(installation);
      var search = installation.bean(Search.class);
      var rooms = installation.bean(Rooms.class);
      var person = installation.organiser().person();
      var found = 0;
      var times = new Times();
      for (var i = 0; i < questions.size(); i++) {
        var question = Question.of(questions.get(i));
        var began = System.nanoTime();
        var answer =
            search.find(rooms.seats(person), new Inquiry(Optional.empty(), question, 0, PAGE));
        if (i >= questions.size() / 2) {
          times.add(System.nanoTime() - began);
          found += answer.total() > 0 ? 1 : 0;
        }
      }
      table.row(
          "search of 56 348 messages, %d questions, %d with answers"
              .formatted(times.count(), found),
          times.spread(),
          "p95 ≤ 10 ms");
    }
  }

  private static List<String> questions(Installation installation) {
    var archive = installation.bean(Archive.class);
    var rendering = new Rendering();
    var questions = new ArrayList<String>();
    var count = 0;
    for (var head : Imported.threads(installation)) {
      for (var message : archive.messages(head.id(), 1, head.last())) {
        if (++count % EVERY == 0 && message.body() instanceof Body.Said(var markdown)) {
          var words =
              Arrays.stream(rendering.plain(markdown).split("[^\\p{L}\\p{N}]+"))
                  .filter(word -> word.length() > 3)
                  .toList();
          if (words.size() > 1) {
            questions.add(question(questions.size(), words, message));
          }
        }
      }
    }
    return questions;
  }

  private static String question(int turn, List<String> words, Message message) {
    var first = words.getFirst();
    var last = words.getLast();
    return switch (turn % 6) {
      case 0 -> last;
      case 1 -> first + " " + last;
      case 2 -> "\"" + first + " " + words.get(1) + "\"";
      case 3 -> first.substring(0, 3) + "*";
      case 4 ->
          (message.by() instanceof Byline.Imported(var name) ? "from:" + name + " " : "") + last;
      default -> "before:" + LocalDate.ofInstant(message.at(), ZoneOffset.UTC) + " " + last;
    };
  }
}
