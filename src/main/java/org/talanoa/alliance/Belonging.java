package org.talanoa.alliance;

import org.talanoa.people.Person;

record Belonging(Person person, Alliance alliance, Role role) implements Membership {}
