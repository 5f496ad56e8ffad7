package org.talanoa.text;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import org.commonmark.node.Image;
import org.commonmark.node.Link;
import org.commonmark.node.Node;
import org.commonmark.renderer.NodeRenderer;
import org.commonmark.renderer.html.HtmlNodeRendererContext;
import org.commonmark.renderer.html.HtmlRenderer;
import org.commonmark.renderer.html.HtmlWriter;

/** Writes a resolved text as markup, which is safe only after {@link Allowed}. */
final class Markup {
  private static final Set<String> LEAVES = Set.of("p", "h3", "h4", "h5", "h6", "td", "th");
  private static final Set<String> CONTAINERS = Set.of("ul", "ol", "blockquote", "table");

  private static final HtmlRenderer RENDERER =
      HtmlRenderer.builder()
          .extensions(Dialect.EXTENSIONS)
          .escapeHtml(true)
          .sanitizeUrls(true)
          .percentEncodeUrls(true)
          .attributeProviderFactory(_ -> Markup::attributes)
          .nodeRendererFactory(Mentions::new)
          .build();

  private Markup() {}

  static String of(Node document) {
    return RENDERER.render(document);
  }

  private static void attributes(Node node, String tag, Map<String, String> attributes) {
    if (LEAVES.contains(tag)) {
      attributes.put("dir", "auto");
    } else if (CONTAINERS.contains(tag)) {
      attributes.put("dir", Direction.of(node));
    }
    switch (node) {
      case Image _ -> attributes.put("loading", "lazy");
      case Link link when Address.leadsOutside(link.getDestination()) -> {
        attributes.put("rel", "noopener noreferrer nofollow");
        attributes.put("target", "_blank");
      }
      default -> {}
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
        var attributes = new LinkedHashMap<String, String>();
        attributes.put("class", "mention");
        attributes.put("data-person", mention.person());
        attributes.put("dir", "auto");
        writer.tag("span", attributes);
        writer.text("@" + mention.name());
        writer.tag("/span");
      }
    }
  }
}
