package org.talanoa.text;

import org.commonmark.node.CustomNode;

/** A person's name inside a text. */
final class Mention extends CustomNode {
  private final String person;
  private final String name;

  Mention(String person, String name) {
    this.person = person;
    this.name = name;
  }

  String person() {
    return person;
  }

  String name() {
    return name;
  }
}
