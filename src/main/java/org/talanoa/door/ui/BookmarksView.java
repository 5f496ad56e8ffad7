package org.talanoa.door.ui;

import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.router.BeforeEnterEvent;
import com.vaadin.flow.router.BeforeEnterObserver;
import com.vaadin.flow.router.HasDynamicTitle;
import com.vaadin.flow.router.Route;
import java.time.Clock;
import java.time.format.DateTimeFormatter;
import java.time.format.FormatStyle;
import org.talanoa.discussion.Body;
import org.talanoa.discussion.Bookmark;
import org.talanoa.discussion.Bookmarks;
import org.talanoa.discussion.Discussions;
import org.talanoa.people.Person;
import org.talanoa.room.Rooms;
import org.talanoa.text.Rendering;

/** What a person wants to come back to; what is due first. */
@Route(value = "bookmarks", layout = Frame.class)
class BookmarksView extends Div implements BeforeEnterObserver, HasDynamicTitle {
  private static final long serialVersionUID = 1;

  private final transient Bookmarks bookmarks;
  private final transient Rooms rooms;
  private final transient Discussions discussions;
  private final transient Reader reader;
  private final transient Clock clock;
  private final transient Rendering rendering = new Rendering();

  BookmarksView(
      Bookmarks bookmarks, Rooms rooms, Discussions discussions, Reader reader, Clock clock) {
    this.bookmarks = bookmarks;
    this.rooms = rooms;
    this.discussions = discussions;
    this.reader = reader;
    this.clock = clock;
  }

  @Override
  public void beforeEnter(BeforeEnterEvent event) {
    removeAll();
    addClassName("tal-page");
    add(Parts.head(Reader.say("bookmarks.title")));
    var person = reader.person();
    var all = bookmarks.of(person);
    if (all.isEmpty()) {
      add(Parts.soft(Reader.say("bookmarks.none")));
    }
    var now = clock.instant();
    all.stream().filter(mark -> mark.due(now)).forEach(mark -> show(person, mark, true));
    all.stream().filter(mark -> !mark.due(now)).forEach(mark -> show(person, mark, false));
  }

  private void show(Person person, Bookmark mark, boolean due) {
    rooms
        .seat(person, mark.room())
        .ifPresent(seat -> {
          var head = discussions.head(seat, mark.thread());
          var message = discussions.message(seat, mark.thread(), mark.number());
          var hit = new Div();
          hit.addClassName("tal-hit");
          hit.add(
              Parts.link(
                  "/a/"
                      + seat.room().alliance()
                      + "/r/"
                      + mark.room()
                      + "/t/"
                      + mark.thread()
                      + "#"
                      + mark.number(),
                  head.titleOutside(seat.room())));
          if (seat.room().kind().wordsLeave() && message.body() instanceof Body.Said(var words)) {
            hit.add(Parts.words(rendering.excerpt(words, 200)));
          }
          mark.remindAt()
              .ifPresent(at -> {
                var when =
                    DateTimeFormatter.ofLocalizedDateTime(FormatStyle.MEDIUM)
                        .withLocale(Reader.locale())
                        .withZone(person.profile().timeZone())
                        .format(at);
                hit.add(Parts.soft(Reader.say(due ? "bookmarks.due" : "bookmarks.later", when)));
              });
          add(hit);
        });
  }

  @Override
  public String getPageTitle() {
    return Reader.say("bookmarks.title") + " · Talanoa";
  }
}
