package org.talanoa.door.ui;

import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.NativeButton;
import com.vaadin.flow.component.html.NativeDetails;
import com.vaadin.flow.component.html.UnorderedList;
import com.vaadin.flow.router.BeforeEnterEvent;
import com.vaadin.flow.router.BeforeEnterObserver;
import com.vaadin.flow.router.HasDynamicTitle;
import com.vaadin.flow.router.Route;
import java.text.Collator;
import java.text.Normalizer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.talanoa.Refusal;
import org.talanoa.alliance.AllianceId;
import org.talanoa.alliance.Alliances;
import org.talanoa.alliance.GiveAndTake;
import org.talanoa.alliance.Membership;
import org.talanoa.alliance.Role;
import org.talanoa.discussion.HiddenRanks;
import org.talanoa.door.Wording;
import org.talanoa.door.wire.Wire;
import org.talanoa.people.Invitations;
import org.talanoa.people.People;
import org.talanoa.people.PersonId;
import org.talanoa.people.Profile;
import org.talanoa.people.SignIns;

/** Who belongs to an alliance; organisers invite here. */
@Route(value = "a/:alliance/members", layout = Frame.class)
class MembersView extends Div implements BeforeEnterObserver, HasDynamicTitle {
  private static final long serialVersionUID = 1;
  private static final int MOST_SHOWN = 2_000;
  private static final List<Role> OFFERED =
      List.of(Role.PEER, Role.MODERATOR, Role.OBSERVER, Role.AUTHORISER, Role.ORGANISER);

  /** Up to so many members are seen without looking for somebody. */
  private static final int WITHOUT_FINDING = 12;

  private final transient Alliances alliances;
  private final transient People people;
  private final transient HiddenRanks ranks;
  private final transient Invitations invitations;
  private final transient SignIns signIns;
  private final transient Wire wire;
  private final transient Reader reader;

  MembersView(
      Alliances alliances,
      People people,
      HiddenRanks ranks,
      Invitations invitations,
      SignIns signIns,
      Wire wire,
      Reader reader) {
    this.alliances = alliances;
    this.people = people;
    this.ranks = ranks;
    this.invitations = invitations;
    this.signIns = signIns;
    this.wire = wire;
    this.reader = reader;
  }

  @Override
  public void beforeEnter(BeforeEnterEvent event) {
    removeAll();
    addClassName("tal-page");
    var id = new AllianceId(event.getRouteParameters().get("alliance").orElse(""));
    var membership = alliances.enter(reader.person(), id);
    var back = Parts.link("/a/" + id, "← " + membership.alliance().name());
    back.addClassName("tal-back");
    add(back, Parts.head(Reader.say("members.title")));
    var roles = alliances.members(membership);
    add(Parts.soft(Reader.say("members.what", roles.size(), countries(roles.keySet()))));
    if (membership.role() == Role.ORGANISER) {
      invite(membership);
    }
    if (membership.role().takesPart()) {
      add(own(membership));
    }
    var list = new UnorderedList();
    list.addClassName("tal-members");
    var wanted = new Div();
    if (roles.size() > WITHOUT_FINDING) {
      var find = new Field(Reader.say("members.find"), 100);
      find.onTyping(words ->
          attempt(
              wanted,
              () -> wanted.setText(fill(list, alliances.enter(reader.person(), id), words))));
      wanted.getElement().setAttribute("role", "status");
      var box = new Div(find, wanted);
      box.addClassName("tal-form");
      add(box);
    }
    fill(list, membership, "");
    add(list);
  }

  /** Shows those in whom all of the words are found, and answers how many that are. */
  private String fill(UnorderedList list, Membership membership, String words) {
    list.removeAll();
    var person = membership.person();
    var roles = alliances.members(membership);
    var said = alliances.giveAndTake(membership);
    var found =
        ranks.as(person, people.profiles(roles.keySet())).stream()
            .filter(profile -> fits(profile, said.get(profile.id()), words))
            .sorted(Comparator.comparing(Profile::name, Collator.getInstance(Reader.locale())))
            .limit(MOST_SHOWN)
            .toList();
    for (var profile : found) {
      var role = roles.getOrDefault(profile.id(), Role.PEER);
      var item =
          new MemberItem(wire, profile, role == Role.PEER ? "" : Parts.roleName(role))
              .with(said.get(profile.id()));
      if (person.organiserOfInstallation() && !profile.id().equals(person.id())) {
        item.add(account(profile));
      }
      list.add(item);
    }
    return words.isBlank() ? "" : Reader.say("members.found", found.size());
  }

  private static boolean fits(Profile profile, @Nullable GiveAndTake said, String words) {
    if (words.isBlank()) {
      return true;
    }
    var texts =
        new ArrayList<>(
            List.of(
                profile.name(),
                profile.institution(),
                profile.position(),
                MemberItem.country(profile)));
    texts.addAll(profile.askMeAbout());
    if (said != null) {
      texts.addAll(said.offers());
      texts.addAll(said.seeks());
    }
    var all = plain(String.join(" ", texts));
    return Arrays.stream(plain(words).split(" ")).allMatch(all::contains);
  }

  private static String plain(String text) {
    return Normalizer.normalize(text, Normalizer.Form.NFD)
        .replaceAll("\\p{M}", "")
        .strip()
        .toLowerCase(Locale.ROOT);
  }

  /** What the reader offers and seeks themselves. */
  private NativeDetails own(Membership membership) {
    var id = membership.alliance().id();
    var now = alliances.giveAndTake(membership).get(membership.person().id());
    var what = Reader.say("members.oneEach", GiveAndTake.MOST);
    var longest = GiveAndTake.MOST * (GiveAndTake.LONGEST + 1);
    var offers =
        new Lines(Reader.say("members.offers"), what, longest)
            .with(now == null ? "" : String.join("\n", now.offers()));
    var seeks =
        new Lines(Reader.say("members.seeks"), what, longest)
            .with(now == null ? "" : String.join("\n", now.seeks()));
    var said = new Div();
    var form =
        Field.form(
            Reader.say("members.sayDo"),
            () ->
                attempt(
                    said,
                    () -> {
                      alliances.say(
                          alliances.enter(reader.person(), id),
                          new GiveAndTake(
                              offers.value().lines().toList(), seeks.value().lines().toList()));
                      said.add(Parts.words(Reader.say("members.saidOwn")));
                    }),
            offers,
            seeks);
    said.getElement().setAttribute("role", "status");
    var details = new NativeDetails(Reader.say("members.own"));
    details.setContent(new Div(form, said));
    details.addClassName("tal-own");
    return details;
  }

  private long countries(Collection<PersonId> members) {
    return people.profiles(members).stream()
        .map(Profile::country)
        .filter(country -> !country.isEmpty())
        .distinct()
        .count();
  }

  /** What an organiser of the installation can do for an account. */
  private NativeDetails account(Profile profile) {
    var row = new Div();
    row.addClassName("tal-row");
    var said = new Div();
    var open = people.onBehalfOf(profile.id()).isPresent();
    var reset =
        new NativeButton(
            Reader.say("members.reset"),
            _ ->
                attempt(
                    said,
                    () -> {
                      var secret = invitations.reset(reader.person(), profile.id());
                      said.add(
                          Parts.toPassOn(
                              Reader.say("members.resetLink"), Reader.address("/reset/" + secret)));
                    }));
    var close =
        new NativeButton(
            Reader.say(open ? "members.close" : "members.reopen"),
            pressed ->
                attempt(
                    said,
                    () -> {
                      signIns.disable(reader.person(), profile.id(), open);
                      said.add(
                          Parts.words(Reader.say(open ? "members.closed" : "members.reopened")));
                      pressed.getSource().setEnabled(false);
                    }));
    for (var button : List.of(reset, close)) {
      button.addClassNames("tal-button", "second");
      button.getElement().setAttribute("aria-description", profile.name());
      row.add(button);
    }
    var details = new NativeDetails(Reader.say("members.account"));
    details.setContent(new Div(row, said));
    return details;
  }

  private static void attempt(Div said, Runnable act) {
    said.removeAll();
    try {
      act.run();
    } catch (Refusal refused) {
      said.add(Parts.alert(Wording.of(Reader.locale(), refused)));
    }
  }

  private void invite(Membership membership) {
    var id = membership.alliance().id();
    var email = new Field(Reader.say("members.email"), 200);
    var role = new Choice<Role>(Reader.say("members.as"));
    for (var offered : OFFERED) {
      role.offer(offered.name(), offered, Parts.roleName(offered));
    }
    var said = new Div();
    var form =
        Field.form(
            Reader.say("members.invite"),
            () ->
                attempt(
                    said,
                    () -> {
                      var now = alliances.enter(reader.person(), id);
                      if (now.role() != Role.ORGANISER) {
                        throw new Refusal.NotYours("alliance.organisersOnly");
                      }
                      var secret =
                          invitations.invite(
                              now.person(),
                              id.value(),
                              role.value().name(),
                              List.of(),
                              email.value());
                      said.add(
                          Parts.toPassOn(
                              Reader.say("members.link"), Reader.address("/invitation/" + secret)));
                    }),
            role,
            email);
    form.addClassName("tal-line");
    add(
        Parts.subhead(Reader.say("members.inviteTitle")),
        form,
        said,
        Parts.link("/a/" + id + "/members/list", Reader.say("members.list")));
  }

  @Override
  public String getPageTitle() {
    return Reader.say("members.title") + " · Talanoa";
  }
}
