package org.talanoa.room;

/** Who may do what in which kind of room: the one pure function that every way in asks. */
final class HouseRules {
  private HouseRules() {}

  /** In a room whose talk goes on in another one nobody speaks or takes a seat any more. */
  static boolean allow(Standing standing, Room room, Act act) {
    var ended = room.continuedIn().isPresent() && (act == Act.SPEAK || act == Act.JOIN);
    return !ended && allow(standing, room.kind(), act);
  }

  static boolean allow(Standing standing, RoomKind kind, Act act) {
    return switch (act) {
      case LISTEN ->
          switch (standing) {
            case SEATED, KEEPER, SILENCED, LAPSED, LAPSED_KEEPER -> true;
            case OBSERVER, MEMBER, CURATOR, REMOVED -> kind == RoomKind.OPEN;
            case STRANGER, SUSPENDED, WAITING -> false;
          };
      case SPEAK -> standing == Standing.SEATED || standing == Standing.KEEPER;
      case KEEP_ORDER -> keeps(standing);
      case JOIN ->
          kind == RoomKind.OPEN && (standing == Standing.MEMBER || standing == Standing.CURATOR);
      case INVITE -> keeps(standing) || kind == RoomKind.OPEN && standing == Standing.SEATED;
    };
  }

  /** Order is kept also while the norms wait to be read again. */
  private static boolean keeps(Standing standing) {
    return standing == Standing.KEEPER || standing == Standing.LAPSED_KEEPER;
  }
}
