package org.talanoa.door.wire;

import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.talanoa.activity.Activity;
import org.talanoa.activity.ActivityHead;
import org.talanoa.activity.Contribution;
import org.talanoa.activity.ContributionId;
import org.talanoa.discussion.ThreadId;
import org.talanoa.people.People;
import org.talanoa.people.PersonId;
import org.talanoa.room.Room;

/** Makes what goes over the wire of an activity. Thread safe. */
@Component
public class ActivityWire {
  private final Wire wire;
  private final People people;

  public ActivityWire(Wire wire, People people) {
    this.wire = wire;
    this.people = people;
  }

  public ActivityJson activity(Activity activity, Room room, Locale locale) {
    return new ActivityJson(
        activity.id().value(),
        activity.room().value(),
        activity.revision(),
        activity.now(),
        activity.exercise().name().in(locale),
        activity.exercise().purpose().in(locale),
        activity.exercise().slowLine().in(locale),
        activity.overDays(),
        activity.phases().stream().map(each -> ExerciseJson.PhaseJson.of(each, locale)).toList(),
        activity.stage().wireName(),
        activity.phase(),
        activity.settled(),
        activity.ends().orElse(null),
        activity.paused().orElse(null),
        activity.count(),
        activity.people().stream()
            .flatMap(each ->
                Optional.ofNullable(person(Optional.of(each.person())))
                    .map(who -> new ActivityJson.PresentJson(who, each.here(), each.helps()))
                    .stream())
            .toList(),
        activity.joined(),
        activity.leads(),
        activity.keeps(),
        person(activity.facilitator()),
        person(activity.asked()),
        activity.askedUntil().orElse(null),
        activity.groups().stream()
            .map(group ->
                new ActivityJson.GroupJson(
                    group.number(),
                    group.members().stream().map(PersonId::value).toList(),
                    group.turn(),
                    group.turnEnds().orElse(null)))
            .toList(),
        activity.group(),
        activity.mayWrite(),
        activity.written(),
        activity.shown().stream().map(each -> contribution(each, room)).toList(),
        activity.dots().stream().map(ContributionId::value).toList(),
        activity
            .harvest()
            .map(where ->
                new ActivityJson.HarvestJson(
                    where.thread().map(ThreadId::value).orElse(null), where.number()))
            .orElse(null));
  }

  public ActivityJson.ContributionJson contribution(Contribution contribution, Room room) {
    return new ActivityJson.ContributionJson(
        contribution.id().value(),
        contribution.phase(),
        person(contribution.by()),
        wire.html(contribution.words(), room.id()),
        contribution.words().source(),
        contribution.mine(),
        contribution.late(),
        contribution.lent(),
        contribution.open(),
        contribution.dots());
  }

  public ActivityJson.HeadJson head(ActivityHead head, Room room, Locale locale) {
    return new ActivityJson.HeadJson(
        head.id().value(),
        head.name().in(locale),
        head.stage().wireName(),
        head.people(),
        head.opened(),
        person(head.facilitator()));
  }

  private @Nullable PersonJson person(Optional<PersonId> id) {
    return id.flatMap(people::profile)
        .map(profile -> wire.person(profile.withoutRank()))
        .orElse(null);
  }
}
