package org.talanoa.room;

import org.talanoa.people.Person;

record Speaking(Person person, Room room) implements Voice {}
