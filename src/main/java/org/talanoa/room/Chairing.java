package org.talanoa.room;

import org.talanoa.people.Person;

record Chairing(Person person, Room room) implements Chair {}
