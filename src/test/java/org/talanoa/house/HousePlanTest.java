package org.talanoa.house;

import static com.tngtech.archunit.base.DescribedPredicate.describe;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.fields;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.methods;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.Architectures.layeredArchitecture;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaMethod;
import com.tngtech.archunit.core.domain.JavaMethodCall;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchCondition;
import com.vaadin.flow.component.UI;
import com.vaadin.flow.component.page.Push;
import com.vaadin.flow.server.Command;
import java.util.List;
import java.util.Set;
import org.apache.lucene.search.IndexSearcher;
import org.junit.jupiter.api.Test;
import org.springframework.stereotype.Service;
import org.talanoa.Talanoa;
import org.talanoa.discussion.Archive;
import org.talanoa.discussion.Authors;
import org.talanoa.discussion.Discussions;
import org.talanoa.door.command.VerifyAudit;
import org.talanoa.feed.Topic;
import org.talanoa.people.Person;
import org.talanoa.problem.Statements;
import org.talanoa.room.Arrangements;
import org.talanoa.room.Chair;
import org.talanoa.room.Seat;
import org.talanoa.room.Seats;
import org.talanoa.testing.Fault;

/** The house plan, as rules that a wrong arrow breaks. */
class HousePlanTest {
  private static final JavaClasses HOUSE =
      new ClassFileImporter()
          .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
          .importPackages("org.talanoa");

  @Test
  void arrowsPointDownwardsOnly() {
    layeredArchitecture()
        .consideringOnlyDependenciesInAnyPackage("org.talanoa..")
        .layer("door")
        .definedBy("org.talanoa.door..")
        .layer("search")
        .definedBy("org.talanoa.search..")
        .layer("moderation")
        .definedBy("org.talanoa.moderation..")
        .optionalLayer("problem")
        .definedBy("org.talanoa.problem..")
        .optionalLayer("activity")
        .definedBy("org.talanoa.activity..")
        .optionalLayer("pulse")
        .definedBy("org.talanoa.pulse..")
        .layer("discussion")
        .definedBy("org.talanoa.discussion..")
        .layer("room")
        .definedBy("org.talanoa.room..")
        .layer("alliance")
        .definedBy("org.talanoa.alliance..")
        .layer("people")
        .definedBy("org.talanoa.people..")
        .layer("storage")
        .definedBy("org.talanoa.storage..")
        .layer("feed")
        .definedBy("org.talanoa.feed..")
        .layer("text")
        .definedBy("org.talanoa.text..")
        .layer("meaning")
        .definedBy("org.talanoa.meaning..")
        .layer("extraction")
        .definedBy("org.talanoa.extraction..")
        .whereLayer("door")
        .mayNotBeAccessedByAnyLayer()
        .whereLayer("search")
        .mayOnlyBeAccessedByLayers("door")
        .whereLayer("moderation")
        .mayOnlyBeAccessedByLayers("door")
        .whereLayer("problem")
        .mayOnlyBeAccessedByLayers("door", "search")
        .whereLayer("activity")
        .mayOnlyBeAccessedByLayers("door", "search")
        .whereLayer("pulse")
        .mayOnlyBeAccessedByLayers("door")
        .whereLayer("discussion")
        .mayOnlyBeAccessedByLayers("door", "search", "moderation", "problem", "activity", "pulse")
        .whereLayer("room")
        .mayOnlyBeAccessedByLayers(
            "door", "search", "moderation", "problem", "activity", "pulse", "discussion")
        .whereLayer("alliance")
        .mayOnlyBeAccessedByLayers(
            "door", "search", "moderation", "problem", "activity", "pulse", "discussion", "room")
        .whereLayer("people")
        .mayOnlyBeAccessedByLayers(
            "door",
            "search",
            "moderation",
            "problem",
            "activity",
            "pulse",
            "discussion",
            "room",
            "alliance")
        .whereLayer("storage")
        .mayNotAccessAnyLayer()
        .whereLayer("feed")
        .mayNotAccessAnyLayer()
        .whereLayer("text")
        .mayNotAccessAnyLayer()
        .whereLayer("meaning")
        .mayNotAccessAnyLayer()
        .whereLayer("extraction")
        .mayNotAccessAnyLayer()
        .ignoreDependency(
            describe("anything", (JavaClass _) -> true),
            describe("a refusal", HousePlanTest::isRoot))
        .ignoreDependency(Talanoa.class, VerifyAudit.class)
        .check(HOUSE);
  }

  /** So that there is no pushed screen to lose, to be late, or to be shown twice. */
  @Fault({22, 23})
  @Test
  void noScreenIsPushedTo() {
    noClasses().should().beAnnotatedWith(Push.class).check(HOUSE);
    noClasses().should().callMethod(UI.class, "access", Command.class).check(HOUSE);
  }

  private static boolean isRoot(JavaClass type) {
    return type.getPackageName().equals("org.talanoa");
  }

  @Test
  void thereIsNoCycle() {
    slices().matching("org.talanoa.(*)..").should().beFreeOfCycles().check(HOUSE);
  }

  @Test
  void noDoorKeepsAProof() {
    fields()
        .that()
        .areDeclaredInClassesThat()
        .resideInAPackage("org.talanoa.door..")
        .should()
        .notHaveRawType(
            describe(
                "a proof",
                type ->
                    type.isAssignableTo(Seat.class)
                        || type.isAssignableTo(Seats.class)
                        || type.isAssignableTo(Person.class)))
        .check(HOUSE);
  }

  @Test
  void everyUseCaseAsksForAProof() {
    methods()
        .that()
        .arePublic()
        .and()
        .areNotStatic()
        .and()
        .areDeclaredInClassesThat()
        .areAnnotatedWith(Service.class)
        .and()
        .areDeclaredInClassesThat()
        .resideInAnyPackage(
            "org.talanoa.discussion..",
            "org.talanoa.search..",
            "org.talanoa.moderation..",
            "org.talanoa.problem..",
            "org.talanoa.activity..",
            "org.talanoa.pulse..")
        .and()
        .areDeclaredInClassesThat(
            describe(
                "not for readers",
                type ->
                    !type.isEquivalentTo(Archive.class) && !type.isEquivalentTo(Statements.class)))
        .and()
        .doNotHaveName("destroy")
        .and()
        .doNotHaveRawReturnType(Topic.class)
        .should(
            ArchCondition.from(
                describe(
                    "take a seat, a voice, a chair, seats or a person",
                    (JavaMethod method) ->
                        method.getRawParameterTypes().stream().anyMatch(HousePlanTest::isProof))))
        .check(HOUSE);
  }

  private static boolean isProof(JavaClass type) {
    return type.isAssignableTo(Seat.class)
        || type.isAssignableTo(Seats.class)
        || type.isAssignableTo(Person.class);
  }

  @Test
  void onlyReadersUseTheArchive() {
    noClasses()
        .that()
        .resideOutsideOfPackages("org.talanoa.search..", "org.talanoa.discussion..")
        .should()
        .dependOnClassesThat()
        .areAssignableTo(Archive.class)
        .check(HOUSE);
    noClasses()
        .that()
        .resideOutsideOfPackages("org.talanoa.search..", "org.talanoa.problem..")
        .should()
        .dependOnClassesThat()
        .areAssignableTo(Statements.class)
        .check(HOUSE);
  }

  /** What people write by a door is paced there, and waits where it has to. */
  @Test
  void doorsSayNothingPastThePosting() {
    for (var way : List.of("post", "start", "edit", "rename")) {
      noClasses()
          .that()
          .resideInAPackage("org.talanoa.door..")
          .should()
          .callMethodWhere(
              describe(
                  "says something directly",
                  (JavaMethodCall call) ->
                      call.getName().equals(way)
                          && call.getTargetOwner().isAssignableTo(Discussions.class)))
          .check(HOUSE);
    }
  }

  /**
   * What keepers of order do is entered in the audit trail by moderation, so that no way in can
   * forget it. The operator's own commands stand beside it.
   */
  @Test
  void doorsKeepOrderThroughModerationOnly() {
    noClasses()
        .that()
        .resideInAPackage("org.talanoa.door..")
        .and()
        .resideOutsideOfPackage("org.talanoa.door.command..")
        .should()
        .callMethodWhere(describe("keeps order past the audit trail", HousePlanTest::keepsOrder))
        .check(HOUSE);
  }

  private static boolean keepsOrder(JavaMethodCall call) {
    var below = call.getTargetOwner().getPackageName();
    var takesChair =
        call.getTarget().getRawParameterTypes().stream()
            .anyMatch(type -> type.isAssignableTo(Chair.class));
    return List.of("org.talanoa.room", "org.talanoa.discussion").contains(below)
        && (takesChair || call.getName().equals("admit"));
  }

  @Test
  void noDoorUsesWhatAsksForNoProof() {
    noClasses()
        .that()
        .resideInAPackage("org.talanoa.door..")
        .should()
        .dependOnClassesThat()
        .areAssignableTo(Arrangements.class)
        .check(HOUSE);
  }

  @Test
  void onlyModerationKnowsTheAuthors() {
    noClasses()
        .that()
        .resideOutsideOfPackages("org.talanoa.moderation..", "org.talanoa.discussion..")
        .should()
        .dependOnClassesThat()
        .areAssignableTo(Authors.class)
        .check(HOUSE);
  }

  @Test
  void onlyTheScopeAsksTheIndex() {
    Set<String> allowed =
        Set.of(
            "org.talanoa.search.Scope",
            "org.talanoa.search.Scope$Counting",
            "org.talanoa.search.MessageIndex",
            "org.talanoa.search.OpenIndex",
            "org.talanoa.search.Search");
    classes()
        .that(describe("call the index", HousePlanTest::asksTheIndex))
        .should(
            ArchCondition.from(
                describe("be the scope", (JavaClass type) -> allowed.contains(type.getName()))))
        .check(HOUSE);
  }

  private static boolean asksTheIndex(JavaClass type) {
    return type.getMethodCallsFromSelf().stream()
        .anyMatch(call -> call.getTargetOwner().isAssignableTo(IndexSearcher.class));
  }

  @Test
  void thereAreNoAttics() {
    noClasses()
        .should()
        .resideInAnyPackage("..util..", "..common..", "..model..", "..dto..", "..impl..")
        .orShould()
        .haveNameMatching(".*(Manager|Helper|Util|Utils|Impl|Dto|Repository)")
        .check(HOUSE);
  }

  /** Elsewhere a bad file would be read in the process that everybody shares. */
  @Test
  void onlyExtractionOpensDocuments() {
    noClasses()
        .that()
        .resideOutsideOfPackage("org.talanoa.extraction..")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage("org.apache.tika..", "org.apache.poi..", "org.apache.pdfbox..")
        .check(HOUSE);
  }

  /** The packages of the plan; a new one has to be named here and given its arrows above. */
  @Test
  void everyPackageIsInThePlan() {
    var rooms =
        List.of(
            "door",
            "search",
            "moderation",
            "problem",
            "activity",
            "pulse",
            "discussion",
            "room",
            "alliance",
            "people",
            "storage",
            "feed",
            "text",
            "meaning",
            "extraction");
    classes()
        .should(
            ArchCondition.from(
                describe(
                    "stand in a package of the plan",
                    (JavaClass type) ->
                        type.getPackageName().equals("org.talanoa")
                            || rooms.stream()
                                .anyMatch(room ->
                                    (type.getPackageName() + ".")
                                        .startsWith("org.talanoa." + room + ".")))))
        .check(HOUSE);
  }
}
