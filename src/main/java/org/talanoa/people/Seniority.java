package org.talanoa.people;

/** How far up in the own institution a person stands. */
public enum Seniority {
  JUNIOR,
  MID,
  SENIOR,
  HEAD
}
