package org.talanoa.room;

import org.talanoa.people.Person;

record Listening(Person person, Room room) implements Seat {}
