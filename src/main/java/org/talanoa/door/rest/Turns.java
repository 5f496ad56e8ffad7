package org.talanoa.door.rest;

import jakarta.servlet.http.HttpServletRequest;
import org.springframework.stereotype.Component;
import org.talanoa.people.Allowance;
import org.talanoa.people.Person;

/** Counts what is asked for, by the person and by the address the request comes from. */
@Component
class Turns {
  private final Allowance allowance;
  private final HttpServletRequest request;

  /**
   * @param request stands for whichever request is being answered
   */
  Turns(Allowance allowance, HttpServletRequest request) {
    this.allowance = allowance;
    this.request = request;
  }

  void take(Allowance.Act act, Person person) {
    allowance.take(act, person, request.getRemoteAddr());
  }
}
