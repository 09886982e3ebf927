package vn.lienvien;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchRule;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** The floors of the house and who may use which library; each rule says why it is there. */
final class ArchitectureTest {
  private static final String ROOT = "vn.lienvien.";

  /** From the ground up; a room may use the floors below its own. */
  private static final List<List<String>> FLOORS =
      List.of(
          List.of("model"),
          List.of("database", "config", "security", "audit", "metrics"),
          List.of("outbox", "evidence"),
          List.of("archive"),
          List.of("pull", "store", "link", "hl7", "consult"),
          List.of("web"),
          List.of("cli"));

  private static JavaClasses house;

  @BeforeAll
  static void importClasses() {
    house =
        new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
            .importPackages("vn.lienvien");
    assertThat(house).as("classes that the rules look at").hasSizeGreaterThan(200);
  }

  @TestFactory
  Stream<DynamicTest> roomsUseOnlyTheFloorsBelowThem() {
    List<DynamicTest> tests = new ArrayList<>();
    for (int floor = 0; floor < FLOORS.size(); floor++) {
      for (String room : FLOORS.get(floor)) {
        String[] forbidden = othersFrom(floor, room);
        tests.add(
            DynamicTest.dynamicTest(
                room,
                () ->
                    check(
                        noClasses()
                            .that()
                            .resideInAPackage(ROOT + room + "..")
                            .should()
                            .dependOnClassesThat()
                            .resideInAnyPackage(forbidden)
                            .because(
                                "imports point down only, and rooms of one floor meet in archive,"
                                    + " outbox and model: else a change in one breaks another"))));
      }
    }
    return tests.stream();
  }

  @TestFactory
  Stream<DynamicTest> eachLibraryStaysInItsRoom() {
    return Stream.of(
        confined(
            "SQL",
            "rows have one owner",
            List.of("java.sql..", "org.jdbi.."),
            "database",
            "outbox",
            "evidence",
            "archive"),
        confined(
            "the pool and migrations",
            "one place opens the database",
            List.of("com.zaxxer..", "org.flywaydb.."),
            "database"),
        confined("HAPI", "HL7 stays at the edge", List.of("ca.uhn.."), "hl7"),
        confined(
            "Micrometer",
            "rooms count through one thin face",
            List.of("io.micrometer.."),
            "metrics"),
        confined(
            "Vert.x and Netty",
            "sockets are opened at the edge",
            List.of("io.vertx..", "io.netty.."),
            "link",
            "web"),
        confined("picocli", "commands are the outermost floor", List.of("picocli.."), "cli"),
        confined(
            "PDFBox",
            "documents are made where results are",
            List.of("org.apache.pdfbox.."),
            "consult"),
        confined(
            "BouncyCastle",
            "keys and certificates have one owner",
            List.of("org.bouncycastle.."),
            "security"));
  }

  @Test
  void theModelIsRecordsOverTheJdk() {
    check(
        classes()
            .that()
            .resideInAPackage("vn.lienvien.model..")
            .should()
            .onlyDependOnClassesThat(
                resideInAnyPackage("java..", "vn.lienvien.model..", "org.jspecify.."))
            .because("every room speaks these nouns, so they may drag nothing along"));
  }

  @Test
  void theToolkitKnowsNothingOfTheGateway() {
    check(
        noClasses()
            .that()
            .resideInAPackage("vn.lienvien.dicom..")
            .should()
            .dependOnClassesThat(
                resideInAPackage("vn.lienvien..")
                    .and(DescribedPredicate.not(resideInAPackage("vn.lienvien.dicom.."))))
            .because("gateway/dicom is usable on its own"));
  }

  @Test
  void noRoomsGoRoundInCircles() {
    check(
        slices()
            .matching("vn.lienvien.(*)..")
            .should()
            .beFreeOfCycles()
            .because("a circle of rooms is one room"));
  }

  private static DynamicTest confined(
      String what, String why, List<String> libraries, String... rooms) {
    DescribedPredicate<JavaClass> elsewhere = resideInAPackage("vn.lienvien..");
    elsewhere = elsewhere.and(DescribedPredicate.not(resideInAPackage("vn.lienvien.dicom..")));
    for (String room : rooms) {
      elsewhere = elsewhere.and(DescribedPredicate.not(resideInAPackage(ROOT + room + "..")));
    }
    ArchRule rule =
        noClasses()
            .that(elsewhere)
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(libraries.toArray(String[]::new))
            .because(what + " is used in " + String.join(", ", rooms) + " only: " + why);
    return DynamicTest.dynamicTest(what, () -> check(rule));
  }

  private static String[] othersFrom(int floor, String room) {
    return FLOORS.stream()
        .skip(floor)
        .flatMap(List::stream)
        .filter(other -> !other.equals(room))
        .map(other -> ROOT + other + "..")
        .toArray(String[]::new);
  }

  /** A room that is still empty breaks no rule. */
  private static void check(ArchRule rule) {
    rule.allowEmptyShould(true).check(house);
  }
}
