package org.talanoa.text;

import org.commonmark.ext.gfm.tables.TableCell;
import org.commonmark.ext.gfm.tables.TableRow;
import org.commonmark.node.AbstractVisitor;
import org.commonmark.node.Code;
import org.commonmark.node.CustomNode;
import org.commonmark.node.FencedCodeBlock;
import org.commonmark.node.HardLineBreak;
import org.commonmark.node.Heading;
import org.commonmark.node.HtmlInline;
import org.commonmark.node.IndentedCodeBlock;
import org.commonmark.node.Node;
import org.commonmark.node.Paragraph;
import org.commonmark.node.SoftLineBreak;
import org.commonmark.node.Text;

/** Collects the words of a text, each block on lines of its own. */
final class Words extends AbstractVisitor {
  private final StringBuilder text = new StringBuilder();

  private Words() {}

  static String of(Node node) {
    var words = new Words();
    node.accept(words);
    return words.text.toString().strip();
  }

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
    line(block.getLiteral());
  }

  @Override
  public void visit(IndentedCodeBlock block) {
    line(block.getLiteral());
  }

  @Override
  public void visit(HtmlInline html) {
    text.append(html.getLiteral());
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
    line("");
  }

  @Override
  public void visit(Heading heading) {
    visitChildren(heading);
    line("");
  }

  @Override
  public void visit(CustomNode node) {
    visitChildren(node);
    switch (node) {
      case TableCell _ -> text.append(' ');
      case TableRow _ -> line("");
      default -> {}
    }
  }

  private void line(String end) {
    text.append(end);
    if (!text.isEmpty() && text.charAt(text.length() - 1) != '\n') {
      text.append('\n');
    }
  }
}
