package org.talanoa.text;

/** Markup that may be shown as it is. Made by {@link Rendering} only. */
public final class SafeHtml {
  private final String html;

  SafeHtml(String html) {
    this.html = html;
  }

  public String html() {
    return html;
  }

  @Override
  public String toString() {
    return "SafeHtml[" + html.length() + " long]";
  }
}
