package org.talanoa.people;

import java.time.ZoneId;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.talanoa.Refusal;
import org.talanoa.text.Names;
import org.talanoa.text.Title;

/**
 * What a person says of themself to the peers they share an alliance with.
 *
 * @param portrait a stored file, or none
 * @param country ISO 3166 alpha-2, or empty
 * @param languages BCP 47 tags
 * @param showsPresence whether peers are shown that this person is here, where that is shown at all
 * @param mayBeAsked whether peers who look for something are told that this person knows about it
 */
public record Profile(
    PersonId id,
    String name,
    @Nullable String portrait,
    String country,
    String institution,
    String position,
    Seniority seniority,
    List<String> languages,
    ZoneId timeZone,
    Locale locale,
    List<String> askMeAbout,
    boolean showsPresence,
    boolean mayBeAsked) {
  /** The most UTF-16 units a name may have. */
  public static final int NAME_LIMIT = 120;

  public Profile {
    name = new Title(name).text();
    if (name.length() > NAME_LIMIT) {
      throw new Refusal.NotLikeThis("person.nameLength", NAME_LIMIT);
    }
    institution = brief(institution);
    position = brief(position);
    languages = languages.stream().limit(12).toList();
    askMeAbout =
        askMeAbout.stream().map(Profile::brief).filter(s -> !s.isEmpty()).limit(12).toList();
  }

  /** A profile that says a name only. */
  public static Profile named(PersonId id, String name) {
    return new Profile(
        id,
        name,
        null,
        "",
        "",
        "",
        Seniority.MID,
        List.of(),
        ZoneId.of("UTC"),
        Locale.ENGLISH,
        List.of(),
        false,
        false);
  }

  Profile withPortrait(@Nullable String other) {
    return with(other, showsPresence, mayBeAsked);
  }

  /** The same profile of somebody whose presence is shown to peers, or is not. */
  public Profile showingPresence(boolean shows) {
    return with(portrait, shows, mayBeAsked);
  }

  /** The same profile of somebody who agrees to be named as who knows about something, or not. */
  public Profile askable(boolean may) {
    return with(portrait, showsPresence, may);
  }

  private Profile with(@Nullable String otherPortrait, boolean shows, boolean may) {
    return new Profile(
        id,
        name,
        otherPortrait,
        country,
        institution,
        position,
        seniority,
        languages,
        timeZone,
        locale,
        askMeAbout,
        shows,
        may);
  }

  /** The same without what tells how high somebody stands, and where. */
  public Profile withoutRank() {
    return new Profile(
        id,
        name,
        portrait,
        country,
        "",
        "",
        Seniority.MID,
        languages,
        timeZone,
        locale,
        askMeAbout,
        showsPresence,
        mayBeAsked);
  }

  public String initials() {
    return Names.initials(name);
  }

  /** One line of text about somebody as it is kept; a refusal where it is too long. */
  public static String brief(String text) {
    var trimmed = text.strip();
    return trimmed.isEmpty() ? "" : new Title(trimmed).text();
  }
}
