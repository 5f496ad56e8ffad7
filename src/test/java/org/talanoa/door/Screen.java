package org.talanoa.door;

import java.io.IOException;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** One of Vaadin's screens as a browser sees it: nodes by number, and what can be sent back. */
final class Screen {
  private static final JsonMapper JSON = new JsonMapper();

  /** Where Vaadin keeps what an element listens to. */
  private static final int LISTENERS = 4;

  private final Browser browser;
  private final int ui;
  private final List<JsonNode> changes = new ArrayList<>();
  private final Map<Integer, List<JsonNode>> byNode = new HashMap<>();
  private final Map<Integer, Integer> parents = new HashMap<>();
  private final Map<String, JsonNode> constants = new HashMap<>();
  private String token = "";
  private int sync;
  private int sent;

  private Screen(Browser browser, JsonNode configuration) {
    this.browser = browser;
    this.ui = configuration.path("v-uiId").asInt();
    took(configuration.path("uidl"));
  }

  /** Opens a screen as a page does. */
  static Screen open(Browser browser, String route) throws Exception {
    var init = browser.get("/?v-r=init&location=" + route + "&query=");
    var screen = new Screen(browser, JSON.readTree(init.body()).path("appConfig"));
    var navigate = screen.nodes("ui-navigate").getFirst();
    var at = Map.of("route", route, "query", "", "appShellTitle", "", "trigger", "");
    screen.send(screen.event(navigate, "ui-navigate", at));
    return screen;
  }

  int ui() {
    return ui;
  }

  String token() {
    return token;
  }

  private void took(JsonNode uidl) {
    if (uidl.has("Vaadin-Security-Key")) {
      token = uidl.path("Vaadin-Security-Key").asString();
    }
    sync = uidl.path("syncId").asInt();
    uidl.path("constants").properties().forEach(one -> constants.put(one.getKey(), one.getValue()));
    for (var change : uidl.path("changes")) {
      var node = change.path("node").asInt();
      changes.add(change);
      byNode.computeIfAbsent(node, _ -> new ArrayList<>()).add(change);
      change.path("addNodes").forEach(child -> parents.putIfAbsent(child.asInt(), node));
    }
  }

  private Stream<JsonNode> of(int node) {
    return byNode.getOrDefault(node, List.of()).stream();
  }

  /** The nodes at which something with this name was put. */
  List<Integer> nodes(String key) {
    return changes.stream()
        .filter(change -> change.path("key").asString("").equals(key))
        .map(change -> change.path("node").asInt())
        .toList();
  }

  /** The first node around these words. */
  int around(String words) {
    return allAround(words).getFirst();
  }

  /** The nodes around these words. */
  List<Integer> allAround(String words) {
    var text =
        changes.stream()
            .filter(change -> change.path("value").asString("").equals(words))
            .map(change -> change.path("node").asInt())
            .toList();
    return changes.stream()
        .filter(change ->
            change.path("addNodes").valueStream().anyMatch(node -> text.contains(node.asInt())))
        .map(change -> change.path("node").asInt())
        .toList();
  }

  /** The nodes that have this attribute or property. */
  List<Integer> with(String key, String value) {
    return changes.stream()
        .filter(change -> change.path("key").asString("").equals(key))
        .filter(change -> change.path("value").asString("").equals(value))
        .map(change -> change.path("node").asInt())
        .toList();
  }

  /** Everything that the page was told. */
  String all() {
    return changes.toString();
  }

  boolean shows(String words) {
    return all().contains(words);
  }

  /** An event at a node, with everything that its listener wants to know, as nothing. */
  Map<String, Object> event(int node, String event, Map<String, ?> data) {
    var all = asked(node, event, 0);
    all.putAll(data);
    return Map.of("type", "event", "node", node, "event", event, "data", all);
  }

  /** All that a listener wants to know of an event, with the same answer to everything. */
  private Map<String, Object> asked(int node, String event, Object answer) {
    var all = new HashMap<String, Object>();
    of(node)
        .filter(change -> change.path("key").asString("").equals(event))
        .map(change -> constants.getOrDefault(change.path("value").asString(""), change))
        .forEach(wanted -> wanted.propertyNames().forEach(name -> all.put(name, answer)));
    return all;
  }

  /** The buttons that the server listens to, in the order in which they were made. */
  List<Integer> buttons() {
    var heard = Set.copyOf(nodes("click"));
    return with("tag", "button").stream().filter(heard::contains).toList();
  }

  /** What stands on a node. */
  String label(int node) {
    return children(node).stream()
        .flatMap(child -> values(child, "text").stream())
        .collect(Collectors.joining());
  }

  /** The kinds of events that the server listens to anywhere on the screen. */
  Set<String> heard() {
    return changes.stream()
        .filter(change -> change.path("feat").asInt() == LISTENERS)
        .map(change -> change.path("key").asString(""))
        .collect(Collectors.toSet());
  }

  /** Fills in every field and ticks every box, by what is wanted for its type, tag or label. */
  Object[] filled(UnaryOperator<String> wanted) {
    var calls = new ArrayList<Object>();
    for (var node : nodes("change").stream().distinct().toList()) {
      var types = values(node, "type");
      var tag = values(node, "tag").getFirst();
      switch (types.isEmpty() ? tag : types.getLast()) {
        case "select" -> {}
        case "checkbox" -> calls.add(sync(node, "checked", true));
        case "fieldset" -> {}
        case "date", "password" -> calls.add(sync(node, "value", wanted.apply(types.getLast())));
        default -> calls.add(sync(node, "value", wanted.apply(tag + " " + labelOf(node))));
      }
      calls.add(event(node, "change", asked(node, "change", wanted.apply(tag))));
    }
    return calls.toArray();
  }

  private static Map<String, Object> sync(int node, String property, Object value) {
    return Map.of(
        "type", "mSync", "node", node, "feature", 1, "property", property, "value", value);
  }

  private String labelOf(int field) {
    var parent = parents.get(field);
    return parent == null ? "" : label(parent);
  }

  private List<Integer> children(int node) {
    return of(node)
        .flatMap(change -> change.path("addNodes").valueStream())
        .map(JsonNode::asInt)
        .toList();
  }

  private List<String> values(int node, String key) {
    return of(node)
        .filter(change -> change.path("key").asString("").equals(key))
        .map(change -> change.path("value").asString(""))
        .toList();
  }

  Map<String, Object> click(int node) {
    return event(node, "click", Map.of());
  }

  /** Sends these as the page does, and takes in the answer. */
  JsonNode send(Object... calls) throws Exception {
    var uidl = JSON.readTree(post(ui, token, browser.here, calls).body());
    if (uidl.path("syncId").asInt(-1) < 0) {
      throw new IOException(uidl.toString());
    }
    sent++;
    took(uidl);
    return uidl;
  }

  /** Sends these to this UI with this token, from this origin, whatever comes of it. */
  HttpResponse<String> post(int to, String csrf, String origin, Object... calls) throws Exception {
    var body = new HashMap<String, Object>();
    body.put("csrfToken", csrf);
    body.put("rpc", calls);
    body.put("syncId", sync);
    body.put("clientId", sent);
    return browser.postJson(
        "/?v-r=uidl&v-uiId=" + to, JSON.writeValueAsString(body), "Origin", origin);
  }
}
