package org.talanoa.people;

/** What has happened to an account. */
public sealed interface Change {
  /** A person has signed in or been seen. */
  record Seen(PersonId person) implements Change {}

  /** A sign-in has ended; nothing may be done with it any more. */
  record SignedOut(PersonId person, String signIn) implements Change {}
}
