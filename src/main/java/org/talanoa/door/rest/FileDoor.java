package org.talanoa.door.rest;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.springframework.core.io.InputStreamResource;
import org.springframework.core.io.Resource;
import org.springframework.http.CacheControl;
import org.springframework.http.ContentDisposition;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestPart;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.multipart.MultipartFile;
import org.talanoa.discussion.Attachments;
import org.talanoa.door.wire.AttachmentJson;
import org.talanoa.door.wire.Wire;
import org.talanoa.moderation.WaitingMessages;
import org.talanoa.people.Allowance;
import org.talanoa.people.Person;
import org.talanoa.room.RoomId;
import org.talanoa.room.RoomKind;
import org.talanoa.room.Rooms;

/** Files of rooms: handed out to be kept, never to be run. */
@RestController
@RequestMapping("/api/rooms/{room}")
class FileDoor {
  private final Rooms rooms;
  private final Attachments attachments;
  private final WaitingMessages messages;
  private final Turns turns;
  private final Wire wire;

  FileDoor(Rooms rooms, Attachments attachments, WaitingMessages messages, Turns turns, Wire wire) {
    this.rooms = rooms;
    this.attachments = attachments;
    this.messages = messages;
    this.turns = turns;
    this.wire = wire;
  }

  @PostMapping(path = "/attachments", consumes = MediaType.MULTIPART_FORM_DATA_VALUE)
  @ResponseStatus(HttpStatus.CREATED)
  AttachmentJson put(Person person, @PathVariable String room, @RequestPart MultipartFile file)
      throws IOException {
    turns.take(Allowance.Act.UPLOAD, person);
    var voice = rooms.speak(person, new RoomId(room));
    var name = file.getOriginalFilename() == null ? "file" : file.getOriginalFilename();
    try (var content = file.getInputStream()) {
      return wire.attachment(attachments.put(voice, name, content), voice.room().id());
    }
  }

  @GetMapping("/attachments/{id}")
  ResponseEntity<Resource> get(Person person, @PathVariable String room, @PathVariable String id) {
    var seat = rooms.enter(person, new RoomId(room));
    return handedOut(attachments.open(seat, id), seat.room().kind());
  }

  /** A file of a message that waits, for those who decide on it. */
  @GetMapping("/approvals/{waiting}/attachments/{id}")
  ResponseEntity<Resource> waiting(
      Person person,
      @PathVariable String room,
      @PathVariable String waiting,
      @PathVariable String id) {
    var chair = rooms.chair(person, new RoomId(room));
    return handedOut(messages.open(chair, waiting, id), chair.room().kind());
  }

  private static ResponseEntity<Resource> handedOut(Attachments.Opened opened, RoomKind kind) {
    var file = opened.attachment();
    var disposition = file.image() ? ContentDisposition.inline() : ContentDisposition.attachment();
    return ResponseEntity.ok()
        .contentType(MediaType.parseMediaType(file.type()))
        .contentLength(file.size())
        .cacheControl(kept(kind))
        .header(
            "Content-Disposition",
            disposition.filename(file.name(), StandardCharsets.UTF_8).build().toString())
        .header("Content-Security-Policy", "default-src 'none'; sandbox")
        .body(new InputStreamResource(opened.content()));
  }

  /** What is confidential is not left in a browser that others may use. */
  private static CacheControl kept(RoomKind kind) {
    return kind == RoomKind.OPEN ? CacheControl.noCache().cachePrivate() : CacheControl.noStore();
  }
}
