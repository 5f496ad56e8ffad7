package org.talanoa.search;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.lucene.analysis.Analyzer;
import org.apache.lucene.search.uhighlight.DefaultPassageFormatter;
import org.apache.lucene.search.uhighlight.UnifiedHighlighter;
import org.springframework.beans.factory.DisposableBean;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Service;
import org.talanoa.discussion.Archive;
import org.talanoa.discussion.Body;
import org.talanoa.discussion.Discussions;
import org.talanoa.feed.Feed;
import org.talanoa.people.People;
import org.talanoa.room.RoomId;
import org.talanoa.room.Seat;
import org.talanoa.room.Seats;
import org.talanoa.text.Rendering;

/** Finds what was said, within what the asker may read. Safe for use by many threads. */
@Service
public class Search implements DisposableBean {
  /** The most hits one page may have. */
  public static final int MOST = 50;

  /** Further down than this nobody looks. */
  private static final int DEEPEST = 1_000;

  private final MessageIndex index;
  private final Discussions discussions;
  private final Rendering rendering = new Rendering();
  private final Analyzer analyzer = Words.analyzer();
  private final Asked asked;

  @Autowired
  public Search(
      @Value("${talanoa.data:data}") Path data,
      Archive archive,
      Feed feed,
      Discussions discussions,
      People people) {
    this(new MessageIndex(data.resolve("index"), archive, feed), discussions, people);
  }

  Search(MessageIndex index, Discussions discussions, People people) {
    this.index = index;
    this.discussions = discussions;
    this.asked = new Asked(analyzer, people);
  }

  MessageIndex index() {
    return index;
  }

  /** A search whose index is in memory only. */
  public static Search inMemory(
      Archive archive, Feed feed, Discussions discussions, People people) {
    return new Search(new MessageIndex(null, archive, feed), discussions, people);
  }

  /**
   * Finds messages.
   *
   * @param inside the room the asker stands in; a sealed room is searched from inside only
   */
  public Found find(Seats seats, Optional<RoomId> inside, Question question, int from, int count) {
    var indexing = index.progress();
    var nothing = new Found(question, 0, List.of(), false, indexing);
    var rooms = rooms(seats, inside, question);
    var query = asked.query(question, seats.person());
    var first = Math.clamp(from, 0, DEEPEST);
    var most = Math.clamp(count, 1, MOST);
    if (rooms.isEmpty() || query.isEmpty()) {
      return nothing;
    }
    try (var searching = index.searching()) {
      if (searching == null) {
        return nothing;
      }
      var scope = new Scope(searching.searcher(), rooms);
      var top = scope.best(query.get(), first + most);
      var known = new ArrayList<Documents.Known>();
      for (var i = first; i < top.scoreDocs.length; i++) {
        known.add(Documents.Known.of(scope.stored(top.scoreDocs[i].doc)));
      }
      var hits = hits(known, seats, question);
      var total = top.totalHits.value() - (known.size() - hits.size());
      return new Found(question, total, hits, scope.cut(), indexing);
    } catch (IOException unreadable) {
      index.distrust(unreadable);
      return new Found(question, 0, List.of(), false, index.progress());
    }
  }

  /** The rooms that are searched: those of the asker that the question means. */
  private List<String> rooms(Seats seats, Optional<RoomId> inside, Question question) {
    return seats.all().stream()
        .map(Seat::room)
        .filter(room -> inside.map(room.id()::equals).orElse(room.kind().foundFromOutside()))
        .filter(room ->
            question.in().isEmpty()
                || question.in().stream()
                    .anyMatch(part -> asked.containing(part).test(room.name())))
        .map(room -> room.id().value())
        .toList();
  }

  /**
   * Reads the hits again through their seats. What may not be read, is gone, or says something else
   * by now is no hit.
   */
  private List<Found.Hit> hits(List<Documents.Known> known, Seats seats, Question question)
      throws IOException {
    var messages = discussions.messages(seats, known.stream().map(Documents.Known::place).toList());
    var hits = new ArrayList<Found.Hit>();
    for (var found : known) {
      var place = found.place();
      var seat = seats.in(place.room());
      var message = messages.get(place);
      if (seat.isPresent() && message != null && message.body() instanceof Body.Said(var words)) {
        var head = discussions.head(seat.get(), place.thread());
        if (found.stillSays(message, words, head.title())) {
          var passage = passage(question, rendering.plain(words));
          hits.add(new Found.Hit(seat.get().room(), head, message, passage));
        }
      }
    }
    return hits;
  }

  private String passage(Question question, String text) throws IOException {
    var highlighter =
        UnifiedHighlighter.builderWithoutSearcher(analyzer)
            .withFormatter(new DefaultPassageFormatter("<mark>", "</mark>", " … ", true))
            .withMaxLength(40_000)
            .withFieldMatcher(field -> field.equals(Words.WORDS) || field.equals(Words.STEMS))
            .build();
    var passage =
        highlighter.highlightWithoutSearcher(Words.STEMS, asked.marked(question), text, 2);
    return passage == null ? "" : passage.toString();
  }

  @Override
  public void destroy() {
    index.close();
  }
}
