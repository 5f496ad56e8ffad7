package org.talanoa.text;

/** Markup that may be shown as it is. Only {@link Rendering} makes it. */
public final class SafeHtml {
  private final String html;

  private SafeHtml(String html) {
    this.html = html;
  }

  /** What an allow-list lets through of this markup, and nothing else. */
  static SafeHtml of(String markup) {
    return new SafeHtml(Allowed.in(markup).strip());
  }

  public String html() {
    return html;
  }

  @Override
  public String toString() {
    return "SafeHtml[" + html.length() + " long]";
  }
}
