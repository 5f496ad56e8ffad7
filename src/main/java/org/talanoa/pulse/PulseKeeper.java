package org.talanoa.pulse;

import java.util.Map;
import java.util.Set;
import org.springframework.stereotype.Component;
import org.talanoa.people.Export;
import org.talanoa.people.Forgetting;
import org.talanoa.people.Keeper;
import org.talanoa.people.Person;
import org.talanoa.room.Rooms;

/**
 * Answers for the marks of those who have answered a pulse. What they answered is nobody's: it
 * cannot be handed out, and not be taken out of a sum.
 */
@Component
final class PulseKeeper implements Keeper {
  private final Pulses pulses;
  private final Rooms rooms;

  PulseKeeper(Pulses pulses, Rooms rooms) {
    this.pulses = pulses;
    this.rooms = rooms;
  }

  @Override
  public Set<String> collections() {
    return Set.of("pulses", "pulsetallies", "pulsemarks");
  }

  /** That somebody has answered, for as long as it is known; nothing of a sealed room. */
  @Override
  public void export(Person person, Export export) {
    export.list(
        "pulses",
        all ->
            pulses
                .marks()
                .of(person.id())
                .filter(mark ->
                    rooms
                        .seat(person, mark.room())
                        .filter(seat -> seat.room().kind().wordsLeave())
                        .isPresent())
                .ifPresent(mark ->
                    all.accept(
                        Map.of(
                            "room",
                            "/room/" + mark.room(),
                            "answeredRound",
                            mark.number(),
                            "knownUntil",
                            mark.until()))));
  }

  @Override
  public void forget(Forgetting forgetting) {
    pulses.marks().forget(forgetting.person());
  }
}
