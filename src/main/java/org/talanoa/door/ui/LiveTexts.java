package org.talanoa.door.ui;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.Tag;
import com.vaadin.flow.component.dependency.JsModule;
import com.vaadin.flow.component.dependency.NpmPackage;
import java.util.Arrays;
import java.util.TreeMap;
import org.talanoa.door.Wording;
import org.talanoa.people.Person;
import tools.jackson.databind.json.JsonMapper;

/** A live web component: knows who looks and all the texts it may show. */
@NpmPackage(value = "@stomp/stompjs", version = "7.1.1")
abstract class LiveTexts extends Component {
  private static final long serialVersionUID = 1;
  private static final JsonMapper JSON = JsonMapper.builder().build();

  LiveTexts(Person person, String alliance) {
    this(person, alliance, "live.", "room.kind.");
  }

  /** One that shows only the texts whose keys begin so. */
  private LiveTexts(Person person, String alliance, String... beginnings) {
    getElement().setProperty("me", person.id().value());
    getElement().setProperty("zone", person.profile().timeZone().getId());
    getElement().setProperty("alliance", alliance);
    var texts = new TreeMap<String, String>();
    var bundle = Wording.bundle(Reader.locale());
    for (var key : bundle.keySet()) {
      if (Arrays.stream(beginnings).anyMatch(key::startsWith)) {
        texts.put(key, bundle.getString(key).replace("''", "'"));
      }
    }
    getElement().setPropertyJson("texts", JSON.valueToTree(texts));
  }

  /** The box in which one asks. */
  @Tag("talanoa-search")
  @JsModule("./talanoa-search.ts")
  static final class SearchBox extends LiveTexts {
    private static final long serialVersionUID = 1;

    SearchBox(Person person) {
      super(person, "", "live.search.");
    }
  }

  /** What was said around a message that was found. */
  @Tag("talanoa-exchange")
  @JsModule("./talanoa-exchange.ts")
  static final class Exchange extends LiveTexts {
    private static final long serialVersionUID = 1;

    Exchange(Person person) {
      super(person, "", "live.around.", "live.offline", "live.former");
    }
  }

  /** The stream of one thread. */
  @Tag("talanoa-conversation")
  @JsModule("./talanoa-conversation.ts")
  static final class Conversation extends LiveTexts {
    private static final long serialVersionUID = 1;

    Conversation(Person person, String alliance) {
      super(person, alliance);
    }
  }

  /** The threads of one room. */
  @Tag("talanoa-threads")
  @JsModule("./talanoa-threads.ts")
  static final class Threads extends LiveTexts {
    private static final long serialVersionUID = 1;

    Threads(Person person, String alliance) {
      super(person, alliance);
    }
  }

  /** The rooms of one alliance. */
  @Tag("talanoa-rooms")
  @JsModule("./talanoa-rooms.ts")
  static final class Rooms extends LiveTexts {
    private static final long serialVersionUID = 1;

    Rooms(Person person, String alliance) {
      super(person, alliance);
    }
  }

  /** Everything unread in one alliance. */
  @Tag("talanoa-catch-up")
  @JsModule("./talanoa-catch-up.ts")
  static final class CatchUp extends LiveTexts {
    private static final long serialVersionUID = 1;

    CatchUp(Person person, String alliance) {
      super(person, alliance);
    }
  }

  /** The problem statements of one room. */
  @Tag("talanoa-problems")
  @JsModule("./talanoa-problems.ts")
  static final class Problems extends LiveTexts {
    private static final long serialVersionUID = 1;

    Problems(Person person, String alliance) {
      super(person, alliance);
    }
  }

  /** One activity. */
  @Tag("talanoa-activity")
  @JsModule("./talanoa-activity.ts")
  static final class Activity extends LiveTexts {
    private static final long serialVersionUID = 1;

    Activity(Person person, String alliance) {
      super(person, alliance);
    }
  }

  /** One problem statement. */
  @Tag("talanoa-problem")
  @JsModule("./talanoa-problem.ts")
  static final class Problem extends LiveTexts {
    private static final long serialVersionUID = 1;

    Problem(Person person, String alliance) {
      super(person, alliance);
    }
  }

  /** Where an exercise is composed. */
  @Tag("talanoa-exercise")
  @JsModule("./talanoa-exercise.ts")
  static final class Exercise extends LiveTexts {
    private static final long serialVersionUID = 1;

    Exercise(Person person, String alliance) {
      super(person, alliance);
    }
  }
}
