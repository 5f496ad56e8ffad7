package org.talanoa.door.ui;

import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.ListItem;
import com.vaadin.flow.component.html.NativeButton;
import com.vaadin.flow.component.html.NativeDetails;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.component.html.UnorderedList;
import java.util.stream.Collectors;
import org.talanoa.Refusal;
import org.talanoa.alliance.AllianceId;
import org.talanoa.alliance.Alliances;
import org.talanoa.alliance.Membership;
import org.talanoa.alliance.SynonymGroup;
import org.talanoa.alliance.Synonyms;
import org.talanoa.door.Wording;
import org.talanoa.text.Names;

/** The wordings that mean the same in an alliance, by which more is found. */
final class OwnSynonyms extends Div {
  private static final long serialVersionUID = 1;

  private final transient Alliances alliances;
  private final transient Synonyms synonyms;
  private final transient Reader reader;
  private final transient AllianceId alliance;

  private final UnorderedList groups = new UnorderedList();
  private final Div none = new Div(Parts.words(Reader.say("synonyms.none")));
  private final Div said = status();

  OwnSynonyms(Alliances alliances, Synonyms synonyms, Reader reader, AllianceId alliance) {
    this.alliances = alliances;
    this.synonyms = synonyms;
    this.reader = reader;
    this.alliance = alliance;
    addClassName("tal-own-synonyms");
    said.getElement().setAttribute("tabindex", "-1");
    var another = wordings(Reader.say("synonyms.another"));
    add(
        Parts.subhead(Reader.say("synonyms.title")),
        Parts.soft(Reader.say("synonyms.what", Synonyms.MOST_GROUPS)),
        groups,
        none,
        said,
        Field.form(
            Reader.say("synonyms.add"),
            () ->
                attempt(
                    said,
                    () -> {
                      var added = synonyms.add(organiser(), another.value().lines().toList());
                      another.with("");
                      list();
                      return Reader.say("synonyms.added", shown(added));
                    }),
            another));
    list();
  }

  private void list() {
    groups.removeAll();
    synonyms.of(organiser()).forEach(group -> groups.add(item(group)));
    showWhatIsThere();
  }

  private void showWhatIsThere() {
    none.setVisible(groups.getElement().getChildCount() == 0);
  }

  private ListItem item(SynonymGroup group) {
    var item = new ListItem();
    var summary = new Span(shown(group));
    var kept = wordings(Reader.say("synonyms.wordings")).with(String.join("\n", group.wordings()));
    var changed = status();
    var save = new NativeButton(Reader.say("synonyms.save"));
    save.addClassName("tal-button");
    var remove = new NativeButton(Reader.say("synonyms.remove"));
    remove.addClassNames("tal-button", "second");
    name(group, save, remove);
    save.addClickListener(_ ->
        attempt(
            changed,
            () -> {
              var now = synonyms.change(organiser(), group.id(), kept.value().lines().toList());
              summary.setText(shown(now));
              kept.with(String.join("\n", now.wordings()));
              name(now, save, remove);
              return Reader.say("synonyms.saved");
            }));
    remove.addClickListener(_ ->
        attempt(
            changed,
            () -> {
              synonyms.remove(organiser(), group.id());
              groups.remove(item);
              showWhatIsThere();
              said.removeAll();
              said.add(Parts.words(Reader.say("synonyms.removed", summary.getText())));
              said.getElement().executeJs("this.focus()");
              return "";
            }));
    var row = new Div(save, remove);
    row.addClassName("tal-row");
    var form = new Div(kept, changed, row);
    form.addClassName("tal-form");
    item.add(new NativeDetails(summary, form));
    return item;
  }

  private static Lines wordings(String label) {
    return new Lines(
        label,
        Reader.say("synonyms.lines", Synonyms.FEWEST, Synonyms.MOST),
        Synonyms.MOST * (Synonyms.LONGEST + 1));
  }

  private static Div status() {
    var status = new Div();
    status.getElement().setAttribute("role", "status");
    return status;
  }

  /** Says for those who do not see it which group the buttons are of. */
  private static void name(SynonymGroup group, NativeButton... buttons) {
    for (var button : buttons) {
      button.getElement().setAttribute("aria-description", shown(group));
    }
  }

  private static String shown(SynonymGroup group) {
    return group.wordings().stream().map(Names::isolated).collect(Collectors.joining(" · "));
  }

  private interface Act {
    String done();
  }

  private static void attempt(Div said, Act act) {
    said.removeAll();
    try {
      var done = act.done();
      if (!done.isEmpty()) {
        said.add(Parts.words(done));
      }
    } catch (Refusal refused) {
      said.add(Parts.alert(Wording.of(Reader.locale(), refused)));
    }
  }

  private Membership organiser() {
    return alliances.enter(reader.person(), alliance);
  }
}
