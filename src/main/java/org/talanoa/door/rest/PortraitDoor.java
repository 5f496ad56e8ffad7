package org.talanoa.door.rest;

import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import org.springframework.core.io.InputStreamResource;
import org.springframework.core.io.Resource;
import org.springframework.http.CacheControl;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestPart;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.multipart.MultipartFile;
import org.talanoa.Refusal;
import org.talanoa.door.Visitors;
import org.talanoa.people.Allowance;
import org.talanoa.people.Person;
import org.talanoa.people.PersonId;
import org.talanoa.people.Portraits;

/** Portraits: sent by a form, and shown to whoever was told where they are. */
@RestController
@RequestMapping("/api")
class PortraitDoor {
  private final Portraits portraits;
  private final Turns turns;
  private final Visitors visitors;

  PortraitDoor(Portraits portraits, Turns turns, Visitors visitors) {
    this.portraits = portraits;
    this.turns = turns;
    this.visitors = visitors;
  }

  @PostMapping(path = "/me/portrait", consumes = MediaType.MULTIPART_FORM_DATA_VALUE)
  ResponseEntity<Void> change(@RequestPart MultipartFile file, HttpServletRequest request)
      throws IOException {
    var person = visitors.who(request).orElseThrow(NotSignedIn::new);
    try (var picture = file.getInputStream()) {
      turns.take(Allowance.Act.UPLOAD, person);
      portraits.change(person, picture);
      return to("/profile");
    } catch (Refusal refused) {
      return to("/profile?refused=" + refused.key());
    }
  }

  /** The address holds the portrait's name, which nobody guesses. */
  @GetMapping("/people/{id}/portrait")
  ResponseEntity<Resource> get(Person person, @PathVariable String id, HttpServletRequest request) {
    var name = request.getQueryString() == null ? "" : request.getQueryString();
    var picture =
        portraits
            .open(new PersonId(id), name)
            .orElseThrow(() -> new Refusal.NotHere("person.unknown"));
    return ResponseEntity.ok()
        .contentType(MediaType.IMAGE_PNG)
        .cacheControl(CacheControl.maxAge(Duration.ofDays(1)).cachePrivate())
        .header("Content-Security-Policy", "default-src 'none'; sandbox")
        .body(new InputStreamResource(picture));
  }

  private static ResponseEntity<Void> to(String place) {
    return ResponseEntity.status(HttpStatus.SEE_OTHER).location(URI.create(place)).build();
  }
}
