package org.talanoa.people;

record Acting(PersonId id, Profile profile, boolean organiserOfInstallation) implements Person {}
