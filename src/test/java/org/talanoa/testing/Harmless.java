package org.talanoa.testing;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Attribute;
import org.jsoup.nodes.Comment;
import org.jsoup.nodes.DataNode;
import org.jsoup.nodes.Element;
import org.jsoup.nodes.Node;
import org.jsoup.nodes.TextNode;

/** Reads markup as a browser does, and finds whatever could do harm in it. */
public final class Harmless {
  private static final Map<String, Set<String>> MAY_HAVE =
      Map.ofEntries(
          Map.entry("p", Set.of("dir")),
          Map.entry("br", Set.of()),
          Map.entry("hr", Set.of()),
          Map.entry("h3", Set.of("dir")),
          Map.entry("h4", Set.of("dir")),
          Map.entry("h5", Set.of("dir")),
          Map.entry("h6", Set.of("dir")),
          Map.entry("em", Set.of()),
          Map.entry("strong", Set.of()),
          Map.entry("del", Set.of()),
          Map.entry("mark", Set.of()),
          Map.entry("blockquote", Set.of("dir")),
          Map.entry("ul", Set.of("dir")),
          Map.entry("ol", Set.of("dir", "start")),
          Map.entry("li", Set.of()),
          Map.entry("code", Set.of("class")),
          Map.entry("pre", Set.of()),
          Map.entry("table", Set.of("dir")),
          Map.entry("thead", Set.of()),
          Map.entry("tbody", Set.of()),
          Map.entry("tr", Set.of()),
          Map.entry("th", Set.of("dir", "align")),
          Map.entry("td", Set.of("dir", "align")),
          Map.entry("a", Set.of("href", "title", "rel", "target")),
          Map.entry("img", Set.of("src", "alt", "title", "loading")),
          Map.entry("span", Set.of("class", "data-person", "dir")));

  private static final Pattern OTHER_HOST = Pattern.compile("[/\\\\]{2}.*", Pattern.DOTALL);

  private Harmless() {}

  /** Fails where this markup, read once or written and read again, has anything else. */
  public static void check(String html) {
    var once = Jsoup.parseBodyFragment(html);
    walk(once.body());
    var twice = Jsoup.parseBodyFragment(once.body().html());
    walk(twice.body());
  }

  private static void walk(Element element) {
    for (Node node : element.childNodes()) {
      switch (node) {
        case Element child -> {
          check(child);
          walk(child);
        }
        case TextNode _ -> {}
        case Comment comment -> assertThat(comment.getData()).isBlank();
        case DataNode data -> throw new AssertionError("data: " + data);
        default -> throw new AssertionError("what is this: " + node.nodeName());
      }
    }
  }

  private static void check(Element element) {
    assertThat(MAY_HAVE).containsKey(element.tagName());
    assertThat(element.tag().namespace()).isEqualTo("http://www.w3.org/1999/xhtml");
    for (Attribute attribute : element.attributes()) {
      assertThat(MAY_HAVE.get(element.tagName())).contains(attribute.getKey());
      switch (attribute.getKey()) {
        case "href" -> follows(element, attribute.getValue());
        case "src" ->
            assertThat(attribute.getValue()).matches("/api/rooms/[\\w-]+/attachments/[\\w-]+");
        case "class" -> assertThat(attribute.getValue()).matches("mention|language-\\S+");
        case "dir" -> assertThat(attribute.getValue()).matches("auto|ltr|rtl");
        default -> assertThat(attribute.getValue()).doesNotContain("\u0000");
      }
    }
  }

  /** As the URL standard reads an address: no spaces around, no tabs and line ends inside. */
  private static void follows(Element link, String address) {
    var read = address.strip().replaceAll("[\\p{Cntrl}]", "").toLowerCase(Locale.ROOT);
    var scheme = read.split("[/?#]", 2)[0];
    if (scheme.contains(":")) {
      assertThat(scheme.substring(0, scheme.indexOf(':'))).isIn("http", "https", "mailto");
      assertThat(link.attr("rel")).isEqualTo("noopener noreferrer nofollow");
      assertThat(link.attr("target")).isEqualTo("_blank");
    } else {
      assertThat(read).doesNotMatch(OTHER_HOST);
      assertThat(link.hasAttr("target")).isFalse();
    }
  }
}
