package org.talanoa.door.socket;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.messaging.Message;
import org.springframework.messaging.simp.stomp.BufferingStompDecoder;
import org.springframework.messaging.simp.stomp.StompConversionException;
import org.springframework.messaging.simp.stomp.StompDecoder;
import org.springframework.messaging.simp.stomp.StompHeaderAccessor;
import org.springframework.stereotype.Component;
import org.springframework.web.socket.CloseStatus;
import org.springframework.web.socket.PongMessage;
import org.springframework.web.socket.TextMessage;
import org.springframework.web.socket.WebSocketSession;
import org.springframework.web.socket.handler.TextWebSocketHandler;
import org.talanoa.Refusal;
import org.talanoa.activity.Activities;
import org.talanoa.alliance.Alliances;
import org.talanoa.discussion.Discussions;
import org.talanoa.discussion.Marks;
import org.talanoa.discussion.Outcome;
import org.talanoa.discussion.Posting;
import org.talanoa.discussion.ThreadId;
import org.talanoa.door.Credential;
import org.talanoa.door.Visitors;
import org.talanoa.door.Wording;
import org.talanoa.door.wire.DraftJson;
import org.talanoa.door.wire.RefusedJson;
import org.talanoa.people.Allowance;
import org.talanoa.people.Person;
import org.talanoa.problem.ProblemId;
import org.talanoa.problem.Problems;
import org.talanoa.problem.Spot;
import org.talanoa.room.RoomId;
import org.talanoa.room.Rooms;
import org.talanoa.room.Voice;
import org.talanoa.storage.Unavailable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/** Speaks STOMP with one client each: connect, listen, post. */
@Component
class LiveSocket extends TextWebSocketHandler {
  /** The session attribute under which the handshake leaves what it was shown. */
  static final String CREDENTIAL = "credential";

  /** The session attribute under which the handshake leaves where it came from. */
  static final String ADDRESS = "address";

  private static final Logger LOG = LoggerFactory.getLogger(LiveSocket.class);
  private static final int MOST_BYTES_A_FRAME = 256 * 1_024;
  private static final long HEART_BEAT_MILLIS = 10_000;

  /** What can be said to a thread. */
  enum Saying {
    POST,
    TYPING,
    READ;

    String wireName() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  private static final Pattern SEND =
      Pattern.compile(
          "/room/([a-z0-9]{8,24})/thread/([a-z0-9]{8,40})/"
              + Arrays.stream(Saying.values())
                  .map(Saying::wireName)
                  .collect(Collectors.joining("|", "(", ")")));

  /** What can be said to a problem statement: at which spot somebody writes. */
  static final String EDITING = "editing";

  private static final Pattern SEND_EDITING =
      Pattern.compile("/room/([a-z0-9]{8,24})/problem/([a-z0-9]{8,40})/" + EDITING);

  private final Listeners listeners;
  private final LiveThreads threads;
  private final LiveProblems statements;
  private final Problems problems;
  private final LiveActivities looking;
  private final Activities activities;
  private final Visitors visitors;
  private final Alliances alliances;
  private final Rooms rooms;
  private final Discussions discussions;
  private final Posting posting;
  private final Marks marks;
  private final Allowance allowance;
  private final JsonMapper json;
  private final Patience patience;
  private final Map<String, Connection> connections = new ConcurrentHashMap<>();

  private record Connection(Line line, BufferingStompDecoder decoder) {}

  record AcknowledgedFrame(
      String type, @Nullable String key, String thread, int number, long revision) {}

  @JsonInclude(JsonInclude.Include.NON_NULL)
  record RefusedFrame(
      String type,
      @Nullable String key,
      @Nullable String destination,
      String error,
      String message,
      @Nullable Long retryAfter) {}

  record TypingFrame(String type, String person, String name) {}

  record NumberJson(int number) {}

  record SpotJson(@Nullable String spot) {}

  LiveSocket(
      Listeners listeners,
      LiveThreads threads,
      LiveProblems statements,
      Problems problems,
      LiveActivities looking,
      Activities activities,
      Visitors visitors,
      Alliances alliances,
      Rooms rooms,
      Discussions discussions,
      Posting posting,
      Marks marks,
      Allowance allowance,
      JsonMapper json,
      Patience patience) {
    this.listeners = listeners;
    this.threads = threads;
    this.statements = statements;
    this.problems = problems;
    this.looking = looking;
    this.activities = activities;
    this.visitors = visitors;
    this.alliances = alliances;
    this.rooms = rooms;
    this.discussions = discussions;
    this.posting = posting;
    this.marks = marks;
    this.allowance = allowance;
    this.json = json;
    this.patience = patience;
  }

  @Override
  public boolean supportsPartialMessages() {
    return true;
  }

  @Override
  public void afterConnectionEstablished(WebSocketSession session) {
    var line = new Line(session, address(session), patience.sending(), this::gone);
    var decoder = new BufferingStompDecoder(new StompDecoder(), MOST_BYTES_A_FRAME);
    connections.put(session.getId(), new Connection(line, decoder));
    listeners.connect(line);
  }

  private static String address(WebSocketSession session) {
    return session.getAttributes().get(ADDRESS) instanceof String address ? address : "";
  }

  @Override
  public void afterConnectionClosed(WebSocketSession session, CloseStatus status) {
    var connection = connections.get(session.getId());
    if (connection != null) {
      gone(connection.line());
    }
  }

  private void gone(Line line) {
    connections.remove(line.id());
    listeners.disconnect(line);
  }

  @Override
  public void handleTransportError(WebSocketSession session, Throwable broken) {
    LOG.debug("a connection broke", broken);
  }

  @Override
  protected void handleTextMessage(WebSocketSession session, TextMessage text) {
    var connection = connections.get(session.getId());
    if (connection == null) {
      return;
    }
    var line = connection.line();
    line.hear();
    try {
      var bytes = ByteBuffer.wrap(text.getPayload().getBytes(StandardCharsets.UTF_8));
      for (var frame : connection.decoder().decode(bytes)) {
        if (line.lasts()) {
          handle(line, session, frame);
        }
      }
      line.frameBegun(line.credential().isEmpty() || connection.decoder().getBufferSize() > 0);
    } catch (StompConversionException | IllegalArgumentException | IllegalStateException bad) {
      line.close(Frames.error("a malformed or oversized frame"), CloseStatus.BAD_DATA);
    }
  }

  @Override
  protected void handlePongMessage(WebSocketSession session, PongMessage pong) {
    var connection = connections.get(session.getId());
    if (connection != null) {
      connection.line().hear();
    }
  }

  private void handle(Line line, WebSocketSession session, Message<byte[]> frame) {
    var headers = StompHeaderAccessor.wrap(frame);
    var command = headers.getCommand();
    if (command == null) {
      return;
    }
    switch (command) {
      case CONNECT, STOMP -> connect(line, session, headers);
      case SUBSCRIBE -> subscribe(line, headers);
      case UNSUBSCRIBE -> {
        listeners.unsubscribe(line, Optional.ofNullable(headers.getSubscriptionId()).orElse(""));
        receipt(line, headers);
      }
      case SEND -> send(line, headers, frame.getPayload());
      case DISCONNECT ->
          line.close(
              Optional.ofNullable(headers.getReceipt()).map(Frames::receipt).orElse("\n"),
              CloseStatus.NORMAL);
      default -> {
        line.close(Frames.error("this command is not spoken here"), CloseStatus.BAD_DATA);
      }
    }
  }

  private void connect(Line line, WebSocketSession session, StompHeaderAccessor headers) {
    var shown =
        Optional.ofNullable((Credential) session.getAttributes().get(CREDENTIAL))
            .or(() -> Optional.ofNullable(headers.getPasscode()).flatMap(visitors::program));
    var token = headers.getFirstNativeHeader("x-talanoa-token");
    var good =
        shown.filter(credential ->
            credential instanceof Credential.Program
                || visitors.pageToken(credential).equals(token));
    if (good.flatMap(visitors::who).isEmpty()) {
      line.close(Frames.error("not signed in"), CloseStatus.POLICY_VIOLATION);
      return;
    }
    line.connectedAs(good.orElseThrow());
    line.send(Frames.connected(HEART_BEAT_MILLIS));
  }

  private void subscribe(Line line, StompHeaderAccessor headers) {
    var address = Optional.ofNullable(headers.getDestination()).orElse("");
    var id = Optional.ofNullable(headers.getSubscriptionId()).orElse("");
    attempt(
        line,
        null,
        address,
        person -> {
          allowance.take(Allowance.Act.SUBSCRIBE, person, line.address());
          var destination =
              Destination.of(address).orElseThrow(() -> new Refusal.NotHere("room.unknown"));
          switch (destination) {
            case Destination.Mine() -> {}
            case Destination.OfAlliance(var alliance) -> alliances.enter(person, alliance);
            case Destination.OfRoom(var room) -> rooms.enter(person, room);
            case Destination.OfThread(var room, var thread) ->
                discussions.head(rooms.enter(person, room), thread);
            case Destination.OfProblem(var room, var problem) ->
                problems.head(rooms.enter(person, room), problem);
            case Destination.OfActivity(var room, var activity) ->
                activities.see(rooms.enter(person, room), activity);
          }
          if (id.isEmpty() || id.length() > 120) {
            throw new Refusal.NotLikeThis("request.form");
          }
          if (line.subscriptions().size() >= Listeners.MOST_SUBSCRIPTIONS) {
            throw new Refusal.NotNow("socket.tooManySubscriptions", Listeners.MOST_SUBSCRIPTIONS);
          }
          listeners.subscribe(line, destination, id);
          receipt(line, headers);
          threads.welcome(line, destination);
          if (destination instanceof Destination.OfActivity place) {
            rooms.seat(person, place.room()).ifPresent(seat -> looking.here(seat, place));
          }
        });
  }

  private void send(Line line, StompHeaderAccessor headers, byte[] payload) {
    var address = Optional.ofNullable(headers.getDestination()).orElse("");
    var statement = SEND_EDITING.matcher(address);
    if (statement.matches()) {
      attempt(
          line,
          null,
          address,
          person -> {
            allowance.take(Allowance.Act.TYPING, person, line.address());
            var spot = read(payload, SpotJson.class).spot();
            var voice = rooms.speak(person, new RoomId(statement.group(1)));
            var head = problems.head(voice, new ProblemId(statement.group(2)));
            statements.editing(voice, head, Spot.of(Objects.requireNonNullElse(spot, "")));
            receipt(line, headers);
          });
      return;
    }
    var matcher = SEND.matcher(address);
    if (!matcher.matches()) {
      attempt(
          line,
          null,
          address,
          _ -> {
            throw new Refusal.NotHere("room.unknown");
          });
      return;
    }
    var room = new RoomId(matcher.group(1));
    var thread = new ThreadId(matcher.group(2));
    switch (Saying.valueOf(matcher.group(3).toUpperCase(Locale.ROOT))) {
      case POST -> post(line, headers, room, thread, address, payload);
      case TYPING ->
          attempt(
              line,
              null,
              address,
              person -> {
                allowance.take(Allowance.Act.TYPING, person, line.address());
                typing(rooms.speak(person, room), thread);
                receipt(line, headers);
              });
      case READ ->
          attempt(
              line,
              null,
              address,
              person -> {
                var upTo = read(payload, NumberJson.class).number();
                marks.read(rooms.enter(person, room), thread, upTo);
                receipt(line, headers);
              });
    }
  }

  private void post(
      Line line,
      StompHeaderAccessor headers,
      RoomId room,
      ThreadId thread,
      String address,
      byte[] payload) {
    attempt(
        line,
        null,
        address,
        _ -> {
          var draft = read(payload, DraftJson.class);
          attempt(
              line,
              draft.key(),
              address,
              person -> post(line, headers, person, room, thread, draft));
        });
  }

  private void post(
      Line line,
      StompHeaderAccessor headers,
      Person person,
      RoomId room,
      ThreadId thread,
      DraftJson draft) {
    allowance.take(Allowance.Act.POST, person, line.address());
    var frame =
        switch (posting.post(person, room, thread, draft.draft())) {
          case Outcome.Said(_, var message) ->
              new AcknowledgedFrame(
                  "acknowledged",
                  draft.key(),
                  thread.value(),
                  message.number(),
                  message.revision());
          case Outcome.Waits _ -> new AcknowledgedFrame("waits", draft.key(), thread.value(), 0, 0);
        };
    listeners.reply(line, frame.type(), json.writeValueAsString(frame));
    receipt(line, headers);
  }

  /** What was sent; a refusal where it is nothing, or cannot be read. */
  private <T> T read(byte[] payload, Class<T> type) {
    var sent = json.readValue(payload, type);
    if (sent == null) {
      throw new Refusal.NotLikeThis("request.form");
    }
    return sent;
  }

  /** Told where it is shown who is there, of those who show it; anywhere else taken in silence. */
  private void typing(Voice voice, ThreadId thread) {
    var head = discussions.head(voice, thread);
    var profile = voice.person().profile();
    if (voice.room().kind().pseudonyms() || !profile.showsPresence()) {
      return;
    }
    listeners.tell(
        new Destination.OfThread(head.room(), head.id()),
        "typing",
        () ->
            json.writeValueAsString(
                new TypingFrame("typing", profile.id().value(), profile.name())));
  }

  private interface Attempt {
    void by(Person person);
  }

  /** Does it as whoever is connected, or says why not; the connection stays. */
  private void attempt(Line line, @Nullable String key, String destination, Attempt attempt) {
    var person = listeners.who(line);
    if (person.isEmpty()) {
      line.close(Frames.error("not signed in"), CloseStatus.POLICY_VIOLATION);
      return;
    }
    var locale = person.get().profile().locale();
    try {
      attempt.by(person.get());
    } catch (Refusal refusal) {
      refuse(line, key, destination, RefusedJson.of(refusal, locale));
    } catch (JacksonException _) {
      refuse(line, key, destination, said("request.form", locale));
    } catch (Unavailable away) {
      var error = away.full() ? "storage.full" : "storage.away";
      refuse(line, key, destination, said(error, locale));
    } catch (com.mongodb.MongoException away) {
      LOG.warn("the database did not answer: {}", away.getClass().getName());
      refuse(line, key, destination, said("storage.away", locale));
    }
  }

  private static RefusedJson said(String error, Locale locale) {
    return new RefusedJson(error, Wording.of(locale, "refusal." + error), null);
  }

  private void refuse(Line line, @Nullable String key, String destination, RefusedJson why) {
    var frame =
        new RefusedFrame(
            "refused",
            key,
            destination.length() > 200 ? "" : destination,
            why.error(),
            why.message(),
            why.retryAfter());
    listeners.reply(line, "refused", json.writeValueAsString(frame));
  }

  private static void receipt(Line line, StompHeaderAccessor headers) {
    var receipt = headers.getReceipt();
    if (receipt != null) {
      line.send(Frames.receipt(receipt));
    }
  }

  /** What is spoken here. */
  static final List<String> VERSIONS = List.of("v12.stomp");
}
