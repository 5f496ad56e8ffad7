package org.talanoa.activity;

import org.bson.Document;
import tools.jackson.databind.json.JsonMapper;

/** Between documents and what they mean. */
final class Codec {
  private static final JsonMapper JSON = JsonMapper.builder().build();

  private Codec() {}

  static Document document(Course course) {
    return new Document("_id", course.id().value())
        .append("room", course.room().value())
        .append("revision", course.revision())
        .append("course", JSON.writeValueAsString(course));
  }

  static Course course(Document document) {
    return JSON.readValue(document.getString("course"), Course.class);
  }

  static String text(Exercise exercise) {
    return JSON.writeValueAsString(exercise);
  }

  static Exercise exercise(String text) {
    return JSON.readValue(text, Exercise.class);
  }
}
