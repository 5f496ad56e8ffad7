package org.talanoa.alliance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.talanoa.Refusal;
import org.talanoa.people.Allowance;
import org.talanoa.people.Invitations;
import org.talanoa.people.Seniority;
import org.talanoa.people.SignIns;
import org.talanoa.testing.World;

class MemberListTest {
  private static final String HEADER =
      "Name,E-mail,Country,Institution,Position,Seniority,Languages,Role,Offers,Seeks";
  private static final String PASSWORD = "seven quiet lagoons";

  /** Ways in which a line of a spreadsheet is wrong, and what is said of it. */
  private static final List<Wrong> WRONG =
      List.of(
          new Wrong("No Address,,Bhutan,Ministry,,,,,,", "memberList.noEmail"),
          new Wrong("Bad Address,somebody at mof,Bhutan,,,,,,,", "person.emailForm"),
          new Wrong("Nowhere,n%d@mof.example,Atlantis,,,,,,,", "memberList.country"),
          new Wrong("Boss,b%d@mof.example,VN,,,,,emperor,,", "memberList.role"),
          new Wrong("Old,o%d@mof.example,VN,,,ancient,,,,", "memberList.seniority"),
          new Wrong("Tongue,t%d@mof.example,VN,,,,Klingonese,,,", "memberList.language"),
          new Wrong("\"Never closed,q%d@mof.example,VN,,,,,,,", "memberList.quotation"),
          new Wrong("Wide,w%d@mof.example,VN,,,,,,,,and,more", "memberList.tooManyCells"),
          new Wrong("Twice,person7@mof.example,VN,,,,,,,", "memberList.twice"),
          new Wrong("Much,m%d@mof.example,VN,,,,,,a;b;c;d;e;f;g;h;i;j,", "member.giveAndTake"));

  private final World world = new World();
  private final Invitations invitations;
  private final MemberLists lists;

  MemberListTest() {
    var allowance = new Allowance(world.clock);
    var signIns =
        new SignIns(world.people, allowance, world.storage, world.key, world.feed, world.clock);
    invitations =
        new Invitations(world.people, signIns, allowance, world.storage, world.key, world.clock);
    lists = new MemberLists(world.alliances, world.people, invitations);
  }

  private record Wrong(String line, String key) {}

  @AfterEach
  void close() {
    world.close();
  }

  @Test
  void ofTwoThousandLinesFiftyAreFaultyAndEachIsNamedWithItsReason() {
    var random = new Random(20_151);
    var lines = new ArrayList<String>();
    for (var i = 0; i < 2_000; i++) {
      lines.add(
          "Person %d,Person%d@mof.example,Viet Nam,\"Ministry of Finance, Hanoi\",,,,,,"
              .formatted(i, i));
    }
    var expected = new HashMap<Integer, String>();
    for (var i = 0; i < 50; i++) {
      // After the line that one of them repeats, so that it is this one that is wrong.
      lines.add(100 + random.nextInt(lines.size() - 100), "@" + i);
    }
    for (var at = 0; at < lines.size(); at++) {
      if (lines.get(at).startsWith("@")) {
        var wrong = WRONG.get(Integer.parseInt(lines.get(at).substring(1)) % WRONG.size());
        lines.set(at, wrong.line().formatted(at));
        expected.put(at + 2, wrong.key());
      }
    }

    var list = MemberList.read("\uFEFF" + HEADER + "\r\n" + String.join("\r\n", lines));

    var told = new HashMap<Integer, String>();
    list.faulty().forEach(fault -> told.put(fault.number(), fault.why().key()));
    assertThat(told).isEqualTo(expected).hasSize(50);
    assertThat(list.good()).hasSize(2_000);
    assertThat(list.good().getFirst().introduction().institution())
        .isEqualTo("Ministry of Finance, Hanoi");
    assertThat(list.good().getFirst().introduction().country()).isEqualTo("VN");

    var first = lists.invite(world.organiser, list);
    var again = lists.invite(world.organiser, list);

    assertThat(first).hasSize(2_000).hasOnlyElementsOfType(MemberLists.Invited.class);
    assertThat(again).hasSize(2_000).hasOnlyElementsOfType(MemberLists.Waiting.class);
    assertThat(invitations.pending("reform")).hasSize(2_000);
  }

  @Test
  void whatWasOnTheListIsKnownWhenTheyComeIn() {
    var list =
        MemberList.read(
            """
            courriel;nom;pays;fonction;niveau;langues;rôle;propose
            zoe@mof.example;Zoé;Bhoutan;Directrice;direction;dzongkha, anglais;Modératrice;\
            revues de paie|formation
            """);
    var invited = (MemberLists.Invited) lists.invite(world.organiser, list).getFirst();

    var came =
        invitations.register(invited.secret(), "Zoé D.", "Zoe@mof.example", PASSWORD, "10.0.0.1");

    var profile = came.person().profile();
    assertThat(profile.name()).isEqualTo("Zoé D.");
    assertThat(profile.country()).isEqualTo("BT");
    assertThat(profile.position()).isEqualTo("Directrice");
    assertThat(profile.seniority()).isEqualTo(Seniority.HEAD);
    assertThat(profile.languages()).containsExactly("dz", "en");
    assertThat(invited.line().role()).isEqualTo(Role.MODERATOR);
    assertThat(came.invitation().introduction().offers())
        .containsExactly("revues de paie", "formation");
  }

  /** An account elsewhere is no reason to be shown to strangers, and is not told of. */
  @Test
  void whoHasAnAccountIsAskedAsEverybodyIs() {
    var elsewhere =
        invitations
            .register(
                invitations.invite(world.organiser.person(), "other", "PEER", List.of(), ""),
                "Tashi",
                "tashi@mof.example",
                PASSWORD,
                "10.0.0.1")
            .person();
    var list = MemberList.read("email\ntashi@mof.example\n");

    var outcome = lists.invite(world.organiser, list).getFirst();

    assertThat(outcome).isInstanceOf(MemberLists.Invited.class);
    assertThat(world.alliances.membership(elsewhere, world.organiser.alliance().id())).isEmpty();
    world.alliances.admit(world.organiser, elsewhere.id(), Role.OBSERVER);
    assertThat(lists.look(world.organiser, list).getFirst())
        .isEqualTo(new MemberLists.Belongs(list.good().getFirst(), Role.OBSERVER));
  }

  @Test
  void anInvitationThatIsTooOldIsMadeAnew() {
    var list = MemberList.read("email\ntashi@mof.example\n");
    var first = (MemberLists.Invited) lists.invite(world.organiser, list).getFirst();
    world.clock.turn(Duration.ofDays(16));

    assertThat(lists.invite(world.organiser, list).getFirst())
        .isInstanceOf(MemberLists.Invited.class);
    assertThatThrownBy(() -> invitations.look(first.secret())).isInstanceOf(Refusal.NotHere.class);
  }

  @Test
  void lookingInvitesNobody() {
    var list = MemberList.read("email\ntashi@mof.example\n");

    lists.look(world.organiser, list);

    assertThat(invitations.pending("reform")).isEmpty();
  }

  @Test
  void onlyOrganisersInvite() {
    var list = MemberList.read("email\ntashi@mof.example\n");
    for (var role : Role.values()) {
      if (role != Role.ORGANISER) {
        var membership =
            world.alliances.enter(world.member("somebody", role), world.organiser.alliance().id());
        assertThatThrownBy(() -> lists.invite(membership, list))
            .hasMessage("alliance.organisersOnly");
        assertThatThrownBy(() -> lists.look(membership, list))
            .hasMessage("alliance.organisersOnly");
      }
    }
  }

  @Test
  void whatIsNoListIsRefusedAsAWhole() {
    assertThatThrownBy(() -> MemberList.read(" \n\n")).hasMessage("memberList.empty");
    assertThatThrownBy(() -> MemberList.read("tashi@mof.example\n"))
        .hasMessage("memberList.noEmailColumn");
    assertThatThrownBy(() -> MemberList.read("email\n" + "a@b.example\n".repeat(5_001)))
        .hasMessage("memberList.tooLong");
  }

  @Test
  void cellsPastedFromASpreadsheetAreParted() {
    var list = MemberList.read("email\tname\nzoe@mof.example\tZoé; or \u202Eso\n");

    assertThat(list.good().getFirst().introduction().name()).startsWith("Zoé; or ");
  }
}
