package org.talanoa.people;

import java.util.Optional;
import java.util.regex.Pattern;
import org.talanoa.Refusal;

/** A person's identity; random, says nothing about the person. */
public record PersonId(String value) {
  private static final Pattern FORM = Pattern.compile("[a-z0-9]{1,24}");

  public PersonId {
    if (!FORM.matcher(value).matches()) {
      throw new Refusal.NotHere("person.unknown");
    }
  }

  /** The identity written like this; empty where nobody can have it. */
  public static Optional<PersonId> written(String value) {
    return FORM.matcher(value).matches() ? Optional.of(new PersonId(value)) : Optional.empty();
  }

  static PersonId random() {
    return new PersonId(Secrets.letters(12));
  }

  @Override
  public String toString() {
    return value;
  }
}
