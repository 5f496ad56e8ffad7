package org.talanoa.text;

import java.util.regex.Pattern;
import org.owasp.html.HtmlPolicyBuilder;
import org.owasp.html.PolicyFactory;

/** The elements and attributes a shown text may have; everything else is dropped. */
final class Allowed {
  private static final PolicyFactory POLICY =
      new HtmlPolicyBuilder()
          .allowElements(
              "p",
              "br",
              "hr",
              "h3",
              "h4",
              "h5",
              "h6",
              "em",
              "strong",
              "del",
              "blockquote",
              "ul",
              "ol",
              "li",
              "code",
              "pre",
              "table",
              "thead",
              "tbody",
              "tr",
              "th",
              "td",
              "a",
              "img",
              "span")
          .allowUrlProtocols("http", "https", "mailto")
          .allowAttributes("href", "title")
          .onElements("a")
          .allowAttributes("rel")
          .matching(Pattern.compile("noopener noreferrer nofollow"))
          .onElements("a")
          .allowAttributes("target")
          .matching(Pattern.compile("_blank"))
          .onElements("a")
          .allowAttributes("src")
          .matching(Address.ATTACHMENT)
          .onElements("img")
          .allowAttributes("alt", "title")
          .onElements("img")
          .allowAttributes("loading")
          .matching(Pattern.compile("lazy"))
          .onElements("img")
          .allowAttributes("class")
          .matching(Pattern.compile("mention"))
          .onElements("span")
          .allowAttributes("data-person")
          .matching(Pattern.compile(Address.ID))
          .onElements("span")
          .allowAttributes("class")
          .matching(Pattern.compile("language-[\\p{L}\\p{N}_+#.;-]{1,40}"))
          .onElements("code")
          .allowAttributes("start")
          .matching(Pattern.compile("\\d{1,9}"))
          .onElements("ol")
          .allowAttributes("align")
          .matching(Pattern.compile("left|right|center"))
          .onElements("th", "td")
          .allowAttributes("dir")
          .matching(Pattern.compile("auto|ltr|rtl"))
          .globally()
          .toFactory();

  private Allowed() {}

  static String in(String markup) {
    return POLICY.sanitize(markup);
  }
}
