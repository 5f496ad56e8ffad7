package org.talanoa.text;

import org.commonmark.node.AbstractVisitor;
import org.commonmark.node.Code;
import org.commonmark.node.CustomNode;
import org.commonmark.node.FencedCodeBlock;
import org.commonmark.node.IndentedCodeBlock;
import org.commonmark.node.Node;
import org.commonmark.node.Text;

/**
 * Finds the direction of a quote, list or table by its first letter that has one. A browser's
 * {@code dir="auto"} looks only at words that are not in a block with a direction of its own, so it
 * would never find any there.
 */
final class Direction extends AbstractVisitor {
  private String found = "";

  private Direction() {}

  static String of(Node node) {
    var direction = new Direction();
    direction.visitChildren(node);
    return direction.found.isEmpty() ? "auto" : direction.found;
  }

  @Override
  protected void visitChildren(Node parent) {
    for (var node = parent.getFirstChild(); node != null && found.isEmpty(); ) {
      node.accept(this);
      node = node.getNext();
    }
  }

  @Override
  public void visit(Text text) {
    look(text.getLiteral());
  }

  @Override
  public void visit(Code code) {
    look(code.getLiteral());
  }

  @Override
  public void visit(FencedCodeBlock block) {
    look(block.getLiteral());
  }

  @Override
  public void visit(IndentedCodeBlock block) {
    look(block.getLiteral());
  }

  @Override
  public void visit(CustomNode node) {
    if (node instanceof Mention mention) {
      look(mention.name());
    }
    visitChildren(node);
  }

  private void look(String text) {
    for (var i = 0; i < text.length() && found.isEmpty(); ) {
      var c = text.codePointAt(i);
      found =
          switch (Character.getDirectionality(c)) {
            case Character.DIRECTIONALITY_LEFT_TO_RIGHT -> "ltr";
            case Character.DIRECTIONALITY_RIGHT_TO_LEFT,
                Character.DIRECTIONALITY_RIGHT_TO_LEFT_ARABIC ->
                "rtl";
            default -> "";
          };
      i += Character.charCount(c);
    }
  }
}
