package org.talanoa.door.rest;

import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;
import org.talanoa.discussion.Body;
import org.talanoa.discussion.Bookmark;
import org.talanoa.discussion.Bookmarks;
import org.talanoa.discussion.Discussions;
import org.talanoa.people.AccessTokens;
import org.talanoa.people.Person;
import org.talanoa.room.Rooms;
import org.talanoa.text.Rendering;

/** What is a person's own: bookmarks and access tokens. */
@RestController
@RequestMapping("/api/me")
class MyDoor {
  private static final int EXCERPT = 140;

  private final Bookmarks bookmarks;
  private final Rooms rooms;
  private final Discussions discussions;
  private final AccessTokens tokens;
  private final Rendering rendering = new Rendering();

  MyDoor(Bookmarks bookmarks, Rooms rooms, Discussions discussions, AccessTokens tokens) {
    this.bookmarks = bookmarks;
    this.rooms = rooms;
    this.discussions = discussions;
    this.tokens = tokens;
  }

  /**
   * A bookmark.
   *
   * @param excerpt how the message begins; empty where no word of its room may be shown elsewhere
   */
  record BookmarkJson(
      String alliance,
      String room,
      String thread,
      int number,
      String title,
      String excerpt,
      Instant at,
      @Nullable Instant remindAt) {}

  record TokenJson(String id, String name, Instant made) {}

  record NewTokenJson(@Nullable String name) {}

  record MadeTokenJson(String token) {}

  /** Bookmarks whose message may still be read. */
  @GetMapping("/bookmarks")
  List<BookmarkJson> bookmarks(Person person) {
    return bookmarks.of(person).stream().flatMap(mark -> bookmark(person, mark)).toList();
  }

  private Stream<BookmarkJson> bookmark(Person person, Bookmark mark) {
    return rooms.seat(person, mark.room()).stream()
        .map(seat -> {
          var message = discussions.message(seat, mark.thread(), mark.number());
          var words =
              seat.room().kind().wordsLeave() && message.body() instanceof Body.Said(var said)
                  ? rendering.excerpt(said, EXCERPT)
                  : "";
          return new BookmarkJson(
              seat.room().alliance().value(),
              mark.room().value(),
              mark.thread().value(),
              mark.number(),
              discussions.head(seat, mark.thread()).titleOutside(seat.room()),
              words,
              mark.at(),
              mark.remindAt().orElse(null));
        });
  }

  @GetMapping("/tokens")
  List<TokenJson> tokens(Person person) {
    return tokens.of(person).stream()
        .map(token -> new TokenJson(token.id(), token.name(), token.made()))
        .toList();
  }

  @PostMapping("/tokens")
  @ResponseStatus(HttpStatus.CREATED)
  MadeTokenJson make(Person person, @RequestBody NewTokenJson token) {
    return new MadeTokenJson(tokens.make(person, Objects.requireNonNullElse(token.name(), "")));
  }

  @DeleteMapping("/tokens/{id}")
  @ResponseStatus(HttpStatus.NO_CONTENT)
  void revoke(Person person, @PathVariable String id) {
    tokens.revoke(person, id);
  }
}
