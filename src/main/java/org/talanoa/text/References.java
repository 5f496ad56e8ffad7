package org.talanoa.text;

import java.util.LinkedHashSet;
import java.util.Set;
import org.commonmark.node.AbstractVisitor;
import org.commonmark.node.BlockQuote;
import org.commonmark.node.Image;
import org.commonmark.node.Link;
import org.commonmark.node.Node;

/**
 * Collects whom a text calls, and whether it leads anywhere. Who is mentioned in a quote is not
 * called.
 */
final class References extends AbstractVisitor {
  /** More than this in one text is noise. */
  private static final int MOST = 50;

  private final Set<String> mentions = new LinkedHashSet<>();
  private boolean link;
  private int quotes;

  private References() {}

  static References in(Node node) {
    var references = new References();
    node.accept(references);
    return references;
  }

  Set<String> mentions() {
    return mentions;
  }

  boolean hasLink() {
    return link;
  }

  @Override
  public void visit(BlockQuote quote) {
    quotes++;
    visitChildren(quote);
    quotes--;
  }

  @Override
  public void visit(Link node) {
    var mentioned = Address.mentioned(node.getDestination());
    if (mentioned.isEmpty()) {
      leadsTo(node.getDestination());
    } else if (quotes == 0 && mentions.size() < MOST) {
      mentions.add(mentioned.get());
    }
    visitChildren(node);
  }

  @Override
  public void visit(Image image) {
    leadsTo(image.getDestination());
    visitChildren(image);
  }

  private void leadsTo(String destination) {
    link |= Address.mayBeFollowed(destination) && !Address.isAttachment(destination);
  }
}
