package org.talanoa.text;

import static org.assertj.core.api.Assertions.assertThat;

import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;
import org.junit.jupiter.api.Test;
import org.talanoa.testing.Harmless;

class RenderingTest {
  private final Rendering rendering = new Rendering();

  @Test
  void emphasisListsAndTablesBecomeMarkup() {
    var shown = shown("**we** ~~hid~~ *said*\n\n3. a\n4. b\n\n| x | y |\n|:-:|--:|\n| 1 | 2 |\n");

    assertThat(shown.select("strong").text()).isEqualTo("we");
    assertThat(shown.select("del").text()).isEqualTo("hid");
    assertThat(shown.select("em").text()).isEqualTo("said");
    assertThat(shown.select("ol").attr("start")).isEqualTo("3");
    assertThat(shown.select("td").eachAttr("align")).containsExactly("center", "right");
  }

  @Test
  void headingsStandUnderThePagesOwn() {
    var shown = shown("# one\n## two\n### three\n#### four\n##### five\n###### six");

    assertThat(shown.select("h3,h4,h5,h6").stream().map(Element::tagName))
        .containsExactly("h3", "h4", "h5", "h6", "h6", "h6");
  }

  @Test
  void codeKeepsItsLanguageAndItsText() {
    var code = shown("```java\nif (a < b) {{ \"x\"; }}\n```").expectFirst("pre > code");

    assertThat(code.className()).isEqualTo("language-java");
    assertThat(code.wholeText()).isEqualTo("if (a < b) {{ \"x\"; }}\n");
  }

  @Test
  void rawHtmlIsShownAsTheTextItIs() {
    var shown = shown("<div onclick=x>hello</div>\n\nand <b>bold</b> <!-- not hidden -->");

    assertThat(shown.text())
        .isEqualTo("<div onclick=x>hello</div> and <b>bold</b> <!-- not hidden -->");
  }

  @Test
  void linksOutsideTellNobodyWhereTheyCameFrom() {
    var links = shown("[a](https://a.example/?x=1&y=2) www.b.example [c](mailto:c@c.example)");

    assertThat(links.select("a")).hasSize(3);
    assertThat(links.select("a[rel='noopener noreferrer nofollow'][target=_blank]")).hasSize(3);
    assertThat(links.expectFirst("a").attr("href")).isEqualTo("https://a.example/?x=1&y=2");
  }

  @Test
  void linksInsideStayInTheSameWindow() {
    var link = shown("[a thread](/rooms/budget/threads/t1#12)").expectFirst("a");

    assertThat(link.attr("href")).isEqualTo("/rooms/budget/threads/t1#12");
    assertThat(link.hasAttr("target")).isFalse();
  }

  @Test
  void aLinkThatMayNotBeFollowedIsItsWords() {
    for (var address :
        new String[] {
          "javascript:alert(1)",
          "data:text/html,x",
          "vbscript:x",
          "file:///etc/passwd",
          "ftp://a/b",
          "//evil.example",
          "/\\evil.example",
          "\\\\evil.example",
          "</&#9;/evil.example>",
          "java&#10;script:alert(1)",
          "&#1;javascript:alert(1)",
          "blob:https://a/b",
          "tel:1"
        }) {
      var shown = shown("see [*these* words](" + address + ") here");

      assertThat(shown.select("a")).as(address).isEmpty();
      assertThat(shown.text()).as(address).isEqualTo("see these words here");
      assertThat(shown.select("em")).as(address).hasSize(1);
    }
  }

  @Test
  void ownPicturesAreShown() {
    var shown = shown("![a plan](attachment:p1) ![b](/api/rooms/budget/attachments/p2 \"B\")");

    assertThat(shown.select("img").eachAttr("src"))
        .containsExactly("/api/rooms/budget/attachments/p1", "/api/rooms/budget/attachments/p2");
    assertThat(shown.select("img").eachAttr("alt")).containsExactly("a plan", "b");
    assertThat(shown.select("img").eachAttr("loading")).containsExactly("lazy", "lazy");
  }

  @Test
  void picturesFromElsewhereAreLinksSoThatTheyTrackNobody() {
    var shown =
        shown(
            "![pixel](https://spy.example/x.gif) ![](https://spy.example/y.gif)"
                + " [![z](https://spy.example/z.gif)](https://a.example)"
                + " ![own](/api/rooms/budget/attachments/../../../sign-out)");

    assertThat(shown.select("img")).isEmpty();
    assertThat(shown.select("a").eachAttr("href"))
        .containsExactly(
            "https://spy.example/x.gif",
            "https://spy.example/y.gif",
            "https://a.example",
            "/api/rooms/budget/attachments/../../../sign-out");
    assertThat(shown.select("a").eachText())
        .containsExactly("pixel", "https://spy.example/y.gif", "z", "own");
  }

  @Test
  void aMentionShowsTheNameOfToday() {
    var mention = shown("Ask @[A. Diallo](person:amina)!").expectFirst("span.mention");

    assertThat(mention.attr("data-person")).isEqualTo("amina");
    assertThat(mention.text()).isEqualTo("@Amina Diallo");
    assertThat(shown("Ask @[A. Diallo](person:amina)!").text()).isEqualTo("Ask @Amina Diallo!");
  }

  @Test
  void aMentionOfNobodyIsItsWords() {
    var shown = shown("Ask @[The Minister](person:nobody)!");

    assertThat(shown.select("span,a")).isEmpty();
    assertThat(shown.text()).isEqualTo("Ask @The Minister!");
  }

  @Test
  void aMentionOfTheRoomCannotPretendToBeAPerson() {
    assertThat(shown("@[Amina Diallo](room:)").select("span[data-person=room]").text())
        .isEqualTo("@room");
  }

  @Test
  void aNameIsTextWhateverIsInIt() {
    assertThat(shown("@[T](person:tashi)").text()).isEqualTo("@Tashi <b>Dorji</b>");
  }

  @Test
  void everyBlockKnowsItsDirection() {
    var shown = shown("שלום\n\n> مرحبا\n>\n> hello\n\n- hello\n- سلام\n\n1. سلام\n\n|سلام|\n|-|\n");

    assertThat(shown.select("p").eachAttr("dir")).containsOnly("auto");
    assertThat(shown.select("blockquote").attr("dir")).isEqualTo("rtl");
    assertThat(shown.select("ul").attr("dir")).isEqualTo("ltr");
    assertThat(shown.select("ol").attr("dir")).isEqualTo("rtl");
    assertThat(shown.select("table").attr("dir")).isEqualTo("rtl");
    assertThat(shown("> @[L](person:layla) hello").select("blockquote").attr("dir"))
        .isEqualTo("rtl");
  }

  @Test
  void whoIsMentionedIsCalledOnceAndNotFromAQuote() {
    var text =
        Markdown.of(
            "@[A](person:amina) and [again](person:amina), @[room](room:) `@[T](person:tashi)`\n\n"
                + "> @[Q](person:quoted)\n\n\\@[B](person:b1) @[x](person:a/b) @[y](person:)");

    assertThat(rendering.mentions(text)).containsExactly("amina", "room", "b1");
  }

  @Test
  void mentionsAndAttachmentsAreNoLinks() {
    assertThat(rendering.hasLink(Markdown.of("@[A](person:amina) ![a](attachment:a1)"))).isFalse();
    assertThat(rendering.hasLink(Markdown.of("[x](javascript:x) `https://a.example`"))).isFalse();
    assertThat(rendering.hasLink(Markdown.of("see https://a.example"))).isTrue();
    assertThat(rendering.hasLink(Markdown.of("![x](https://a.example/x.png)"))).isTrue();
  }

  @Test
  void plainWordsHaveNoMarks() {
    var text =
        Markdown.of(
            "# Title\n\nWe **did** [it](https://a.example), @[Amina](person:amina).\n- one\n- two\n\n"
                + "| a | b |\n|---|---|\n| 1 | 2 |\n\n```\ncode\n```\n![plan](attachment:p)");

    assertThat(rendering.plain(text))
        .isEqualTo("Title\nWe did it, @Amina.\none\ntwo\na b \n1 2 \ncode\nplan");
  }

  @Test
  void anExcerptIsCutBetweenWordsAndNeverInALetter() {
    assertThat(rendering.excerpt(Markdown.of("# *One*\n\ntwo three"), 100))
        .isEqualTo("One two three");
    assertThat(rendering.excerpt(Markdown.of("One two three"), 9)).isEqualTo("One two…");
    assertThat(rendering.excerpt(Markdown.of("👩‍👩‍👧‍👦".repeat(5)), 14))
        .isEqualTo("👩‍👩‍👧‍👦…");
    assertThat(rendering.excerpt(Markdown.of("---"), 10)).isEmpty();
  }

  private Document shown(String source) {
    var html = rendering.html(Markdown.of(source), new Known());
    Harmless.check(html.html());
    return Jsoup.parseBodyFragment(html.html());
  }
}
