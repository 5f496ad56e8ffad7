package org.talanoa.door.ui;

import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.NativeButton;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.router.BeforeEnterEvent;
import com.vaadin.flow.router.BeforeEnterObserver;
import com.vaadin.flow.router.HasDynamicTitle;
import com.vaadin.flow.router.Route;
import java.text.Collator;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.FormatStyle;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.talanoa.Refusal;
import org.talanoa.door.Wording;
import org.talanoa.door.wire.Wire;
import org.talanoa.people.AccessTokens;
import org.talanoa.people.People;
import org.talanoa.people.Profile;
import org.talanoa.people.Seniority;
import org.talanoa.people.SignIns;

/** What a person says of themself, where they are signed in, and what programs may do for them. */
@Route(value = "profile", layout = Frame.class)
class ProfileView extends Div implements BeforeEnterObserver, HasDynamicTitle {
  private static final long serialVersionUID = 1;

  private static final Pattern PLACE =
      Pattern.compile(
          "(Africa|America|Antarctica|Arctic|Asia|Atlantic|Australia|Europe|Indian|Pacific)/.+");

  private final transient People people;
  private final transient SignIns signIns;
  private final transient AccessTokens tokens;
  private final transient Wire wire;
  private final transient Reader reader;
  private final Div said = new Div();

  ProfileView(People people, SignIns signIns, AccessTokens tokens, Wire wire, Reader reader) {
    this.people = people;
    this.signIns = signIns;
    this.tokens = tokens;
    this.wire = wire;
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
    data();
  }

  private void portrait() {
    var face = Parts.face(wire.person(reader.person().profile()));
    face.addClassName("large");
    var form = Parts.form("/api/me/portrait").setAttribute("enctype", "multipart/form-data");
    form.getClassList().add("tal-portrait");
    var file = Parts.field("file", "file", Reader.say("profile.portrait"), "off");
    file.getChild(1).setAttribute("accept", "image/png,image/jpeg,image/gif");
    form.appendChild(
        face.getElement(), file, Parts.submit(Reader.say("profile.portraitSend"), false));
    getElement().appendChild(form);
  }

  private void about() {
    var now = reader.person().profile();
    var name = new Field(Reader.say("profile.name"), Profile.NAME_LIMIT).with(now.name());
    var institution = new Field(Reader.say("profile.institution"), 140).with(now.institution());
    var position = new Field(Reader.say("profile.position"), 140).with(now.position());
    var country = new Choice<String>(Reader.say("profile.country"));
    country.offer("", "", "–");
    countries().forEach((shown, code) -> country.offer(code, code, shown));
    country.with(now.country());
    var languages =
        new Field(Reader.say("profile.languages"), 80).with(String.join(", ", now.languages()));
    var seniority = new Choice<Seniority>(Reader.say("profile.seniority"));
    for (var offered : Seniority.values()) {
      var key = "profile.seniority." + offered.name().toLowerCase(Locale.ROOT);
      seniority.offer(offered.name(), offered, Reader.say(key));
    }
    seniority.with(now.seniority().name());
    var zone = new Choice<ZoneId>(Reader.say("profile.zone"));
    zones(now.timeZone()).forEach(offered -> zone.offer(offered, ZoneId.of(offered), offered));
    zone.with(now.timeZone().getId());
    var locale = new Choice<Locale>(Reader.say("profile.locale"));
    for (var offered : Wording.LANGUAGES) {
      locale.offer(offered.toLanguageTag(), offered, offered.getDisplayName(offered));
    }
    locale.with(now.locale().getLanguage());
    var topics =
        new Field(Reader.say("profile.askMeAbout"), 300).with(String.join(", ", now.askMeAbout()));
    var presence = new Choice<Boolean>(Reader.say("profile.presence"));
    for (var shows : List.of(false, true)) {
      presence.offer(shows.toString(), shows, Reader.say("profile.presence." + shows));
    }
    presence.with(Boolean.toString(now.showsPresence()));
    var asked = new Choice<Boolean>(Reader.say("profile.asked"));
    for (var may : List.of(false, true)) {
      asked.offer(may.toString(), may, Reader.say("profile.asked." + may));
    }
    asked.with(Boolean.toString(now.mayBeAsked()));
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
                                    country.value(),
                                    institution.value(),
                                    position.value(),
                                    seniority.value(),
                                    list(languages.value()),
                                    zone.value(),
                                    locale.value(),
                                    list(topics.value()),
                                    presence.value(),
                                    asked.value())),
                    "profile.saved"),
            name,
            position,
            seniority,
            institution,
            country,
            languages,
            zone,
            locale,
            topics,
            presence,
            Parts.soft(Reader.say("profile.presenceWhere")),
            asked,
            Parts.soft(Reader.say("profile.askedWhat"))));
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
                      getUI().ifPresent(Parts::leave);
                    },
                    "profile.saved"),
            current,
            fresh));
  }

  private void where() {
    add(Parts.subhead(Reader.say("profile.signIns")));
    var here = reader.signIn();
    for (var signIn : signIns.of(reader.person()).stream().limit(20).toList()) {
      var device = signIn.device().isBlank() ? "?" : signIn.device();
      var row =
          Parts.soft(
              Reader.say("profile.signInBegan", device, when(signIn.began()), when(signIn.seen())));
      add(row);
      if (here.filter(signIn.id()::equals).isPresent()) {
        row.add(" · " + Reader.say("profile.signInHere"));
      } else {
        var end =
            new NativeButton(
                Reader.say("profile.signOutThere", device),
                _ -> attempt(() -> signIns.end(reader.person(), signIn.id()), "profile.saved"));
        end.addClassNames("tal-button", "second");
        add(new Paragraph(end));
      }
    }
    var everywhere =
        new NativeButton(
            Reader.say("profile.signOutEverywhere"),
            _ -> {
              signIns.endAll(reader.person());
              getUI().ifPresent(Parts::leave);
            });
    everywhere.addClassNames("tal-button", "second");
    add(new Paragraph(everywhere));
  }

  /** Known by the day only, as it is counted in UTC. */
  private static String when(Instant at) {
    return DateTimeFormatter.ofLocalizedDate(FormatStyle.MEDIUM)
        .withLocale(Reader.locale())
        .withZone(ZoneOffset.UTC)
        .format(at);
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
                said.add(Parts.toPassOn(Reader.say("profile.tokenOnce"), secret));
              } catch (Refusal refused) {
                said.add(Parts.alert(Wording.of(Reader.locale(), refused)));
              }
            },
            name));
  }

  private void data() {
    var export = Parts.link("/api/me/export", Reader.say("profile.export"));
    export.getElement().setAttribute("download", true);
    export.addClassNames("tal-button", "second");
    add(
        Parts.subhead(Reader.say("profile.data")),
        Parts.soft(Reader.say("profile.exportWhat")),
        new Paragraph(export),
        new Paragraph(Parts.link("/profile/leave", Reader.say("profile.leave"))));
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

  /** The zones that are named after a place, and the one that is chosen. */
  private static Collection<String> zones(ZoneId chosen) {
    var zones = new TreeSet<String>();
    for (var zone : ZoneId.getAvailableZoneIds()) {
      if (PLACE.matcher(zone).matches()) {
        zones.add(zone);
      }
    }
    zones.add("UTC");
    zones.add(chosen.getId());
    return zones;
  }

  /** The codes of all countries by their names, in the order of this language. */
  private static Map<String, String> countries() {
    var countries = new TreeMap<String, String>(Collator.getInstance(Reader.locale()));
    for (var code : Locale.getISOCountries()) {
      countries.put(Locale.of("", code).getDisplayCountry(Reader.locale()), code);
    }
    return countries;
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
