package org.talanoa.moderation;

import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import org.bson.Document;
import org.springframework.stereotype.Component;
import org.talanoa.people.Export;
import org.talanoa.people.Forgetting;
import org.talanoa.people.Keeper;
import org.talanoa.people.Person;

/**
 * What keeping order stores of a person: their notices and reports, and what cases hold of them or
 * repeat of what they wrote. What they did as keepers stands in cases and in the audit trail under
 * an id that leads nowhere once the person is forgotten; the words of reasons are taken away by
 * hand, where they tell.
 */
@Component
class OrderKeeper implements Keeper {
  private final Notices notices;
  private final Cases cases;
  private final Appeals appeals;

  OrderKeeper(Notices notices, Cases cases, Appeals appeals) {
    this.notices = notices;
    this.cases = cases;
    this.appeals = appeals;
  }

  @Override
  public Set<String> collections() {
    return Set.of("appeals", "audit", "auditreasons", "cases", "moderation", "notices");
  }

  @Override
  public void export(Person person, Export export) {
    export.list("notices", all -> notices.of(person).forEach(notice -> all.accept(values(notice))));
    export.list(
        "appeals",
        all ->
            appeals
                .of(person.id())
                .forEach(appeal ->
                    all.accept(
                        Map.of(
                            "at", appeal.getDate("at").toInstant(),
                            "words", appeal.getString("words")))));
    export.list(
        "reports",
        all -> {
          for (var document : cases.stored().all()) {
            for (var report : CaseCodec.list(document, "reports")) {
              if (person.id().value().equals(report.getString("by"))) {
                all.accept(
                    Map.of(
                        "thread",
                        document.getString("thread"),
                        "number",
                        document.getInteger("number"),
                        "grounds",
                        Grounds.valueOf(report.getString("grounds")).wireName(),
                        "words",
                        report.getString("words"),
                        "anonymous",
                        report.getBoolean("anonymous", true),
                        "at",
                        report.getDate("at").toInstant()));
              }
            }
          }
        });
  }

  private static Map<String, Object> values(Notice notice) {
    var values = new HashMap<String, Object>();
    values.put("at", notice.at());
    values.put("kind", notice.kind().wireName());
    values.put("room", notice.roomName());
    values.put("decided", notice.measure());
    values.put("reason", notice.reason());
    notice.until().ifPresent(until -> values.put("until", until));
    return values;
  }

  @Override
  public void forget(Forgetting forgetting) {
    var person = forgetting.person();
    notices.forget(person);
    appeals.forget(person);
    for (var document : cases.stored().all()) {
      if (forget(document, forgetting)) {
        cases.stored().replace(document.getString("_id"), each -> forget(each, forgetting));
      }
    }
    cases.stored().forget(person);
  }

  /** Takes the person out of a case; false where they are not in it. */
  private boolean forget(Document document, Forgetting forgetting) {
    var person = forgetting.person();
    var found = false;
    for (var report : CaseCodec.list(document, "reports")) {
      if (person.value().equals(report.getString("by"))) {
        forgetQuoted(document, report.getString("words"));
        report.append("by", "").append("anonymous", true).append("words", "");
        found = true;
      }
    }
    for (var event : CaseCodec.list(document, "history")) {
      if (event.getString("what").equals("reported")
          && person.value().equals(event.getString("by"))) {
        event.append("by", "");
        found = true;
      }
    }
    return cases.subjects().forget(document, forgetting) || found;
  }

  /** Notes that repeat what somebody reported go with it. */
  private static void forgetQuoted(Document document, String words) {
    var notes = CaseCodec.list(document, "notes");
    if (notes.removeIf(note -> Quoting.repeats(note.getString("words"), words))) {
      document.append("notes", notes);
    }
  }
}
