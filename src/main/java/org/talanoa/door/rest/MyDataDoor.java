package org.talanoa.door.rest;

import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ContentDisposition;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;
import org.talanoa.people.Allowance;
import org.talanoa.people.Erasure;
import org.talanoa.people.Export;
import org.talanoa.people.Keeper;
import org.talanoa.people.Person;
import org.talanoa.people.PersonId;
import tools.jackson.databind.json.JsonMapper;

/** What people may have of what is stored of them, and how they are forgotten. */
@RestController
@RequestMapping("/api")
class MyDataDoor {
  private final List<Keeper> keepers;
  private final Erasure erasure;
  private final Turns turns;
  private final JsonMapper json;

  MyDataDoor(List<Keeper> keepers, Erasure erasure, Turns turns, JsonMapper json) {
    this.keepers = keepers;
    this.erasure = erasure;
    this.turns = turns;
    this.json = json;
  }

  /**
   * @param veiledWords whether what was said under pseudonyms is to be removed as well
   */
  record ErasureJson(@Nullable String password, @Nullable Boolean veiledWords) {
    boolean alsoVeiled() {
      return Boolean.TRUE.equals(veiledWords);
    }
  }

  /** Everything that is stored of who asks: a ZIP of JSON files, and of the files they brought. */
  @GetMapping("/me/export")
  void export(Person person, HttpServletResponse response) throws IOException {
    turns.take(Allowance.Act.EXPORT, person);
    response.setContentType("application/zip");
    response.setHeader(
        HttpHeaders.CONTENT_DISPOSITION,
        ContentDisposition.attachment().filename("talanoa.zip").build().toString());
    response.setHeader(HttpHeaders.CACHE_CONTROL, "no-store");
    try (var zip = new ZipOutputStream(response.getOutputStream(), StandardCharsets.UTF_8)) {
      var archive = new Archive(zip, json);
      keepers.forEach(keeper -> keeper.export(person, archive));
    }
  }

  @PostMapping("/me/erase")
  @ResponseStatus(HttpStatus.ACCEPTED)
  void erase(Person person, @RequestBody ErasureJson wish) {
    turns.take(Allowance.Act.CHANGE, person);
    erasure.begin(person, Objects.requireNonNullElse(wish.password(), ""), wish.alsoVeiled());
  }

  /** An organiser of the installation does it for somebody who asks. */
  @PostMapping("/people/{id}/erase")
  @ResponseStatus(HttpStatus.ACCEPTED)
  void erase(Person person, @PathVariable String id, @RequestBody ErasureJson wish) {
    turns.take(Allowance.Act.CHANGE, person);
    erasure.begin(person, new PersonId(id), wish.alsoVeiled());
  }

  /** Writes one thing after the other, as it is handed out. */
  private record Archive(ZipOutputStream zip, JsonMapper json) implements Export {
    @Override
    public void list(String name, Things things) {
      entry(
          name + ".json",
          out -> {
            var between = new StringBuilder("[\n");
            things.each(thing -> write(out, thing, between));
            out.write(
                (between.charAt(0) == '[' ? "[]\n" : "\n]\n").getBytes(StandardCharsets.UTF_8));
          });
    }

    private void write(OutputStream out, Map<String, ?> thing, StringBuilder between) {
      try {
        out.write(between.toString().getBytes(StandardCharsets.UTF_8));
        out.write(json.writeValueAsBytes(thing));
        between.replace(0, between.length(), ",\n");
      } catch (IOException broken) {
        throw new UncheckedIOException(broken);
      }
    }

    @Override
    public void file(String name, InputStream content) {
      entry(
          name,
          out -> {
            try (content) {
              content.transferTo(out);
            }
          });
    }

    private interface Content {
      void to(OutputStream out) throws IOException;
    }

    private void entry(String name, Content content) {
      try {
        zip.putNextEntry(new ZipEntry(name));
        content.to(zip);
        zip.closeEntry();
      } catch (IOException broken) {
        throw new UncheckedIOException(broken);
      }
    }
  }
}
