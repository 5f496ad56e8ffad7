package org.talanoa.door.ui;

import static org.assertj.core.api.Assertions.assertThat;

import com.vaadin.flow.component.html.Anchor;
import com.vaadin.flow.dom.Element;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class UnderstoodTest {
  private static final Map<String, String> KINDS = Map.of("political-tension", "Political tension");

  private static Understood of(String text) {
    return new Understood(
        SearchAddress.asking(text), meant -> Optional.ofNullable(KINDS.get(meant)));
  }

  private static Stream<Element> chips(String text) {
    return of(text)
        .getElement()
        .getChildren()
        .flatMap(Element::getChildren)
        .flatMap(Element::getChildren)
        .filter(element -> element.getTag().equals("a"));
  }

  /** What is said to whoever looks, without the marks that keep its direction. */
  private static List<String> said(String text) {
    return chips(text)
        .map(chip -> chip.getChild(0).getText().replaceAll("[\u2068\u2069]", ""))
        .toList();
  }

  @Test
  void eachPartThatNarrowsIsSaidInTheWordsOfTheReader() {
    assertThat(
            said(
                "payroll from:\"Amina Diallo\" from:me in:floor alliance:reform country:TO"
                    + " stage:sustained-contact about:political-tension is:story has:link"
                    + " before:2026-05 after:2025 -audit \"two words\" bud*"))
        .containsExactly(
            "from: Amina Diallo",
            "from: yourself",
            "in: floor",
            "alliance: reform",
            "country: Tonga",
            "stage: Sustained contact",
            "about: Political tension",
            "Story",
            "With a link",
            "before May 1, 2026",
            "since January 1, 2025",
            "without: audit",
            "“two words”",
            "begins with: bud");
  }

  @Test
  void eachPartIsTakenAwayAndTheOthersStay() {
    assertThat(
            chips("ghost from:“Amina Diallo” -audit  payroll")
                .map(chip -> chip.getAttribute("href")))
        .containsExactly(
            "/search?q=ghost+-audit++payroll",
            "/search?q=ghost+from%3A%E2%80%9CAmina+Diallo%E2%80%9D++payroll");
    assertThat(chips("is:story").map(chip -> chip.getAttribute("href")))
        .containsExactly("/search?q=");
    assertThat(chips("is:story").map(chip -> chip.getAttribute("aria-label")))
        .containsExactly("Take away: Story");
  }

  @Test
  void whatLooksLikeAnOperatorAndIsNoneIsToldToBeWords() {
    var understood = of("has:secrets before:yesterdayish about:nonsense payroll from:");

    assertThat(understood.getChildren().noneMatch(Anchor.class::isInstance)).isTrue();
    assertThat(said("has:secrets before:yesterdayish about:nonsense payroll from:")).isEmpty();
    assertThat(understood.getElement().getTextRecursively().replaceAll("[\u2068\u2069]", ""))
        .isEqualTo(
            "Not understood, and looked for as words: “has:secrets”, “before:yesterdayish”,"
                + " “about:nonsense”");
  }

  @Test
  void nothingIsSaidOfWordsAlone() {
    for (var text :
        List.of("", "how do you keep it alive?", "10:30 https://example.org re:form", "from:")) {
      assertThat(of(text).isVisible()).as(text).isFalse();
    }
  }
}
