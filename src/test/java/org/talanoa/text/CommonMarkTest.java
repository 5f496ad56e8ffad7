package org.talanoa.text;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.commonmark.node.AbstractVisitor;
import org.commonmark.node.HtmlBlock;
import org.commonmark.node.HtmlInline;
import org.commonmark.parser.Parser;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Element;
import org.jsoup.nodes.TextNode;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.talanoa.testing.BadInputs;
import org.talanoa.testing.BadInputs.Example;
import org.talanoa.testing.Harmless;

/**
 * The examples of the CommonMark specification, shown as it says. Everywhere headings stand two
 * levels lower, and a picture from elsewhere is a link, or its words where it stands in a link.
 */
class CommonMarkTest {
  /** Links to where nobody shall be led: strange schemes, and what could be taken for another. */
  private static final Set<String> NOT_FOLLOWED =
      Set.of("cm-500", "cm-502", "cm-596", "cm-598", "cm-599", "cm-601");

  /** Addresses without brackets, which are links here. */
  private static final Set<String> BARE_LINKS =
      Set.of("cm-602", "cm-606", "cm-608", "cm-611", "cm-612");

  /** White space at the end of a text is not kept. */
  private static final Set<String> CLEANED = Set.of("cm-118");

  private final Rendering rendering = new Rendering();

  @TestFactory
  Stream<DynamicTest> examplesAreShownAsSpecified() {
    var same =
        BadInputs.commonMark().stream()
            .filter(example -> !hasRawHtml(example.markdown()))
            .filter(example -> !NOT_FOLLOWED.contains(example.id()))
            .filter(example -> !BARE_LINKS.contains(example.id()))
            .filter(example -> !CLEANED.contains(example.id()))
            .toList();
    assertThat(same).hasSize(568);
    return same.stream()
        .map(example ->
            DynamicTest.dynamicTest(
                example.toString(),
                () -> assertThat(ours(shown(example))).isEqualTo(specified(example.html()))));
  }

  @Test
  void rawHtmlIsShownAsTheTextItIs() {
    var raw = BadInputs.commonMark().stream().filter(e -> hasRawHtml(e.markdown())).toList();

    assertThat(raw).hasSize(72);
    assertThat(raw)
        .allSatisfy(
            example -> assertThat(Jsoup.parseBodyFragment(shown(example)).text()).contains("<"));
  }

  @Test
  void whatIsNotFollowedIsItsWords() {
    var links = BadInputs.commonMark().stream().filter(e -> NOT_FOLLOWED.contains(e.id())).toList();

    assertThat(links).hasSize(6);
    assertThat(links)
        .allSatisfy(example -> {
          var shown = Jsoup.parseBodyFragment(shown(example));
          assertThat(shown.select("a")).isEmpty();
          assertThat(shown.text()).isEqualTo(Jsoup.parseBodyFragment(example.html()).text());
        });
  }

  private String shown(Example example) {
    var shown = rendering.html(Markdown.of(example.markdown()), new Known()).html();
    Harmless.check(shown);
    return shown;
  }

  private static boolean hasRawHtml(String markdown) {
    var found = new boolean[1];
    Parser.builder()
        .build()
        .parse(markdown)
        .accept(
            new AbstractVisitor() {
              @Override
              public void visit(HtmlBlock html) {
                found[0] = true;
              }

              @Override
              public void visit(HtmlInline html) {
                found[0] = true;
              }
            });
    return found[0];
  }

  private static String ours(String html) {
    var body = Jsoup.parseBodyFragment(html).body();
    for (var attribute : List.of("dir", "rel", "target")) {
      body.select("[" + attribute + "]").removeAttr(attribute);
    }
    for (var link : body.select("a")) {
      link.attr("href", link.attr("href").replace("%28", "(").replace("%29", ")"));
    }
    return body.html();
  }

  private static String specified(String html) {
    var body = Jsoup.parseBodyFragment(html).body();
    for (var level = 6; level >= 1; level--) {
      body.select("h" + level).tagName("h" + Math.min(6, level + 2));
    }
    for (var picture : body.select("img")) {
      var words = picture.attr(picture.attr("alt").isEmpty() ? "src" : "alt");
      picture.replaceWith(
          picture.closest("a") == null ? link(picture).text(words) : new TextNode(words));
    }
    return body.html();
  }

  private static Element link(Element picture) {
    var link = new Element("a").attr("href", picture.attr("src"));
    return picture.hasAttr("title") ? link.attr("title", picture.attr("title")) : link;
  }
}
