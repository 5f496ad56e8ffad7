package org.talanoa.door.rest;

import jakarta.servlet.http.HttpServletRequest;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import org.talanoa.Refusal;
import org.talanoa.door.Demonstration;
import org.talanoa.door.Newcomers;
import org.talanoa.door.Visitors;
import org.talanoa.people.Invitations;
import org.talanoa.people.SignIns;

/** Forms by which people come in and go: each answers with a redirect and cookies. */
@RestController
@RequestMapping(path = "/api", consumes = MediaType.APPLICATION_FORM_URLENCODED_VALUE)
class SignInDoor {
  private static final Logger LOG = LoggerFactory.getLogger(SignInDoor.class);

  private final SignIns signIns;
  private final Invitations invitations;
  private final Newcomers newcomers;
  private final Visitors visitors;
  private final Optional<Demonstration> demonstration;

  SignInDoor(
      SignIns signIns,
      Invitations invitations,
      Newcomers newcomers,
      Visitors visitors,
      Optional<Demonstration> demonstration) {
    this.signIns = signIns;
    this.invitations = invitations;
    this.newcomers = newcomers;
    this.visitors = visitors;
    this.demonstration = demonstration;
  }

  @PostMapping("/sign-in")
  ResponseEntity<Void> signIn(
      @RequestParam String email,
      @RequestParam String password,
      @RequestParam(defaultValue = "/") String to,
      HttpServletRequest request) {
    try {
      var token = signIns.signIn(email, password, device(request), request.getRemoteAddr());
      return in(token, to, request);
    } catch (Refusal refused) {
      LOG.info("a sign-in was refused: {}", refused.key());
      return back("/sign-in", refused, to);
    }
  }

  @PostMapping("/sign-in/demonstration")
  ResponseEntity<Void> demonstration(
      @RequestParam String as,
      @RequestParam(defaultValue = "/") String to,
      HttpServletRequest request) {
    var person =
        demonstration
            .flatMap(made -> made.signInAs(as))
            .orElseThrow(() -> new Refusal.NotHere("person.unknown"));
    return in(signIns.begin(person, device(request)), to, request);
  }

  @PostMapping("/sign-out")
  ResponseEntity<Void> signOut(HttpServletRequest request) {
    visitors
        .credential(request)
        .ifPresent(credential ->
            visitors.who(credential).ifPresent(person -> signIns.end(person, credential.id())));
    forgetSession(request);
    var answer = ResponseEntity.status(HttpStatus.SEE_OTHER).location(URI.create("/sign-in?bye"));
    answer.header("Clear-Site-Data", "\"cache\", \"storage\"");
    visitors
        .noCookies(request)
        .forEach(cookie -> answer.header(HttpHeaders.SET_COOKIE, cookie.toString()));
    return answer.build();
  }

  @PostMapping("/invitation")
  ResponseEntity<Void> register(
      @RequestParam String secret,
      @RequestParam String name,
      @RequestParam String email,
      @RequestParam String password,
      HttpServletRequest request) {
    try {
      newcomers.mustLeadSomewhere(invitations.look(secret));
      var redeemed = invitations.register(secret, name, email, password, request.getRemoteAddr());
      newcomers.welcome(redeemed);
      return in(signIns.begin(redeemed.person().id(), device(request)), "/", request);
    } catch (Refusal refused) {
      return back("/invitation/" + encoded(secret), refused, "/");
    }
  }

  @PostMapping("/invitation/accept")
  ResponseEntity<Void> accept(@RequestParam String secret, HttpServletRequest request) {
    var person = visitors.who(request).orElseThrow(NotSignedIn::new);
    try {
      newcomers.mustLeadSomewhere(invitations.look(secret));
      newcomers.welcome(invitations.accept(secret, person));
      return ResponseEntity.status(HttpStatus.SEE_OTHER).location(URI.create("/")).build();
    } catch (Refusal refused) {
      return back("/invitation/" + encoded(secret), refused, "/");
    }
  }

  @PostMapping("/reset")
  ResponseEntity<Void> reset(
      @RequestParam String secret, @RequestParam String password, HttpServletRequest request) {
    try {
      invitations.choosePassword(secret, password, request.getRemoteAddr());
      return ResponseEntity.status(HttpStatus.SEE_OTHER).location(URI.create("/sign-in")).build();
    } catch (Refusal refused) {
      return back("/reset/" + encoded(secret), refused, "/");
    }
  }

  private ResponseEntity<Void> in(String token, String to, HttpServletRequest request) {
    forgetSession(request);
    var answer = ResponseEntity.status(HttpStatus.SEE_OTHER).location(URI.create(ours(to)));
    visitors
        .cookies(token, request)
        .forEach(cookie -> answer.header(HttpHeaders.SET_COOKIE, cookie.toString()));
    return answer.build();
  }

  /** Screens begin anew for whoever comes in, and end with whoever goes. */
  private static void forgetSession(HttpServletRequest request) {
    var session = request.getSession(false);
    if (session != null) {
      session.invalidate();
    }
  }

  private static ResponseEntity<Void> back(String form, Refusal refused, String to) {
    var wait =
        refused instanceof Refusal.TooMuch tooMuch
            ? "&wait=" + Math.max(1, tooMuch.retryAfter().toSeconds())
            : "";
    return ResponseEntity.status(HttpStatus.SEE_OTHER)
        .location(
            URI.create(
                form + "?refused=" + encoded(refused.key()) + wait + "&to=" + encoded(ours(to))))
        .build();
  }

  /** A place inside this installation; anything else leads home. */
  private static String ours(String to) {
    var inside = to.matches("/[A-Za-z0-9/_#?=&%.-]*") && !to.startsWith("//");
    return inside ? to : "/";
  }

  private static String encoded(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8);
  }

  private static String device(HttpServletRequest request) {
    var agent = request.getHeader("User-Agent");
    return agent == null ? "" : agent.replaceAll("[^\\w .;:/()-]", "");
  }
}
