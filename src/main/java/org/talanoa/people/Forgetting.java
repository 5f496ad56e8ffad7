package org.talanoa.people;

/**
 * Whom to forget, and how.
 *
 * @param veiledWords whether the words said under pseudonyms are to be removed as well
 * @param secret known for as long as the forgetting lasts; what has to stand for the person's marks
 *     is derived from it, so that it stays the same when the work is taken up again
 */
public record Forgetting(PersonId person, boolean veiledWords, String secret) {
  @Override
  public String toString() {
    return "Forgetting[" + person + "]";
  }
}
