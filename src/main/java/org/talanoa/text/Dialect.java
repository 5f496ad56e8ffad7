package org.talanoa.text;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.commonmark.Extension;
import org.commonmark.ext.autolink.AutolinkExtension;
import org.commonmark.ext.gfm.strikethrough.StrikethroughExtension;
import org.commonmark.ext.gfm.tables.TablesExtension;
import org.commonmark.node.Block;
import org.commonmark.node.BlockQuote;
import org.commonmark.node.FencedCodeBlock;
import org.commonmark.node.Heading;
import org.commonmark.node.IndentedCodeBlock;
import org.commonmark.node.ListBlock;
import org.commonmark.node.Node;
import org.commonmark.node.ThematicBreak;
import org.commonmark.parser.Parser;

/**
 * The Markdown spoken here: CommonMark with tables, strikethrough and bare links, without HTML
 * blocks. What is nested too deep, and a table too large to read, is text.
 */
final class Dialect {
  /** Quotes and lists inside each other; a level of a list counts twice. */
  private static final int DEEPEST_BLOCKS = 40;

  /** Emphasis and links inside each other. */
  private static final int DEEPEST_WORDS = 40;

  /** A row shorter than the first is filled up, so a few characters could make many cells. */
  private static final int MOST_CELLS = 10_000;

  /** In the order they are tried: a line of dashes under words is a heading and no rule. */
  private static final Set<Class<? extends Block>> BLOCKS =
      new LinkedHashSet<>(
          List.of(
              BlockQuote.class,
              Heading.class,
              FencedCodeBlock.class,
              ThematicBreak.class,
              ListBlock.class,
              IndentedCodeBlock.class));

  private static final Extension STRIKETHROUGH = StrikethroughExtension.create();
  private static final Extension BARE_LINKS = AutolinkExtension.create();

  /** What both the parser and the renderer have to know beyond CommonMark. */
  static final List<Extension> EXTENSIONS =
      List.of(TablesExtension.create(), STRIKETHROUGH, BARE_LINKS);

  private static final Parser PARSER = parser(EXTENSIONS);
  private static final Parser WITHOUT_TABLES = parser(List.of(STRIKETHROUGH, BARE_LINKS));

  private Dialect() {}

  static Node parse(Markdown markdown) {
    var parser = cells(markdown.source()) > MOST_CELLS ? WITHOUT_TABLES : PARSER;
    return parser.parse(markdown.source());
  }

  /** At least as many cells as the tables in this text can have. */
  private static long cells(String source) {
    var bars = source.lines().mapToLong(line -> line.chars().filter(c -> c == '|').count());
    var rows = bars.filter(count -> count > 0).summaryStatistics();
    return rows.getCount() == 0 ? 0 : rows.getCount() * (rows.getMax() + 1);
  }

  private static Parser parser(List<Extension> extensions) {
    return Parser.builder()
        .extensions(extensions)
        .enabledBlockTypes(BLOCKS)
        .maxOpenBlockParsers(DEEPEST_BLOCKS)
        .maxInlineNesting(DEEPEST_WORDS)
        .build();
  }
}
