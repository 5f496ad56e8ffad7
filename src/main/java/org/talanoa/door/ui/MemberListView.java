package org.talanoa.door.ui;

import com.vaadin.flow.component.html.Anchor;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.ListItem;
import com.vaadin.flow.component.html.NativeButton;
import com.vaadin.flow.component.html.UnorderedList;
import com.vaadin.flow.dom.Element;
import com.vaadin.flow.router.BeforeEnterEvent;
import com.vaadin.flow.router.BeforeEnterObserver;
import com.vaadin.flow.router.HasDynamicTitle;
import com.vaadin.flow.router.Route;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.function.Function;
import org.talanoa.Refusal;
import org.talanoa.alliance.AllianceId;
import org.talanoa.alliance.Alliances;
import org.talanoa.alliance.MemberList;
import org.talanoa.alliance.MemberLists;
import org.talanoa.alliance.Membership;
import org.talanoa.alliance.Role;
import org.talanoa.door.Wording;

/** Invites many people at once, from a spreadsheet: looked at first, then done. */
@Route(value = "a/:alliance/members/list", layout = Frame.class)
class MemberListView extends Div implements BeforeEnterObserver, HasDynamicTitle {
  private static final long serialVersionUID = 1;
  private static final int MOST_SHOWN = 200;
  private static final String COLUMNS =
      "email;name;country;institution;position;seniority;languages;role;offers;seeks";

  /** Reads a chosen file into the text below it; what is not UTF-8 is taken as Western European. */
  private static final String READ_FILE =
      "const file=this.files[0];if(!file)return;file.arrayBuffer().then(bytes=>{let text;"
          + "try{text=new TextDecoder('utf-8',{fatal:true}).decode(bytes)}"
          + "catch(_){text=new TextDecoder('windows-1252').decode(bytes)}"
          + "const area=document.getElementById('member-list').querySelector('textarea');"
          + "area.value=text;area.dispatchEvent(new Event('change',{bubbles:true}))})";

  private final transient Alliances alliances;
  private final transient MemberLists lists;
  private final transient Reader reader;
  private final Div said = new Div();

  MemberListView(Alliances alliances, MemberLists lists, Reader reader) {
    this.alliances = alliances;
    this.lists = lists;
    this.reader = reader;
  }

  @Override
  public void beforeEnter(BeforeEnterEvent event) {
    removeAll();
    said.removeAll();
    addClassName("tal-page");
    var id = new AllianceId(event.getRouteParameters().get("alliance").orElse(""));
    organiser(id);
    var back = Parts.link("/a/" + id + "/members", "← " + Reader.say("members.title"));
    back.addClassName("tal-back");
    var text =
        new Lines(
            Reader.say("memberList.text"),
            Reader.say("memberList.textWhat", COLUMNS),
            MemberList.LONGEST);
    text.setId("member-list");
    said.getElement().setAttribute("aria-live", "polite");
    add(
        back,
        Parts.head(Reader.say("memberList.title")),
        Parts.soft(Reader.say("memberList.what")),
        file(),
        Field.form(Reader.say("memberList.look"), () -> look(id, text.value()), text),
        said);
  }

  private Membership organiser(AllianceId id) {
    var membership = alliances.enter(reader.person(), id);
    if (membership.role() != Role.ORGANISER) {
      throw new Refusal.NotYours("alliance.organisersOnly");
    }
    return membership;
  }

  private static Div file() {
    var box = new Div();
    box.addClassName("tal-form");
    box.getElement()
        .appendChild(
            new Element("label")
                .appendChild(
                    Element.createText(Reader.say("memberList.file")),
                    new Element("input")
                        .setAttribute("type", "file")
                        .setAttribute("accept", ".csv,.tsv,.txt,text/csv")
                        .setAttribute("onchange", READ_FILE)));
    return box;
  }

  private void look(AllianceId id, String text) {
    said.removeAll();
    try {
      var list = MemberList.read(text);
      var found = lists.look(organiser(id), list);
      var invited = of(found, MemberLists.Invited.class);
      said.add(Parts.subhead(Reader.say("memberList.found")));
      tell(found);
      faults(list);
      if (!invited.isEmpty()) {
        var invite =
            new NativeButton(
                Reader.say("memberList.invite", invited.size()), _ -> invite(id, text));
        invite.addClassName("tal-button");
        said.add(invite);
      }
    } catch (Refusal refused) {
      said.add(Parts.alert(Wording.of(Reader.locale(), refused)));
    }
  }

  private void invite(AllianceId id, String text) {
    said.removeAll();
    try {
      var list = MemberList.read(text);
      var done = lists.invite(organiser(id), list);
      var invited = of(done, MemberLists.Invited.class);
      said.add(
          Parts.subhead(Reader.say("memberList.done", invited.size())),
          Parts.words(Reader.say("memberList.passOn")),
          links(invited));
      tell(done);
      faults(list);
    } catch (Refusal refused) {
      said.add(Parts.alert(Wording.of(Reader.locale(), refused)));
    }
  }

  /** The links, as a spreadsheet to send them from; they are shown this once. */
  private static Anchor links(List<MemberLists.Invited> invited) {
    var sheet = new StringBuilder("email;name;link\r\n");
    for (var each : invited) {
      sheet
          .append(cell(each.line().email()))
          .append(';')
          .append(cell(each.line().introduction().name()))
          .append(';')
          .append(cell(Reader.address("/invitation/" + each.secret())))
          .append("\r\n");
    }
    var encoded = URLEncoder.encode(sheet.toString(), StandardCharsets.UTF_8).replace("+", "%20");
    var link = new Anchor();
    link.setUnsafeHref("data:text/csv;charset=utf-8,%EF%BB%BF" + encoded);
    link.setText(Reader.say("memberList.download"));
    link.getElement().setAttribute("download", "talanoa-invitations.csv");
    link.addClassName("tal-button");
    return link;
  }

  /** A spreadsheet takes what begins so for something to compute. */
  private static String cell(String text) {
    var safe = text.matches("[=+\\-@\\t].*") ? "'" + text : text;
    return '"' + safe.replace("\"", "\"\"") + '"';
  }

  private void tell(List<MemberLists.Outcome> outcomes) {
    group(
        of(outcomes, MemberLists.Invited.class),
        "memberList.new",
        each -> line(each.line(), Parts.roleName(each.line().role())));
    group(
        of(outcomes, MemberLists.Waiting.class),
        "memberList.waiting",
        each ->
            line(
                each.line(),
                Reader.say(
                    "memberList.until",
                    each.until().atZone(reader.person().profile().timeZone()))));
    group(
        of(outcomes, MemberLists.Belongs.class),
        "memberList.belongs",
        each -> line(each.line(), Parts.roleName(each.role())));
  }

  private static String line(MemberList.Good line, String what) {
    var name = line.introduction().name();
    return Reader.say("memberList.line", line.number(), name.isEmpty() ? line.email() : name, what);
  }

  private void faults(MemberList list) {
    group(
        list.faulty(),
        "memberList.faults",
        fault ->
            Reader.say(
                "memberList.fault",
                fault.number(),
                fault.text(),
                Wording.of(Reader.locale(), fault.why())));
  }

  private <T> void group(List<T> all, String title, Function<T, String> text) {
    if (all.isEmpty()) {
      return;
    }
    var shown = new UnorderedList();
    shown.addClassName("tal-lines");
    for (var each : all.subList(0, Math.min(MOST_SHOWN, all.size()))) {
      var item = new ListItem(text.apply(each));
      item.getElement().setAttribute("dir", "auto");
      shown.add(item);
    }
    if (all.size() > MOST_SHOWN) {
      shown.add(new ListItem(Reader.say("memberList.more", all.size() - MOST_SHOWN)));
    }
    said.add(Parts.words(Reader.say(title, all.size())), shown);
  }

  private static <T> List<T> of(List<MemberLists.Outcome> outcomes, Class<T> kind) {
    return outcomes.stream().filter(kind::isInstance).map(kind::cast).toList();
  }

  @Override
  public String getPageTitle() {
    return Reader.say("memberList.title") + " · Talanoa";
  }
}
