package org.talanoa.door;

import java.util.List;
import java.util.TreeMap;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * What a reader holds of a thread, with the rules of {@code frontend/thread-model.ts}: its head, a
 * run of messages without holes, and the revision up to which it has seen everything.
 */
final class ThreadModel {
  private JsonNode head = tools.jackson.databind.node.MissingNode.getInstance();
  private long revision;
  private long heard;
  private final TreeMap<Integer, JsonNode> messages = new TreeMap<>();

  JsonNode head() {
    return head;
  }

  long revision() {
    return revision;
  }

  List<JsonNode> messages() {
    return List.copyOf(messages.values());
  }

  boolean opened() {
    return !head.isMissingNode();
  }

  int end() {
    return messages.isEmpty() ? 0 : messages.lastKey();
  }

  private boolean atEnd() {
    return opened() && end() >= head.path("last").asInt();
  }

  /** Whether something was heard of that is not held. */
  boolean behind() {
    return heard > revision;
  }

  /** Begins anew with a page. */
  void open(JsonNode thread, JsonNode page) {
    messages.clear();
    head = thread;
    revision = thread.path("revision").asLong();
    page.forEach(message -> messages.put(number(message), message));
  }

  /** Takes in a live frame; false where something before it is missing and has to be fetched. */
  boolean apply(JsonNode frame) {
    var its = frame.path("revision").asLong();
    var isHead = frame.path("type").asString().equals("thread");
    heard = Math.max(heard, its);
    if (!opened() || its <= revision) {
      if (isHead && opened()) {
        take(frame.path("thread"));
      }
      return true;
    }
    var withoutItsMessage = isHead && frame.path("thread").path("about").asInt() > 0;
    if (its != revision + 1 || withoutItsMessage) {
      return false;
    }
    revision = its;
    if (isHead) {
      take(frame.path("thread"));
      return true;
    }
    var message = frame.path("message");
    var wasAtEnd = atEnd();
    if (number(message) > head.path("last").asInt()) {
      var raised = (ObjectNode) head.deepCopy();
      raised.set("last", message.path("number"));
      raised.set("at", message.path("at"));
      raised.set("lastBy", message.path("by"));
      head = raised;
    }
    putNext(message, wasAtEnd);
    return true;
  }

  /** Takes in what was missed; false where pages have to be read anew. */
  boolean catchUp(JsonNode missed) {
    if (!missed.path("complete").asBoolean()) {
      return false;
    }
    var wasAtEnd = atEnd();
    missed.path("messages").forEach(message -> putNext(message, wasAtEnd));
    take(missed.path("thread"));
    revision = Math.max(revision, missed.path("thread").path("revision").asLong());
    return true;
  }

  private void putNext(JsonNode message, boolean wasAtEnd) {
    if (messages.containsKey(number(message)) || wasAtEnd && number(message) == end() + 1) {
      put(message);
    }
  }

  private void put(JsonNode message) {
    var held = messages.get(number(message));
    if (held == null || held.path("revision").asLong() <= message.path("revision").asLong()) {
      messages.put(number(message), message);
    }
  }

  private void take(JsonNode thread) {
    if (!opened() || thread.path("revision").asLong() >= head.path("revision").asLong()) {
      head = thread;
    }
  }

  private static int number(JsonNode message) {
    return message.path("number").asInt();
  }

  /** How many messages after this number still say something. */
  static int unreadAfter(JsonNode thread, int read) {
    var silent = thread.path("silent").valueStream().filter(number -> number.asInt() > read);
    return Math.max(0, thread.path("last").asInt() - read - (int) silent.count());
  }

  /** How many messages after this number call this person, or everybody in the room. */
  static int callsAfter(JsonNode thread, int read, String me) {
    return (int)
        thread
            .path("calls")
            .valueStream()
            .filter(call -> call.path("number").asInt() > read)
            .filter(call -> !call.path("by").asString().equals(me))
            .filter(call -> has(thread.path("silent"), call.path("number").asString()).isEmpty())
            .filter(call ->
                has(call.path("to"), me).isPresent() || has(call.path("to"), "room").isPresent())
            .count();
  }

  private static java.util.Optional<JsonNode> has(JsonNode list, String text) {
    return list.valueStream().filter(one -> one.asString().equals(text)).findFirst();
  }
}
