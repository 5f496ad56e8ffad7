package org.talanoa.people;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import org.springframework.stereotype.Component;
import org.talanoa.Refusal;
import org.talanoa.storage.BlobId;
import org.talanoa.storage.Storage;

/** Answers for accounts and the ways in. */
@Component
final class AccountKeeper implements Keeper {
  private final People people;
  private final SignIns signIns;
  private final AccessTokens tokens;
  private final Allowance allowance;
  private final Storage storage;
  private final Invitations invitations;

  AccountKeeper(
      People people,
      SignIns signIns,
      AccessTokens tokens,
      Invitations invitations,
      Allowance allowance,
      Storage storage) {
    this.people = people;
    this.signIns = signIns;
    this.tokens = tokens;
    this.allowance = allowance;
    this.storage = storage;
    this.invitations = invitations;
  }

  @Override
  public Set<String> collections() {
    return Set.of("people", "signins", "tokens", "invitations", Erasure.COLLECTION);
  }

  @Override
  public void export(Person person, Export export) {
    var profile = person.profile();
    export.list("profile", profiles -> profiles.accept(profile(person)));
    export.list(
        "sign-ins",
        all ->
            signIns
                .of(person)
                .forEach(signIn ->
                    all.accept(
                        Map.of(
                            "device", signIn.device(),
                            "began", signIn.began(),
                            "seen", signIn.seen()))));
    export.list(
        "access-tokens",
        all ->
            tokens
                .of(person)
                .forEach(token -> all.accept(Map.of("name", token.name(), "made", token.made()))));
    if (profile.portrait() != null) {
      storage
          .blobs()
          .open(new BlobId(profile.portrait()))
          .ifPresent(picture -> export.file("portrait.png", picture));
    }
  }

  private Map<String, ?> profile(Person person) {
    var profile = person.profile();
    var said = new LinkedHashMap<String, Object>();
    said.put("id", profile.id().value());
    said.put("name", profile.name());
    said.put("email", signIns.email(person));
    said.put("country", profile.country());
    said.put("institution", profile.institution());
    said.put("position", profile.position());
    said.put("seniority", profile.seniority().name());
    said.put("languages", profile.languages());
    said.put("timeZone", profile.timeZone().getId());
    said.put("locale", profile.locale().toLanguageTag());
    said.put("askMeAbout", profile.askMeAbout());
    said.put("showsPresence", profile.showsPresence());
    said.put("mayBeAsked", profile.mayBeAsked());
    return said;
  }

  @Override
  public void mayForget(PersonId person) {
    var organisers = people.organisers();
    if (organisers.size() == 1 && organisers.getFirst().id().equals(person)) {
      throw new Refusal.NotNow("erasure.lastOrganiser");
    }
  }

  /** The account itself comes last: until then its address leads to what else is there. */
  @Override
  public void forget(Forgetting forgetting) {
    var person = forgetting.person();
    var account = people.stored().account(person);
    signIns.forget(person);
    tokens.forget(person);
    invitations.forget(person, account.map(Account::email));
    account.ifPresent(known -> {
      var portrait = known.profile().portrait();
      if (portrait != null) {
        storage.blobs().delete(new BlobId(portrait));
      }
      allowance.forget(known.email());
    });
    allowance.forget(person.value());
    people.stored().forget(person);
  }
}
