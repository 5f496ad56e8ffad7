package org.talanoa.door.ui;

import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.router.BeforeEnterEvent;
import com.vaadin.flow.router.ErrorParameter;
import com.vaadin.flow.router.HasDynamicTitle;
import com.vaadin.flow.router.HasErrorParameter;
import com.vaadin.flow.router.ParentLayout;
import org.talanoa.Refusal;

/** A screen that was refused says the same as one that does not exist. */
@Public
@ParentLayout(Frame.class)
class RefusedView extends Div implements HasErrorParameter<Refusal>, HasDynamicTitle {
  private static final long serialVersionUID = 1;

  @Override
  public int setErrorParameter(BeforeEnterEvent event, ErrorParameter<Refusal> parameter) {
    return NotHereView.Nothing.show(this);
  }

  @Override
  public String getPageTitle() {
    return Reader.say("nothing.title") + " · Talanoa";
  }
}
