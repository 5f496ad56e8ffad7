package org.talanoa.door.rest;

import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;
import org.talanoa.feed.Feed;
import org.talanoa.storage.Storage;

/** Says to operators and proxies whether this node can serve; nothing of what is in it. */
@RestController
@RequestMapping("/api/health")
class HealthDoor {
  private final Storage storage;
  private final Feed feed;

  HealthDoor(Storage storage, Feed feed) {
    this.storage = storage;
    this.feed = feed;
  }

  /**
   * @param storage whether the database answers
   * @param feed whether changes are told
   * @param changes whether changes are taken; where the disk is full one can still read
   */
  record HealthJson(boolean storage, boolean feed, boolean changes) {}

  @GetMapping
  ResponseEntity<HealthJson> health() {
    var health = new HealthJson(storage.alive(), feed.alive(), storage.takesChanges());
    var well = health.storage() && health.feed();
    return ResponseEntity.status(well ? HttpStatus.OK : HttpStatus.SERVICE_UNAVAILABLE)
        .body(health);
  }
}
