package org.talanoa.door.wire;

import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.talanoa.Refusal;
import org.talanoa.problem.Aspect;
import org.talanoa.problem.CauseId;
import org.talanoa.problem.Edit;
import org.talanoa.problem.Level;
import org.talanoa.problem.Spot;
import org.talanoa.problem.Status;

/**
 * An edit of a problem statement.
 *
 * @param key chosen by the client; sending the same key again changes nothing more
 * @param what {@code write add-cause move-cause remove-cause restore-cause weigh set-status restore
 *     settle endorse withdraw}; it needs those of the other fields that belong to it
 * @param base the revision whose words were changed to these
 * @param own whether those were the words as one sent them oneself with that revision
 */
public record EditJson(
    @Nullable String key,
    @Nullable String what,
    @Nullable String spot,
    @Nullable Long base,
    @Nullable Boolean own,
    @Nullable String words,
    @Nullable String cause,
    @Nullable String parent,
    @Nullable String after,
    @Nullable String aspect,
    @Nullable String level,
    @Nullable String status,
    @Nullable Long revision,
    @Nullable Long aside) {
  /** The key, or a refusal. */
  public String named() {
    return Objects.requireNonNullElse(key, "");
  }

  /** The edit, or a refusal that says what is wrong with it. */
  public Edit edit() {
    return switch (Objects.requireNonNullElse(what, "")) {
      case "write" ->
          new Edit.Write(
              Spot.of(given(spot)), number(base), Boolean.TRUE.equals(own), given(words));
      case "add-cause" ->
          new Edit.AddCause(new CauseId(given(cause)), cause(parent), cause(after), given(words));
      case "move-cause" ->
          new Edit.MoveCause(new CauseId(given(cause)), cause(parent), cause(after));
      case "remove-cause" -> new Edit.RemoveCause(new CauseId(given(cause)));
      case "restore-cause" -> new Edit.RestoreCause(new CauseId(given(cause)));
      case "weigh" ->
          new Edit.Weigh(
              new CauseId(given(cause)), Aspect.of(given(aspect)), Level.of(given(level)));
      case "set-status" -> new Edit.SetStatus(Status.of(given(status)));
      case "restore" -> new Edit.Restore(number(revision));
      case "settle" ->
          new Edit.Settle(Spot.of(given(spot)), number(aside), number(base), given(words));
      case "endorse" -> new Edit.Endorse(given(words));
      case "withdraw" -> new Edit.Withdraw();
      default -> throw new Refusal.NotLikeThis("request.form");
    };
  }

  private static String given(@Nullable String value) {
    return Objects.requireNonNullElse(value, "");
  }

  private static long number(@Nullable Long value) {
    return Objects.requireNonNullElse(value, 0L);
  }

  private static Optional<CauseId> cause(@Nullable String id) {
    return Optional.ofNullable(id).map(CauseId::new);
  }
}
