package org.talanoa.door.ui;

import com.vaadin.flow.component.UI;
import com.vaadin.flow.server.VaadinServletRequest;
import jakarta.servlet.http.HttpServletRequest;
import java.util.Locale;
import java.util.Optional;
import org.springframework.stereotype.Component;
import org.talanoa.Refusal;
import org.talanoa.door.Credential;
import org.talanoa.door.Visitors;
import org.talanoa.door.Wording;
import org.talanoa.people.Person;

/** Who looks at a screen, asked anew in each act, and how they are spoken to. */
@Component
public class Reader {
  private final Visitors visitors;

  public Reader(Visitors visitors) {
    this.visitors = visitors;
  }

  /** The person looking; a refusal where the sign-in has ended. */
  public Person person() {
    return maybe().orElseThrow(() -> new Refusal.NotHere("signin.needed"));
  }

  /** The person looking, if somebody is signed in. */
  public Optional<Person> maybe() {
    return visitors.who(request());
  }

  /** The sign-in this screen is shown by, where it is one. */
  Optional<String> signIn() {
    return visitors.credential(request()).map(Credential::id);
  }

  static HttpServletRequest request() {
    return VaadinServletRequest.getCurrent().getHttpServletRequest();
  }

  /** The whole address of a path here, to be given to somebody. */
  static String address(String path) {
    var url = request().getRequestURL().toString();
    return url.substring(0, url.indexOf('/', url.indexOf("//") + 2)) + path;
  }

  /** The text for this key in the language of this screen. */
  static String say(String key, Object... arguments) {
    return Wording.of(locale(), key, arguments);
  }

  static Locale locale() {
    var ui = UI.getCurrent();
    return ui == null ? Locale.ENGLISH : ui.getLocale();
  }
}
