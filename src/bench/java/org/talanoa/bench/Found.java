package org.talanoa.bench;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.talanoa.discussion.Discussions;
import org.talanoa.discussion.ThreadId;
import org.talanoa.people.Person;
import org.talanoa.room.Rooms;
import org.talanoa.search.Inquiry;
import org.talanoa.search.Question;
import org.talanoa.search.Search;

/**
 * From acknowledged to found, at two paces, in several threads; of every pace twenty messages a
 * second are asked for, each every three milliseconds.
 */
final class Found implements Benchmark {
  private static final int ASKED_A_SECOND = 20;
  private static final int THREADS = 8;
  private static final int WARMING_SECONDS = 30;
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
        var people = Executors.newVirtualThreadPerTaskExecutor()) {
      var room = installation.room(List.of());
      var threads = new ArrayList<ThreadId>();
      for (var i = 0; i < THREADS; i++) {
        threads.add(installation.thread(room));
      }
      var person = installation.organiser().person();
      var discussions = installation.bean(Discussions.class);
      var rooms = installation.bean(Rooms.class);
      var search = installation.bean(Search.class);
      var warming = WARMING_SECONDS * pace;
      var posted = new CountDownLatch(warming + MEASURING_SECONDS * pace);
      var began = System.nanoTime();
      for (var i = 0; i < warming + MEASURING_SECONDS * pace; i++) {
        var each = i;
        Waiting.until(began + i * pause);
        var _ =
            people.submit(() -> {
              var thread = threads.get(each % THREADS);
              discussions.post(rooms.speak(person, room), thread, Talk.draft(each));
              var acknowledged = System.nanoTime();
              posted.countDown();
              if (each % (pace / ASKED_A_SECOND) == 0) {
                var words = Talk.words(each);
                var question = Question.of(words.substring(words.indexOf('^') + 1));
                while (!isFound(search, rooms, person, question)) {
                  Waiting.millis(3);
                }
                if (each >= warming) {
                  times.add(System.nanoTime() - acknowledged);
                }
              }
              return null;
            });
      }
      posted.await();
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
