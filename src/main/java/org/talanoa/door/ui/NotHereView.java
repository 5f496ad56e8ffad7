package org.talanoa.door.ui;

import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.router.BeforeEnterEvent;
import com.vaadin.flow.router.ErrorParameter;
import com.vaadin.flow.router.HasDynamicTitle;
import com.vaadin.flow.router.HasErrorParameter;
import com.vaadin.flow.router.NotFoundException;
import com.vaadin.flow.router.ParentLayout;
import jakarta.servlet.http.HttpServletResponse;

/** What a reader sees where there is nothing, or nothing for them; the two look the same. */
@Public
@ParentLayout(Frame.class)
class NotHereView extends Div implements HasErrorParameter<NotFoundException>, HasDynamicTitle {
  private static final long serialVersionUID = 1;

  @Override
  public int setErrorParameter(
      BeforeEnterEvent event, ErrorParameter<NotFoundException> parameter) {
    return Nothing.show(this);
  }

  @Override
  public String getPageTitle() {
    return Reader.say("nothing.title") + " · Talanoa";
  }

  /** The same words for every reason. */
  static final class Nothing {
    private Nothing() {}

    static int show(Div page) {
      page.removeAll();
      page.addClassName("tal-page");
      page.add(
          Parts.head(Reader.say("nothing.title")),
          Parts.words(Reader.say("nothing.what")),
          Parts.link("/", Reader.say("nothing.home")));
      return HttpServletResponse.SC_NOT_FOUND;
    }
  }
}
