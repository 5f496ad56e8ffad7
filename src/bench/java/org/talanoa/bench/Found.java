package org.talanoa.bench;

import java.util.List;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.talanoa.discussion.Discussions;
import org.talanoa.people.Person;
import org.talanoa.room.Rooms;
import org.talanoa.search.Inquiry;
import org.talanoa.search.Question;
import org.talanoa.search.Search;

/** From acknowledged to found, twenty posts a second; somebody asks every three milliseconds. */
final class Found implements Benchmark {
  private static final long PAUSE_NANOS = TimeUnit.MILLISECONDS.toNanos(50);
  private static final int WARMING = 200;
  private static final int MEASURING = 300;

  @Override
  public void run(Table table) throws Exception {
    var times = new Times();
    try (var installation = new Installation();
        var asking = Executors.newVirtualThreadPerTaskExecutor()) {
      var room = installation.room(List.of());
      var thread = installation.thread(room);
      var person = installation.organiser().person();
      var discussions = installation.bean(Discussions.class);
      var rooms = installation.bean(Rooms.class);
      var search = installation.bean(Search.class);
      var began = System.nanoTime();
      for (var i = 0; i < WARMING + MEASURING; i++) {
        Waiting.until(began + i * PAUSE_NANOS);
        discussions.post(rooms.speak(person, room), thread, Talk.draft(i));
        var acknowledged = System.nanoTime();
        var question = Question.of(Talk.words(i).substring(Talk.words(i).indexOf('^') + 1));
        var counts = i >= WARMING;
        var _ =
            asking.submit(() -> {
              while (!isFound(search, rooms, person, question)) {
                Waiting.millis(3);
              }
              if (counts) {
                times.add(System.nanoTime() - acknowledged);
              }
            });
      }
    }
    table.row("from acknowledged to found, 20 posts a second", times.spread(), "p95 ≤ 60 ms");
  }

  private static boolean isFound(Search search, Rooms rooms, Person person, Question question) {
    return search.find(rooms.seats(person), new Inquiry(Optional.empty(), question, 0, 1)).total()
        > 0;
  }
}
