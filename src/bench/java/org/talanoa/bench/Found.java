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

/**
 * From acknowledged to found, at two paces; of every pace twenty messages a second are asked for,
 * each every three milliseconds.
 */
final class Found implements Benchmark {
  private static final int ASKED_A_SECOND = 20;
  private static final int WARMING_SECONDS = 10;
  private static final int MEASURING_SECONDS = 15;

  @Override
  public void run(Table table) throws Exception {
    run(table, 20, "p95 ≤ 60 ms");
    run(table, 200, "p95 ≤ 60 ms, p99 ≤ 150 ms");
  }

  private static void run(Table table, int pace, String wanted) throws Exception {
    var times = new Times();
    var pause = TimeUnit.SECONDS.toNanos(1) / pace;
    var took = 0L;
    try (var installation = new Installation();
        var asking = Executors.newVirtualThreadPerTaskExecutor()) {
      var room = installation.room(List.of());
      var thread = installation.thread(room);
      var person = installation.organiser().person();
      var discussions = installation.bean(Discussions.class);
      var rooms = installation.bean(Rooms.class);
      var search = installation.bean(Search.class);
      var warming = WARMING_SECONDS * pace;
      var began = System.nanoTime();
      for (var i = 0; i < warming + MEASURING_SECONDS * pace; i++) {
        Waiting.until(began + i * pause);
        discussions.post(rooms.speak(person, room), thread, Talk.draft(i));
        var acknowledged = System.nanoTime();
        if (i % (pace / ASKED_A_SECOND) == 0) {
          var question = Question.of(Talk.words(i).substring(Talk.words(i).indexOf('^') + 1));
          var counts = i >= warming;
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
      took = System.nanoTime() - began;
    }
    var due = TimeUnit.SECONDS.toNanos(WARMING_SECONDS + MEASURING_SECONDS);
    table.row(
        "from acknowledged to found, %d posts a second".formatted(pace),
        times.spread() + (took > due * 1.02 ? "; the pace was not kept" : ""),
        wanted);
  }

  private static boolean isFound(Search search, Rooms rooms, Person person, Question question) {
    return search.find(rooms.seats(person), new Inquiry(Optional.empty(), question, 0, 1)).total()
        > 0;
  }
}
