package org.talanoa.search;

import java.util.Objects;
import org.apache.lucene.document.Document;
import org.apache.lucene.document.Field;
import org.apache.lucene.document.LongField;
import org.apache.lucene.document.StoredField;
import org.apache.lucene.document.StringField;
import org.apache.lucene.document.TextField;
import org.talanoa.discussion.Byline;
import org.talanoa.discussion.Discussions;
import org.talanoa.discussion.Message;
import org.talanoa.discussion.ThreadId;
import org.talanoa.room.RoomId;
import org.talanoa.text.Markdown;
import org.talanoa.text.Rendering;

/** What the index holds of a message. The first of a thread is found by the thread's title too. */
final class Documents {
  private static final Rendering RENDERING = new Rendering();

  private Documents() {}

  static String id(Message message) {
    return message.thread() + "/" + message.number();
  }

  /** The message, which says these words in a thread of this title. */
  static Document of(Message message, Markdown words, String title) {
    var document = new Document();
    document.add(new StringField("id", id(message), Field.Store.NO));
    document.add(new StringField("thread", message.thread().value(), Field.Store.NO));
    document.add(new StringField("room", message.room().value(), Field.Store.NO));
    document.add(new StoredField("place", message.room() + "/" + id(message)));
    document.add(new StoredField("wording", wording(message, words, title)));
    document.add(new LongField("at", message.at().toEpochMilli(), Field.Store.NO));
    if (message.number() == 1) {
      text(document, title);
    }
    text(document, RENDERING.plain(words));
    author(document, message.by());
    if (!message.attachments().isEmpty()) {
      document.add(new StringField("has", "attachment", Field.Store.NO));
    }
    if (RENDERING.hasLink(words)) {
      document.add(new StringField("has", "link", Field.Store.NO));
    }
    if (message.poll().isPresent()) {
      document.add(new StringField("has", "poll", Field.Store.NO));
    }
    return document;
  }

  private static void text(Document document, String text) {
    document.add(new TextField(Words.WORDS, text, Field.Store.NO));
    document.add(new TextField(Words.STEMS, text, Field.Store.NO));
  }

  private static void author(Document document, Byline byline) {
    switch (byline) {
      case Byline.Named(var person) ->
          document.add(new StringField("by", person.value(), Field.Store.NO));
      case Byline.Imported(var name) ->
          document.add(new TextField("imported", name, Field.Store.NO));
      case Byline.Pseudonym _, Byline.Former _ -> {}
    }
  }

  /** Tells one wording from another. */
  private static int wording(Message message, Markdown words, String title) {
    return Objects.hash(words.source(), message.number() == 1 ? title : "");
  }

  /**
   * A message as the index knows it.
   *
   * @param wording tells whether the message still says the same
   */
  record Known(Discussions.Place place, int wording) {
    static Known of(Document stored) {
      var parts = stored.get("place").split("/", 3);
      return new Known(
          new Discussions.Place(
              new RoomId(parts[0]), new ThreadId(parts[1]), Integer.parseInt(parts[2])),
          stored.getField("wording").numericValue().intValue());
    }

    boolean stillSays(Message message, Markdown words, String title) {
      return wording == Documents.wording(message, words, title);
    }
  }
}
