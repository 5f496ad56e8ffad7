package org.talanoa.people;

/**
 * An account as it is stored.
 *
 * @param email as typed at registration, in lower case
 * @param password the Argon2id hash, never the password
 */
record Account(
    Profile profile, String email, String password, boolean organiser, boolean disabled) {
  @Override
  public String toString() {
    return "Account[" + profile.id() + "]";
  }
}
