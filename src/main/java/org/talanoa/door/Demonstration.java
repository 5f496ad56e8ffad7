package org.talanoa.door;

import java.util.Optional;
import org.talanoa.people.PersonId;

/** The made-up alliance that a visitor may look around in; there only where it was asked for. */
public interface Demonstration {
  /** The made-up person who stands for this role. */
  Optional<PersonId> signInAs(String role);
}
