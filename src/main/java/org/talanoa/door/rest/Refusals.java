package org.talanoa.door.rest;

import com.mongodb.MongoException;
import jakarta.servlet.http.HttpServletRequest;
import java.util.Locale;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.http.HttpStatus;
import org.springframework.http.HttpStatusCode;
import org.springframework.http.ResponseEntity;
import org.springframework.http.converter.HttpMessageNotReadableException;
import org.springframework.web.HttpMediaTypeNotAcceptableException;
import org.springframework.web.HttpMediaTypeNotSupportedException;
import org.springframework.web.HttpRequestMethodNotSupportedException;
import org.springframework.web.bind.ServletRequestBindingException;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.RestControllerAdvice;
import org.springframework.web.method.annotation.MethodArgumentTypeMismatchException;
import org.springframework.web.multipart.MultipartException;
import org.talanoa.Refusal;
import org.talanoa.door.Visitors;
import org.talanoa.door.Wording;
import org.talanoa.door.wire.RefusedJson;
import org.talanoa.people.Person;
import org.talanoa.storage.Unavailable;

/** Words every refusal in the reader's language, and never more than that. */
@RestControllerAdvice(basePackages = "org.talanoa.door.rest")
class Refusals {
  private static final Logger LOG = LoggerFactory.getLogger(Refusals.class);

  private final Visitors visitors;

  Refusals(Visitors visitors) {
    this.visitors = visitors;
  }

  @ExceptionHandler
  ResponseEntity<RefusedJson> refused(Refusal refusal, HttpServletRequest request) {
    var status =
        switch (refusal) {
          case Refusal.NotHere _ -> HttpStatus.NOT_FOUND;
          case Refusal.NotYours _ -> HttpStatus.FORBIDDEN;
          case Refusal.NotLikeThis _ -> HttpStatus.UNPROCESSABLE_CONTENT;
          case Refusal.NotNow _ -> HttpStatus.CONFLICT;
          case Refusal.TooMuch _ -> HttpStatus.TOO_MANY_REQUESTS;
        };
    var json = RefusedJson.of(refusal, locale(request));
    var answer = ResponseEntity.status(status);
    if (json.retryAfter() != null) {
      answer.header("Retry-After", json.retryAfter().toString());
    }
    return answer.body(json);
  }

  @ExceptionHandler
  ResponseEntity<RefusedJson> notSignedIn(NotSignedIn refused, HttpServletRequest request) {
    return said(HttpStatus.UNAUTHORIZED, "signin.needed", request);
  }

  @ExceptionHandler
  ResponseEntity<RefusedJson> notOurPage(NotOurPage refused, HttpServletRequest request) {
    return said(HttpStatus.FORBIDDEN, "page.token", request);
  }

  @ExceptionHandler
  ResponseEntity<RefusedJson> away(Unavailable unavailable, HttpServletRequest request) {
    LOG.warn("{} was not answered: {}", request.getMethod(), unavailable.getMessage());
    var key = unavailable.full() ? "storage.full" : "storage.away";
    return said(HttpStatus.SERVICE_UNAVAILABLE, key, request);
  }

  @ExceptionHandler
  ResponseEntity<RefusedJson> notAnswering(MongoException error, HttpServletRequest request) {
    return Unavailable.or(error) instanceof Unavailable unavailable
        ? away(unavailable, request)
        : broken(error, request);
  }

  @ExceptionHandler({
    HttpMessageNotReadableException.class,
    MethodArgumentTypeMismatchException.class,
    ServletRequestBindingException.class,
    HttpMediaTypeNotSupportedException.class,
    HttpMediaTypeNotAcceptableException.class
  })
  ResponseEntity<RefusedJson> unreadable(HttpServletRequest request) {
    return said(HttpStatus.BAD_REQUEST, "request.form", request);
  }

  @ExceptionHandler
  ResponseEntity<RefusedJson> tooLarge(MultipartException refused, HttpServletRequest request) {
    return said(HttpStatus.CONTENT_TOO_LARGE, "attachment.upload", request);
  }

  @ExceptionHandler
  ResponseEntity<RefusedJson> method(
      HttpRequestMethodNotSupportedException refused, HttpServletRequest request) {
    return said(HttpStatus.METHOD_NOT_ALLOWED, "request.form", request);
  }

  @ExceptionHandler
  ResponseEntity<RefusedJson> broken(RuntimeException broken, HttpServletRequest request) {
    LOG.error("a request failed: {}", request.getMethod(), broken);
    return said(HttpStatus.INTERNAL_SERVER_ERROR, "other", request);
  }

  private ResponseEntity<RefusedJson> said(
      HttpStatusCode status, String key, HttpServletRequest request) {
    return ResponseEntity.status(status)
        .body(new RefusedJson(key, Wording.of(locale(request), "refusal." + key), null));
  }

  private Locale locale(HttpServletRequest request) {
    return visitors
        .who(request)
        .map(Person::profile)
        .map(p -> p.locale())
        .orElse(request.getLocale());
  }
}
