package org.talanoa.door;

import jakarta.servlet.http.Cookie;
import jakarta.servlet.http.HttpServletRequest;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.http.ResponseCookie;
import org.springframework.stereotype.Component;
import org.talanoa.people.AccessTokens;
import org.talanoa.people.Person;
import org.talanoa.people.SignIns;
import org.talanoa.storage.InstallationKey;

/** Who a request comes from, asked anew each time. Thread safe. */
@Component
public class Visitors {
  /** The cookie that holds the sign-in's token. */
  public static final String COOKIE = "talanoa";

  /** The cookie that a page of ours can read, and nobody else's. */
  public static final String PAGE_COOKIE = "talanoa-csrf";

  /** The header in which a page of ours repeats it. */
  public static final String PAGE_HEADER = "X-Talanoa-Token";

  private static final int YEAR = 365 * 24 * 3600;

  private final SignIns signIns;
  private final AccessTokens accessTokens;
  private final InstallationKey key;
  private final boolean https;

  public Visitors(
      SignIns signIns,
      AccessTokens accessTokens,
      InstallationKey key,
      @Value("${talanoa.https:false}") boolean https) {
    this.signIns = signIns;
    this.accessTokens = accessTokens;
    this.key = key;
    this.https = https;
  }

  /** What the request shows; empty where it shows nothing or what no longer holds. */
  public Optional<Credential> credential(HttpServletRequest request) {
    var header = request.getHeader("Authorization");
    if (header != null) {
      return header.startsWith("Bearer ")
          ? program(header.substring("Bearer ".length()))
          : Optional.empty();
    }
    return cookie(request, COOKIE).flatMap(this::browser);
  }

  /** What an access token shows. */
  public Optional<Credential> program(String token) {
    var id = accessTokens.idOf(token);
    return accessTokens.lasts(id)
        ? Optional.of(new Credential.Program(token, id))
        : Optional.empty();
  }

  private Optional<Credential> browser(String token) {
    return signIns.signIn(token).map(signIn -> new Credential.Browser(token, signIn.id()));
  }

  /** The person of this credential, if it still holds. */
  public Optional<Person> who(Credential credential) {
    return switch (credential) {
      case Credential.Browser(_, var id) -> signIns.holder(id);
      case Credential.Program(_, var id) -> accessTokens.holder(id);
    };
  }

  public Optional<Person> who(HttpServletRequest request) {
    return credential(request).flatMap(this::who);
  }

  /** Whether a request that changes something comes from one of our own pages, or a program. */
  public boolean comesFromOurPage(HttpServletRequest request, Credential credential) {
    return credential instanceof Credential.Program
        || pageToken(credential).equals(request.getHeader(PAGE_HEADER));
  }

  /** What a page of ours shows with every change; bound to the sign-in. */
  public String pageToken(Credential credential) {
    return key.mac("page", credential.id()).substring(0, 32);
  }

  /** The cookies that keep somebody signed in in this browser. */
  public List<ResponseCookie> cookies(String token, HttpServletRequest request) {
    var credential = browser(token).orElseThrow();
    return List.of(
        cookie(COOKIE, token, YEAR, true, request),
        cookie(PAGE_COOKIE, pageToken(credential), YEAR, false, request));
  }

  /** The cookies that make a browser forget. */
  public List<ResponseCookie> noCookies(HttpServletRequest request) {
    return List.of(
        cookie(COOKIE, "", 0, true, request), cookie(PAGE_COOKIE, "", 0, false, request));
  }

  private ResponseCookie cookie(
      String name, String value, int seconds, boolean hidden, HttpServletRequest request) {
    return ResponseCookie.from(name, value)
        .path("/")
        .maxAge(seconds)
        .httpOnly(hidden)
        .secure(https || request.isSecure())
        .sameSite("Lax")
        .build();
  }

  private static Optional<String> cookie(HttpServletRequest request, String name) {
    var cookies = request.getCookies();
    return cookies == null
        ? Optional.empty()
        : Arrays.stream(cookies)
            .filter(cookie -> cookie.getName().equals(name))
            .map(Cookie::getValue)
            .findFirst();
  }
}
