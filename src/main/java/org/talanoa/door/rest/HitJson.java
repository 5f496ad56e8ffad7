package org.talanoa.door.rest;

import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.talanoa.door.wire.AttachmentJson;
import org.talanoa.door.wire.BylineJson;
import org.talanoa.door.wire.Wire;
import org.talanoa.search.Found;

/**
 * A message, or a problem statement where {@code problem} says which.
 *
 * @param inFile what fits in a file that the message carries
 * @param byMeaning whether it was found by what it means, without the words
 */
record HitJson(
    String alliance,
    String room,
    String roomName,
    String kind,
    @Nullable String thread,
    @Nullable String problem,
    String title,
    int number,
    @Nullable BylineJson by,
    Instant at,
    String passage,
    @Nullable InFileJson inFile,
    boolean byMeaning) {
  /** A part of a file that fits, besides the message's own words. */
  record InFileJson(AttachmentJson file, String passage) {}

  static HitJson of(Found.Hit hit, Wire wire) {
    var room = hit.room();
    return switch (hit) {
      case Found.MessageHit(_, var thread, var message, var passage, var inFile, var byMeaning) ->
          new HitJson(
              room.alliance().value(),
              room.id().value(),
              room.name(),
              room.kind().wireName(),
              thread.id().value(),
              null,
              thread.title(),
              message.number(),
              wire.byline(message.by()),
              message.at(),
              passage,
              inFile
                  .map(in -> new InFileJson(wire.attachment(in.file(), room.id()), in.passage()))
                  .orElse(null),
              byMeaning);
      case Found.ProblemHit(_, var problem, var passage, var byMeaning) ->
          new HitJson(
              room.alliance().value(),
              room.id().value(),
              room.name(),
              room.kind().wireName(),
              null,
              problem.id().value(),
              problem.title(),
              0,
              null,
              problem.at(),
              passage,
              null,
              byMeaning);
    };
  }
}
