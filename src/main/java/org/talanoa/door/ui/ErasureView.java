package org.talanoa.door.ui;

import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.ListItem;
import com.vaadin.flow.component.html.NativeButton;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.component.html.UnorderedList;
import com.vaadin.flow.router.HasDynamicTitle;
import com.vaadin.flow.router.Route;
import java.util.List;
import org.talanoa.Refusal;
import org.talanoa.door.Wording;
import org.talanoa.people.Erasure;

/** What happens to what somebody leaves behind, and the way to do it. */
@Route(value = "profile/leave", layout = Frame.class)
class ErasureView extends Div implements HasDynamicTitle {
  private static final long serialVersionUID = 1;

  private static final List<String> WHAT_HAPPENS =
      List.of("erasure.account", "erasure.words", "erasure.kept", "erasure.backups");

  private final transient Erasure erasure;
  private final transient Reader reader;
  private final Div said = new Div();
  private final Tick veiled =
      new Tick(Reader.say("erasure.veiled"), Reader.say("erasure.veiledWarning"));
  private final Field password = new Field(Reader.say("profile.current"), 200);

  ErasureView(Erasure erasure, Reader reader) {
    this.erasure = erasure;
    this.reader = reader;
    reader.person();
    addClassName("tal-page");
    var back = Parts.link("/profile", "← " + Reader.say("profile.title"));
    back.addClassName("tal-back");
    var export = Parts.link("/api/me/export", Reader.say("profile.export"));
    export.getElement().setAttribute("download", true);
    export.addClassNames("tal-button", "second");
    var list = new UnorderedList();
    list.addClassName("tal-facts");
    WHAT_HAPPENS.forEach(key -> list.add(new ListItem(Reader.say(key))));
    password.getElement().getChild(1).setAttribute("type", "password");
    password.getElement().getChild(1).setAttribute("autocomplete", "current-password");
    add(
        back,
        Parts.head(Reader.say("erasure.title")),
        Parts.words(Reader.say("erasure.before")),
        new Paragraph(export),
        Parts.subhead(Reader.say("erasure.what")),
        list,
        said,
        form());
  }

  private Div form() {
    var go = new NativeButton(Reader.say("erasure.go"), _ -> go());
    go.addClassName("tal-button");
    var form = new Div(veiled, password, go);
    form.addClassName("tal-form");
    return form;
  }

  private void go() {
    said.removeAll();
    try {
      erasure.begin(reader.person(), password.value(), veiled.value());
      getUI().ifPresent(ui -> ui.getPage().setLocation("/sign-in?bye"));
    } catch (Refusal refused) {
      said.add(Parts.alert(Wording.of(Reader.locale(), refused)));
    }
  }

  @Override
  public String getPageTitle() {
    return Reader.say("erasure.title") + " · Talanoa";
  }
}
