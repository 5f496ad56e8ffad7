package org.talanoa.people;

/**
 * The proof that this is done by this person. Made by this package only, from a sign-in, an access
 * token, or for work that the person ordered earlier.
 */
public sealed interface Person permits Acting {
  PersonId id();

  Profile profile();

  /** Whether the person runs this installation: may found alliances and give accounts. */
  boolean organiserOfInstallation();
}
