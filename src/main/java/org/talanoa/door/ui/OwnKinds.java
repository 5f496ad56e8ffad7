package org.talanoa.door.ui;

import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.ListItem;
import com.vaadin.flow.component.html.NativeButton;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.component.html.UnorderedList;
import java.util.stream.Collectors;
import org.talanoa.Refusal;
import org.talanoa.alliance.AllianceId;
import org.talanoa.alliance.Alliances;
import org.talanoa.alliance.Membership;
import org.talanoa.alliance.TacitKind;
import org.talanoa.alliance.TacitKinds;
import org.talanoa.door.Wording;
import org.talanoa.door.wire.TacitKindJson;

/** The kinds of tacit knowledge that an alliance adds to those of the house. */
final class OwnKinds extends Div {
  private static final long serialVersionUID = 1;

  private final transient Alliances alliances;
  private final transient TacitKinds kinds;
  private final transient Reader reader;
  private final transient AllianceId alliance;

  OwnKinds(Alliances alliances, TacitKinds kinds, Reader reader, AllianceId alliance) {
    this.alliances = alliances;
    this.kinds = kinds;
    this.reader = reader;
    this.alliance = alliance;
    addClassName("tal-own-kinds");
    show("");
  }

  private void show(String problem) {
    removeAll();
    var own = kinds.own(organiser());
    add(
        Parts.subhead(Reader.say("kinds.title")),
        Parts.soft(Reader.say("kinds.what", house(), TacitKinds.MOST_OWN)));
    if (!own.isEmpty()) {
      var list = new UnorderedList();
      own.forEach(kind -> list.add(item(kind)));
      add(list);
    }
    if (!problem.isEmpty()) {
      add(Parts.alert(problem));
    }
    var name = new Field(Reader.say("kinds.name"), TacitKinds.LONGEST_NAME);
    add(
        Field.form(
            Reader.say("kinds.add"),
            () -> attempt(() -> kinds.add(organiser(), name.value())),
            name));
  }

  private static String house() {
    return TacitKind.HOUSE.stream()
        .map(kind -> TacitKindJson.of(kind, Reader.locale()).name())
        .collect(Collectors.joining(" · "));
  }

  private ListItem item(TacitKind kind) {
    var name = kind.name().orElse("");
    var shown = new Span(name);
    shown.getElement().setAttribute("dir", "auto");
    var remove =
        new NativeButton(
            Reader.say("kinds.remove"), _ -> attempt(() -> kinds.remove(organiser(), kind.id())));
    remove.setAriaLabel(Reader.say("kinds.removeNamed", name));
    remove.addClassNames("tal-button", "second");
    return new ListItem(shown, remove);
  }

  private void attempt(Runnable act) {
    try {
      act.run();
      show("");
    } catch (Refusal refused) {
      show(Wording.of(Reader.locale(), refused));
    }
  }

  private Membership organiser() {
    return alliances.enter(reader.person(), alliance);
  }
}
