package org.talanoa.text;

import java.util.Optional;
import org.commonmark.node.AbstractVisitor;
import org.commonmark.node.Heading;
import org.commonmark.node.Image;
import org.commonmark.node.Link;
import org.commonmark.node.Node;
import org.commonmark.node.Text;

/**
 * Makes a parsed text fit to be shown in a page: mentions become names, headings take their place
 * under the page's own, pictures from elsewhere become links so that they cannot track a reader,
 * and links that may not be followed become their words.
 */
final class Resolving extends AbstractVisitor {
  private static final int PAGE_HEADINGS = 2;

  private final Links links;

  Resolving(Links links) {
    this.links = links;
  }

  @Override
  public void visit(Heading heading) {
    heading.setLevel(Math.min(6, heading.getLevel() + PAGE_HEADINGS));
    visitChildren(heading);
  }

  @Override
  public void visit(Link link) {
    visitChildren(link);
    var mentioned = Address.mentioned(link.getDestination());
    if (mentioned.isPresent()) {
      mention(link, mentioned.get());
      return;
    }
    link.setDestination(Address.resolved(link.getDestination(), links));
    if (!Address.mayBeFollowed(link.getDestination())) {
      unwrap(link);
    }
  }

  @Override
  public void visit(Image image) {
    image.setDestination(Address.resolved(image.getDestination(), links));
    if (Address.isAttachment(image.getDestination())) {
      visitChildren(image);
      return;
    }
    var written = Words.of(image);
    var words = new Text(written.isEmpty() ? image.getDestination() : written);
    if (isInLink(image) || !Address.mayBeFollowed(image.getDestination())) {
      replace(image, words);
    } else {
      var link = new Link(image.getDestination(), image.getTitle());
      link.appendChild(words);
      replace(image, link);
    }
  }

  private void mention(Link link, String person) {
    if (link.getPrevious() instanceof Text before && before.getLiteral().endsWith("@")) {
      before.setLiteral(before.getLiteral().substring(0, before.getLiteral().length() - 1));
    }
    var name = person.equals(Links.ROOM) ? Optional.of(Links.ROOM) : links.nameOf(person);
    replace(
        link,
        name.<Node>map(known -> new Mention(person, known))
            .orElseGet(() -> new Text("@" + Words.of(link).replaceFirst("^@+", ""))));
  }

  private static boolean isInLink(Node node) {
    for (var parent = node.getParent(); parent != null; parent = parent.getParent()) {
      if (parent instanceof Link) {
        return true;
      }
    }
    return false;
  }

  private static void replace(Node node, Node other) {
    node.insertBefore(other);
    node.unlink();
  }

  private static void unwrap(Node node) {
    for (var child = node.getFirstChild(); child != null; child = node.getFirstChild()) {
      node.insertBefore(child);
    }
    node.unlink();
  }
}
