package org.talanoa.room;

/** Who may do what in which kind of room: the one pure function that every way in asks. */
final class HouseRules {
  private HouseRules() {}

  static boolean allow(Standing standing, RoomKind kind, Act act) {
    return switch (act) {
      case LISTEN ->
          switch (standing) {
            case SEATED, KEEPER -> true;
            case OBSERVER, MEMBER, CURATOR, REMOVED -> kind == RoomKind.OPEN;
            case STRANGER -> false;
          };
      case SPEAK -> standing == Standing.SEATED || standing == Standing.KEEPER;
      case KEEP_ORDER -> standing == Standing.KEEPER;
      case JOIN ->
          kind == RoomKind.OPEN && (standing == Standing.MEMBER || standing == Standing.CURATOR);
      case INVITE ->
          standing == Standing.KEEPER || kind == RoomKind.OPEN && standing == Standing.SEATED;
    };
  }
}
