package org.talanoa.people;

import java.util.List;
import java.util.Optional;
import org.talanoa.Refusal;
import org.talanoa.text.Title;

/**
 * What whoever invites somebody knows of them already, so that they need not write it again. Once
 * they have come in, they change what they like.
 *
 * @param name empty where it is not known
 * @param country ISO 3166 alpha-2, or empty
 * @param seniority none where it is not known
 * @param languages BCP 47 tags
 * @param offers what they can offer in the alliance
 * @param seeks what they seek there
 */
public record Introduction(
    String name,
    String country,
    String institution,
    String position,
    Optional<Seniority> seniority,
    List<String> languages,
    List<String> offers,
    List<String> seeks) {
  public static final Introduction NOTHING =
      new Introduction("", "", "", "", Optional.empty(), List.of(), List.of(), List.of());

  public Introduction {
    name = name.isBlank() ? "" : new Title(name).text();
    if (name.length() > Profile.NAME_LIMIT) {
      throw new Refusal.NotLikeThis("person.nameLength", Profile.NAME_LIMIT);
    }
    languages = List.copyOf(languages);
    offers = List.copyOf(offers);
    seeks = List.copyOf(seeks);
  }

  /** The profile of somebody who has just come in, who has said their name only. */
  Profile completing(Profile profile) {
    return new Profile(
        profile.id(),
        profile.name(),
        profile.portrait(),
        country,
        institution,
        position,
        seniority.orElse(profile.seniority()),
        languages,
        profile.timeZone(),
        profile.locale(),
        profile.askMeAbout(),
        profile.showsPresence(),
        profile.mayBeAsked());
  }

  @Override
  public String toString() {
    return "Introduction";
  }
}
