package org.talanoa.door.socket;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.BiConsumer;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.springframework.stereotype.Component;
import org.springframework.web.socket.CloseStatus;
import org.talanoa.alliance.Alliances;
import org.talanoa.door.Visitors;
import org.talanoa.people.Person;
import org.talanoa.people.PersonId;
import org.talanoa.room.RoomId;
import org.talanoa.room.Rooms;

/** Who listens to what. Asks at each delivery whether they still may. Thread safe. */
@Component
class Listeners {
  /** The most subscriptions one connection may have. */
  static final int MOST_SUBSCRIPTIONS = 100;

  private final Visitors visitors;
  private final Alliances alliances;
  private final Rooms rooms;
  private final Map<String, Set<Line>> byDestination = new ConcurrentHashMap<>();
  private final Set<Line> lines = ConcurrentHashMap.newKeySet();
  private final Set<String> held = ConcurrentHashMap.newKeySet();

  Listeners(Visitors visitors, Alliances alliances, Rooms rooms) {
    this.visitors = visitors;
    this.alliances = alliances;
    this.rooms = rooms;
  }

  Collection<Line> lines() {
    return lines;
  }

  void connect(Line line) {
    lines.add(line);
  }

  void subscribe(Line line, Destination destination, String id) {
    line.subscriptions().put(destination.address(), id);
    byDestination
        .computeIfAbsent(destination.address(), _ -> ConcurrentHashMap.newKeySet())
        .add(line);
    if (!lines.contains(line)) {
      // It was disconnected meanwhile, and nobody would do it again.
      var _ = end(line, destination.address());
    }
  }

  void unsubscribe(Line line, String id) {
    line.subscriptions().entrySet().stream()
        .filter(entry -> entry.getValue().equals(id))
        .map(Map.Entry::getKey)
        .toList()
        .forEach(destination -> end(line, destination));
  }

  void disconnect(Line line) {
    lines.remove(line);
    line.subscriptions().keySet().forEach(destination -> end(line, destination));
  }

  /** Ends a subscription; false where somebody else has done so. */
  private boolean end(Line line, String destination) {
    var ended = line.end(destination);
    byDestination.computeIfPresent(
        destination,
        (_, listening) -> {
          listening.remove(line);
          return listening.isEmpty() ? null : listening;
        });
    return ended;
  }

  boolean anyFor(Destination destination) {
    return byDestination.containsKey(destination.address());
  }

  /** Sends to all who listen and still may; encodes once. */
  void tell(Destination destination, String messageId, Supplier<String> json) {
    if (anyFor(destination)) {
      hold(destination, List.of(new Told(messageId, json.get())));
      flush();
    }
  }

  /** What is told, and the name by which it is told. */
  record Told(String id, String json) {
    private String frame(String subscription, String address) {
      return Frames.message(subscription, address, id, json);
    }
  }

  /** Sends all that is held. */
  void flush() {
    for (var address : List.copyOf(held)) {
      held.remove(address);
      byDestination.getOrDefault(address, Set.of()).forEach(Line::flush);
    }
  }

  /** As {@link #tell}, but what follows soon goes out together with it. */
  void hold(Destination destination, List<Told> told) {
    var address = destination.address();
    var listening = byDestination.get(address);
    if (listening == null) {
      return;
    }
    var common = frames(told, address, address);
    for (var line : listening) {
      if (!may(line, destination)) {
        refuse(line, destination);
        continue;
      }
      var id = line.subscriptions().get(address);
      if (id != null) {
        line.hold(address, id.equals(address) ? common : frames(told, id, address));
      }
    }
    held.add(address);
  }

  private static String frames(List<Told> told, String subscription, String address) {
    return told.stream()
        .map(each -> each.frame(subscription, address))
        .collect(Collectors.joining());
  }

  /** Sends to all connections of one person. */
  void tell(PersonId person, String messageId, Supplier<String> json) {
    var mine = new Destination.Mine();
    var listening = byDestination.get(mine.address());
    if (listening == null) {
      return;
    }
    var text = json.get();
    for (var line : listening) {
      if (who(line).map(Person::id).filter(person::equals).isPresent()) {
        reply(line, messageId, text);
      }
    }
  }

  /** Sends to one connection, on its own destination. */
  void reply(Line line, String messageId, String json) {
    tell(line, new Destination.Mine(), messageId, json);
  }

  /** Sends to one connection only. */
  void tell(Line line, Destination destination, String messageId, String json) {
    var address = destination.address();
    var id = line.subscriptions().getOrDefault(address, address);
    line.send(address, Frames.message(id, address, messageId, json));
  }

  /** Who listens to this now and is shown to do so. */
  Set<PersonId> present(Destination destination) {
    return byDestination.getOrDefault(destination.address(), Set.of()).stream()
        .filter(line -> showsWhoIsThere(line, destination))
        .flatMap(line -> who(line).stream())
        .filter(person -> person.profile().showsPresence())
        .map(Person::id)
        .collect(Collectors.toUnmodifiableSet());
  }

  /** Hands on who listens now to each destination of this kind. */
  <D extends Destination> void eachAt(Class<D> kind, BiConsumer<D, Person> to) {
    byDestination.forEach((address, listening) ->
        Destination.of(address)
            .filter(kind::isInstance)
            .map(kind::cast)
            .ifPresent(place ->
                listening.forEach(
                    line -> who(line).ifPresent(person -> to.accept(place, person)))));
  }

  /** The destinations at which it is shown who is there. */
  Set<Destination> places() {
    return byDestination.entrySet().stream()
        .flatMap(entry ->
            Destination.of(entry.getKey())
                .filter(place -> showsWhoIsThere(place, entry.getValue()))
                .stream())
        .collect(Collectors.toUnmodifiableSet());
  }

  /** One listener who may be there tells of what kind the place is. */
  private boolean showsWhoIsThere(Destination place, Set<Line> listening) {
    return switch (place) {
      case Destination.OfAlliance _ -> true;
      case Destination.OfRoom(var room) ->
          listening.stream()
              .flatMap(line -> who(line).stream())
              .flatMap(person -> rooms.seat(person, room).stream())
              .findFirst()
              .filter(seat -> !seat.room().kind().pseudonyms())
              .isPresent();
      case Destination.Mine _,
          Destination.OfThread _,
          Destination.OfProblem _,
          Destination.OfActivity _ ->
          false;
    };
  }

  /**
   * Whether this listener is shown there who is there. Where one may speak under a pseudonym nobody
   * is: who is not there when something is said is not who said it.
   */
  boolean showsWhoIsThere(Line line, Destination place) {
    return who(line)
        .filter(person ->
            switch (place) {
              case Destination.Mine() -> false;
              case Destination.OfAlliance(var alliance) ->
                  alliances.membership(person, alliance).isPresent();
              case Destination.OfRoom(var room) ->
                  rooms
                      .seat(person, room)
                      .filter(seat -> !seat.room().kind().pseudonyms())
                      .isPresent();
              case Destination.OfThread _, Destination.OfProblem _, Destination.OfActivity _ ->
                  false;
            })
        .isPresent();
  }

  /** Tells those in an alliance who may listen to one of these rooms that it has something new. */
  void stir(Destination.OfAlliance alliance, Set<RoomId> stirred, Function<RoomId, String> json) {
    for (var line : byDestination.getOrDefault(alliance.address(), Set.of())) {
      var person = who(line);
      for (var room : stirred) {
        var seat = person.flatMap(listener -> rooms.seat(listener, room));
        if (seat.filter(s -> s.room().alliance().equals(alliance.alliance())).isPresent()) {
          tell(line, alliance, "stirred", json.apply(room));
        }
      }
    }
  }

  /** Ends whatever somebody may not listen to any more. */
  void askAgain() {
    for (var line : lines) {
      if (line.credential().isEmpty()) {
        continue;
      }
      if (who(line).isEmpty()) {
        line.close(CloseStatus.POLICY_VIOLATION);
        continue;
      }
      for (var address : line.subscriptions().keySet()) {
        Destination.of(address)
            .filter(destination -> !may(line, destination))
            .ifPresent(destination -> refuse(line, destination));
      }
    }
  }

  private void refuse(Line line, Destination destination) {
    if (end(line, destination.address())) {
      reply(
          line, "ended", "{\"type\":\"ended\",\"destination\":\"" + destination.address() + "\"}");
    }
  }

  Optional<Person> who(Line line) {
    return line.credential().flatMap(visitors::who);
  }

  private boolean may(Line line, Destination destination) {
    return who(line)
        .filter(person ->
            switch (destination) {
              case Destination.Mine() -> true;
              case Destination.OfAlliance(var alliance) ->
                  alliances.membership(person, alliance).isPresent();
              case Destination.OfRoom(var room) -> rooms.seat(person, room).isPresent();
              case Destination.OfThread(var room, _) -> rooms.seat(person, room).isPresent();
              case Destination.OfProblem(var room, _) -> rooms.seat(person, room).isPresent();
              case Destination.OfActivity(var room, _) -> rooms.seat(person, room).isPresent();
            })
        .isPresent();
  }
}
