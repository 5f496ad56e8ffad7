package org.talanoa.door.ui;

import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.NativeButton;
import com.vaadin.flow.component.html.Paragraph;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.function.BiConsumer;
import org.talanoa.Refusal;
import org.talanoa.discussion.ThreadHead;
import org.talanoa.door.Wording;
import org.talanoa.moderation.Measure;
import org.talanoa.moderation.Measures;
import org.talanoa.room.Room;

/** Where moderators choose what is to be done, and say why. */
final class DecisionForm extends Div {
  private static final long serialVersionUID = 1;
  private static final int LONGEST_REASON = 2_000;

  private static final Set<String> LASTING =
      Set.of("approve-author", "suspend-posting", "suspend-entry");
  private static final List<Duration> SPANS =
      List.of(
          Duration.ofDays(1),
          Duration.ofDays(3),
          Duration.ofDays(7),
          Duration.ofDays(30),
          Duration.ofDays(180),
          Duration.ofHours(1));
  private static final List<Duration> PAUSES =
      List.of(
          Duration.ofMinutes(1),
          Duration.ofMinutes(5),
          Duration.ofMinutes(15),
          Duration.ofSeconds(30),
          Duration.ZERO);

  private final Choice<String> measure = new Choice<>(Reader.say("case.do"));
  private final Paragraph explained = Parts.soft("");
  private final Area passage = new Area(Reader.say("case.passage"), 40_000);
  private final Field title = new Field(Reader.say("case.newTitle"), 140);
  private final Choice<String> thread = new Choice<>(Reader.say("case.intoThread"));
  private final Choice<String> room = new Choice<>(Reader.say("case.toRoom"));
  private final Choice<Duration> span = new Choice<>(Reader.say("case.howLong"));
  private final Choice<Duration> pause = new Choice<>(Reader.say("case.pause"));
  private final Area reason = new Area(Reader.say("case.reason"), LONGEST_REASON);
  private final Div said = new Div();

  /**
   * @param threads into which the thread of the message could be merged
   * @param stricter rooms to which it could be moved
   * @param hidden whether the message is hidden now
   */
  DecisionForm(
      List<ThreadHead> threads,
      List<Room> stricter,
      boolean hidden,
      BiConsumer<Measure, String> decide) {
    addClassName("tal-decide");
    for (var name : Measures.NAMES) {
      var possible =
          switch (name) {
            case "hide", "redact" -> !hidden;
            case "restore" -> hidden;
            case "merge" -> !threads.isEmpty();
            case "move" -> !stricter.isEmpty();
            default -> true;
          };
      if (possible) {
        measure.offer(name, name, Reader.say("case.measure." + name));
      }
    }
    measure.with("dismiss").onChange(this::explain);
    threads.forEach(head -> thread.offer(head.id().value(), head.id().value(), head.title()));
    stricter.forEach(there -> room.offer(there.id().value(), there.id().value(), there.name()));
    SPANS.forEach(each -> span.offer(each.toString(), each, CaseTexts.duration(each)));
    PAUSES.forEach(each ->
        pause.offer(
            each.toString(),
            each,
            each.isZero() ? Reader.say("case.noPause") : CaseTexts.duration(each)));
    var button =
        new NativeButton(
            Reader.say("case.decide"),
            _ -> {
              said.removeAll();
              try {
                decide.accept(chosen(), reason.value());
              } catch (Refusal refused) {
                said.add(Parts.alert(Wording.of(Reader.locale(), refused)));
              }
            });
    button.addClassName("tal-button");
    reason.saying(Reader.say("case.reasonWhat"));
    var form =
        new Div(
            measure, explained, passage, title, thread, room, span, pause, reason, button, said);
    form.addClassName("tal-form");
    add(Parts.subhead(Reader.say("case.decideTitle")), form);
    explain();
  }

  private void explain() {
    var name = measure.value();
    explained.setText(Reader.say("case.explain." + name));
    passage.setVisible(name.equals("redact"));
    title.setVisible(name.equals("split"));
    thread.setVisible(name.equals("merge"));
    room.setVisible(name.equals("move"));
    span.setVisible(LASTING.contains(name));
    pause.setVisible(name.equals("slow"));
  }

  private Measure chosen() {
    var name = measure.value();
    var text =
        switch (name) {
          case "redact" -> passage.value();
          case "split" -> title.value();
          case "merge" -> thread.value();
          case "move" -> room.value();
          default -> "";
        };
    var lasts =
        LASTING.contains(name) ? span.value() : name.equals("slow") ? pause.value() : Duration.ZERO;
    return Measures.of(name, text, lasts.toSeconds());
  }
}
