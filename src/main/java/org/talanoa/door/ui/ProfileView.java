package org.talanoa.door.ui;

import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Image;
import com.vaadin.flow.component.html.NativeButton;
import com.vaadin.flow.router.BeforeEnterEvent;
import com.vaadin.flow.router.BeforeEnterObserver;
import com.vaadin.flow.router.HasDynamicTitle;
import com.vaadin.flow.router.Route;
import java.time.DateTimeException;
import java.time.ZoneId;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.talanoa.Refusal;
import org.talanoa.door.Wording;
import org.talanoa.people.AccessTokens;
import org.talanoa.people.People;
import org.talanoa.people.Profile;
import org.talanoa.people.SignIns;

/** What a person says of themself, where they are signed in, and what programs may do for them. */
@Route(value = "profile", layout = Frame.class)
class ProfileView extends Div implements BeforeEnterObserver, HasDynamicTitle {
  private static final long serialVersionUID = 1;

  private final transient People people;
  private final transient SignIns signIns;
  private final transient AccessTokens tokens;
  private final transient Reader reader;
  private final Div said = new Div();

  ProfileView(People people, SignIns signIns, AccessTokens tokens, Reader reader) {
    this.people = people;
    this.signIns = signIns;
    this.tokens = tokens;
    this.reader = reader;
  }

  @Override
  public void beforeEnter(BeforeEnterEvent event) {
    show();
    Refused.in(event.getLocation().getQueryParameters()).ifPresent(w -> said.add(Parts.alert(w)));
  }

  private void show() {
    removeAll();
    addClassName("tal-page");
    add(Parts.head(Reader.say("profile.title")), said);
    portrait();
    about();
    email();
    password();
    where();
    programs();
  }

  private void portrait() {
    var now = reader.person().profile();
    if (now.portrait() != null) {
      var picture =
          new Image(
              "/api/people/" + now.id() + "/portrait?" + now.portrait(),
              Reader.say("profile.portraitNow"));
      picture.setWidth("96px");
      picture.setHeight("96px");
      add(picture);
    }
    var form = Parts.form("/api/me/portrait").setAttribute("enctype", "multipart/form-data");
    var file = Parts.field("file", "file", Reader.say("profile.portrait"), "off");
    file.getChild(1).setAttribute("accept", "image/png,image/jpeg,image/gif");
    form.appendChild(file, Parts.submit(Reader.say("profile.portraitSend"), false));
    getElement().appendChild(form);
  }

  private void about() {
    var now = reader.person().profile();
    var name = new Field(Reader.say("profile.name"), Profile.NAME_LIMIT).with(now.name());
    var institution = new Field(Reader.say("profile.institution"), 140).with(now.institution());
    var position = new Field(Reader.say("profile.position"), 140).with(now.position());
    var country = new Field(Reader.say("profile.country"), 2).with(now.country());
    var languages =
        new Field(Reader.say("profile.languages"), 80).with(String.join(", ", now.languages()));
    var zone = new Field(Reader.say("profile.zone"), 60).with(now.timeZone().getId());
    var locale = new Field(Reader.say("profile.locale"), 5).with(now.locale().toLanguageTag());
    var topics =
        new Field(Reader.say("profile.askMeAbout"), 300).with(String.join(", ", now.askMeAbout()));
    add(
        Field.form(
            Reader.say("profile.save"),
            () ->
                attempt(
                    () ->
                        people.change(
                            reader.person(),
                            old ->
                                new Profile(
                                    old.id(),
                                    name.value(),
                                    old.portrait(),
                                    country.value().toUpperCase(Locale.ROOT),
                                    institution.value(),
                                    position.value(),
                                    old.seniority(),
                                    list(languages.value()),
                                    zone(zone.value()),
                                    Locale.forLanguageTag(locale.value()),
                                    list(topics.value()))),
                    "profile.saved"),
            name,
            position,
            institution,
            country,
            languages,
            zone,
            locale,
            topics));
  }

  private void email() {
    add(Parts.subhead(Reader.say("signin.email")));
    var email = new Field(Reader.say("signin.email"), 250).with(signIns.email(reader.person()));
    var current = new Field(Reader.say("profile.current"), 200);
    current.getElement().getChild(1).setAttribute("type", "password");
    add(
        Field.form(
            Reader.say("profile.changeEmail"),
            () ->
                attempt(
                    () -> signIns.changeEmail(reader.person(), current.value(), email.value()),
                    "profile.saved"),
            email,
            current));
  }

  private void password() {
    add(Parts.subhead(Reader.say("profile.password")));
    var current = new Field(Reader.say("profile.current"), 200);
    var fresh = new Field(Reader.say("invitation.password"), 200);
    List.of(current, fresh)
        .forEach(field -> field.getElement().getChild(1).setAttribute("type", "password"));
    add(
        Field.form(
            Reader.say("profile.changePassword"),
            () ->
                attempt(
                    () -> {
                      signIns.changePassword(reader.person(), current.value(), fresh.value());
                      getUI().ifPresent(ui -> ui.getPage().setLocation("/sign-in"));
                    },
                    "profile.saved"),
            current,
            fresh));
  }

  private void where() {
    add(Parts.subhead(Reader.say("profile.signIns")));
    signIns.of(reader.person()).stream()
        .limit(20)
        .forEach(signIn -> add(Parts.soft(signIn.device())));
    var everywhere =
        new NativeButton(
            Reader.say("profile.signOutEverywhere"),
            _ -> {
              signIns.endAll(reader.person());
              getUI().ifPresent(ui -> ui.getPage().setLocation("/sign-in"));
            });
    everywhere.addClassNames("tal-button", "second");
    add(everywhere);
  }

  private void programs() {
    add(Parts.subhead(Reader.say("profile.tokens")), Parts.soft(Reader.say("profile.tokensWhat")));
    for (var token : tokens.of(reader.person())) {
      var revoke =
          new NativeButton(
              Reader.say("profile.revoke", token.name()),
              _ -> attempt(() -> tokens.revoke(reader.person(), token.id()), "profile.saved"));
      revoke.addClassNames("tal-button", "second");
      add(revoke);
    }
    var name = new Field(Reader.say("profile.tokenName"), 80);
    add(
        Field.form(
            Reader.say("profile.tokenMake"),
            () -> {
              said.removeAll();
              try {
                var secret = tokens.make(reader.person(), name.value());
                said.add(Parts.words(Reader.say("profile.tokenOnce")), Parts.words(secret));
              } catch (Refusal refused) {
                said.add(Parts.alert(Wording.of(Reader.locale(), refused)));
              }
            },
            name));
  }

  private void attempt(Runnable act, String done) {
    said.removeAll();
    try {
      act.run();
      show();
      said.add(Parts.words(Reader.say(done)));
    } catch (Refusal refused) {
      said.add(Parts.alert(Wording.of(Reader.locale(), refused)));
    }
  }

  private static ZoneId zone(String name) {
    try {
      return ZoneId.of(name.strip());
    } catch (DateTimeException _) {
      throw new Refusal.NotLikeThis("profile.zone");
    }
  }

  private static List<String> list(String text) {
    return Arrays.stream(text.split(","))
        .map(String::strip)
        .filter(part -> !part.isEmpty())
        .toList();
  }

  @Override
  public String getPageTitle() {
    return Reader.say("profile.title") + " · Talanoa";
  }
}
