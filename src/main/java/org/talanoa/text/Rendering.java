package org.talanoa.text;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.commonmark.Extension;
import org.commonmark.ext.autolink.AutolinkExtension;
import org.commonmark.ext.gfm.strikethrough.StrikethroughExtension;
import org.commonmark.ext.gfm.tables.TablesExtension;
import org.commonmark.node.AbstractVisitor;
import org.commonmark.node.Code;
import org.commonmark.node.CustomNode;
import org.commonmark.node.FencedCodeBlock;
import org.commonmark.node.HardLineBreak;
import org.commonmark.node.Heading;
import org.commonmark.node.HtmlBlock;
import org.commonmark.node.HtmlInline;
import org.commonmark.node.Image;
import org.commonmark.node.IndentedCodeBlock;
import org.commonmark.node.Link;
import org.commonmark.node.ListItem;
import org.commonmark.node.Node;
import org.commonmark.node.Paragraph;
import org.commonmark.node.SoftLineBreak;
import org.commonmark.node.Text;
import org.commonmark.parser.Parser;
import org.commonmark.renderer.NodeRenderer;
import org.commonmark.renderer.html.AttributeProvider;
import org.commonmark.renderer.html.HtmlNodeRendererContext;
import org.commonmark.renderer.html.HtmlRenderer;
import org.commonmark.renderer.html.HtmlWriter;
import org.owasp.html.HtmlPolicyBuilder;
import org.owasp.html.PolicyFactory;

/** From a person's text to what may be shown, and to plain words. Thread safe. */
public final class Rendering {
  private static final String PERSON = "person:";
  private static final String ROOM = "room:";
  private static final String ATTACHMENT = "attachment:";
  private static final String OWN_PICTURES = "/api/rooms/[a-z0-9]+/attachments/[a-z0-9]+";
  private static final Set<String> BLOCKS =
      Set.of("p", "li", "h1", "h2", "h3", "h4", "h5", "h6", "td", "th", "blockquote");

  /** Deeper than this, quotes and lists are text: nobody reads them, and they cost. */
  private static final int DEEPEST = 20;

  private static final Pattern DEEP = Pattern.compile("(?m)^((?:[ \\t]*[>*+-][ \\t]*){20}).*$");

  private static final List<Extension> EXTENSIONS =
      List.of(
          TablesExtension.create(), StrikethroughExtension.create(), AutolinkExtension.create());

  private static final Parser PARSER =
      Parser.builder().extensions(EXTENSIONS).maxOpenBlockParsers(DEEPEST).build();

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
          .allowWithoutAttributes("span")
          .allowUrlProtocols("http", "https", "mailto")
          .allowAttributes("href")
          .onElements("a")
          .allowAttributes("rel")
          .matching(Pattern.compile("noopener noreferrer nofollow"))
          .onElements("a")
          .allowAttributes("target")
          .matching(Pattern.compile("_blank"))
          .onElements("a")
          .allowAttributes("title")
          .onElements("a", "img")
          .allowAttributes("src")
          .matching(Pattern.compile(OWN_PICTURES))
          .onElements("img")
          .allowAttributes("alt")
          .onElements("img")
          .allowAttributes("loading")
          .matching(Pattern.compile("lazy"))
          .onElements("img")
          .allowAttributes("class")
          .matching(Pattern.compile("mention|language-[\\w+#.-]{1,30}"))
          .onElements("span", "code")
          .allowAttributes("data-person")
          .matching(Pattern.compile("[a-z0-9]{1,40}"))
          .onElements("span")
          .allowAttributes("start")
          .matching(Pattern.compile("\\d{1,9}"))
          .onElements("ol")
          .allowAttributes("align")
          .matching(Pattern.compile("left|right|center"))
          .onElements("th", "td")
          .allowAttributes("dir")
          .matching(Pattern.compile("auto"))
          .onElements(BLOCKS.toArray(String[]::new))
          .toFactory();

  private static final HtmlRenderer RENDERER =
      HtmlRenderer.builder()
          .extensions(EXTENSIONS)
          .escapeHtml(true)
          .sanitizeUrls(true)
          .attributeProviderFactory(_ -> new Attributes())
          .nodeRendererFactory(Mentions::new)
          .build();

  /** Safe markup for a text. */
  public SafeHtml html(Markdown markdown, Links links) {
    var document = parse(markdown);
    document.accept(new Resolving(links));
    var html = RENDERER.render(document);
    return new SafeHtml(POLICY.sanitize(html).strip());
  }

  /** The ids of the persons mentioned, and {@code room} where the whole room is. */
  public List<String> mentions(Markdown markdown) {
    var found = new ArrayList<String>();
    parse(markdown)
        .accept(
            new AbstractVisitor() {
              @Override
              public void visit(Link link) {
                var target = link.getDestination();
                if (target.equals(ROOM)) {
                  found.add("room");
                } else if (target.startsWith(PERSON)) {
                  found.add(target.substring(PERSON.length()));
                }
                visitChildren(link);
              }
            });
    return found.stream().distinct().limit(50).toList();
  }

  /** Whether the text leads anywhere. */
  public boolean hasLink(Markdown markdown) {
    var found = new boolean[1];
    parse(markdown)
        .accept(
            new AbstractVisitor() {
              @Override
              public void visit(Link link) {
                found[0] |= !isMention(link);
              }
            });
    return found[0];
  }

  /** The words alone. */
  public String plain(Markdown markdown) {
    var words = new Words();
    parse(markdown).accept(words);
    return words.text.toString().strip();
  }

  /** The beginning of the words, on one line, at most this long. */
  public String excerpt(Markdown markdown, int most) {
    var words = plain(markdown).replaceAll("\\s+", " ");
    if (words.length() <= most) {
      return words;
    }
    var cut = words.lastIndexOf(' ', most - 1);
    var end = cut > most / 2 ? cut : most - 1;
    return words.substring(0, words.offsetByCodePoints(0, words.codePointCount(0, end))) + "…";
  }

  private static Node parse(Markdown markdown) {
    return PARSER.parse(DEEP.matcher(markdown.source()).replaceAll("$1"));
  }

  private static boolean isMention(Link link) {
    return link.getDestination().startsWith(PERSON) || link.getDestination().equals(ROOM);
  }

  /** Turns mentions into marked names and pictures from elsewhere into links. */
  private static final class Resolving extends AbstractVisitor {
    private final Links links;

    Resolving(Links links) {
      this.links = links;
    }

    @Override
    public void visit(Heading heading) {
      heading.setLevel(Math.min(6, heading.getLevel() + 2));
      visitChildren(heading);
    }

    @Override
    public void visit(Link link) {
      if (isMention(link)) {
        mention(link);
        return;
      }
      if (link.getDestination().startsWith(ATTACHMENT)) {
        link.setDestination(links.attachment(idIn(link.getDestination(), ATTACHMENT)));
      }
      visitChildren(link);
    }

    private void mention(Link link) {
      var person =
          link.getDestination().equals(ROOM) ? "room" : idIn(link.getDestination(), PERSON);
      var words = new Words();
      link.accept(words);
      var shown = words.text.toString().replaceFirst("^@", "");
      var name = links.nameOf(person).orElse(shown);
      link.insertBefore(new Mention(person, "@" + name));
      link.unlink();
    }

    @Override
    public void visit(Image image) {
      if (image.getDestination().startsWith(ATTACHMENT)) {
        image.setDestination(links.attachment(idIn(image.getDestination(), ATTACHMENT)));
      }
      if (!image.getDestination().matches(OWN_PICTURES)) {
        var words = new Words();
        image.accept(words);
        var link = new Link(image.getDestination(), image.getTitle());
        var text = words.text.isEmpty() ? image.getDestination() : words.text.toString();
        link.appendChild(new Text(text));
        image.insertBefore(link);
        image.unlink();
      }
    }

    private static String idIn(String destination, String prefix) {
      var id = destination.substring(prefix.length());
      return id.matches("[a-z0-9]{1,40}") ? id : "none";
    }
  }

  /** A person's name inside a text. */
  private static final class Mention extends CustomNode {
    private final String person;
    private final String shown;

    Mention(String person, String shown) {
      this.person = person;
      this.shown = shown;
    }
  }

  private static final class Mentions implements NodeRenderer {
    private final HtmlWriter writer;

    Mentions(HtmlNodeRendererContext context) {
      this.writer = context.getWriter();
    }

    @Override
    public Set<Class<? extends Node>> getNodeTypes() {
      return Set.of(Mention.class);
    }

    @Override
    public void render(Node node) {
      if (node instanceof Mention mention) {
        writer.tag("span", Map.of("class", "mention", "data-person", mention.person));
        writer.text(mention.shown);
        writer.tag("/span");
      }
    }
  }

  private static final class Attributes implements AttributeProvider {
    @Override
    public void setAttributes(Node node, String tag, Map<String, String> attributes) {
      if (BLOCKS.contains(tag)) {
        attributes.put("dir", "auto");
      }
      if (node instanceof Image) {
        attributes.put("loading", "lazy");
      }
      if (node instanceof Link link && !link.getDestination().startsWith("/")) {
        attributes.put("rel", "noopener noreferrer nofollow");
        attributes.put("target", "_blank");
      }
    }
  }

  /** Collects the words of a text. */
  private static final class Words extends AbstractVisitor {
    private final StringBuilder text = new StringBuilder();

    @Override
    public void visit(Text node) {
      text.append(node.getLiteral());
    }

    @Override
    public void visit(Code code) {
      text.append(code.getLiteral());
    }

    @Override
    public void visit(FencedCodeBlock block) {
      text.append(block.getLiteral()).append('\n');
    }

    @Override
    public void visit(IndentedCodeBlock block) {
      text.append(block.getLiteral()).append('\n');
    }

    @Override
    public void visit(HtmlInline html) {
      text.append(html.getLiteral());
    }

    @Override
    public void visit(HtmlBlock html) {
      text.append(html.getLiteral()).append('\n');
    }

    @Override
    public void visit(SoftLineBreak node) {
      text.append('\n');
    }

    @Override
    public void visit(HardLineBreak node) {
      text.append('\n');
    }

    @Override
    public void visit(Paragraph paragraph) {
      visitChildren(paragraph);
      text.append('\n');
    }

    @Override
    public void visit(Heading heading) {
      visitChildren(heading);
      text.append('\n');
    }

    @Override
    public void visit(ListItem item) {
      visitChildren(item);
      text.append('\n');
    }
  }
}
