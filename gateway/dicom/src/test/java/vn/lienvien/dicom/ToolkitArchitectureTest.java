package vn.lienvien.dicom;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchRule;
import org.junit.jupiter.api.Test;

/** The toolkit's layers follow the parts of the standard: data, then io, then codec and net. */
class ToolkitArchitectureTest {
  private static final String ROOT = "vn.lienvien.dicom";

  private final JavaClasses classes =
      new ClassFileImporter()
          .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
          .importPackages(ROOT);

  @Test
  void dataKnowsNoneOfTheOtherLayers() {
    check(
        noClasses()
            .that()
            .resideInAPackage(ROOT + ".data")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(ROOT + ".io..", ROOT + ".codec..", ROOT + ".net..")
            .because("a data set is the same whether it came from a file, a wire or a program"));
  }

  @Test
  void filesKnowNeitherPixelsNorTheNetwork() {
    check(
        noClasses()
            .that()
            .resideInAPackage(ROOT + ".io")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(ROOT + ".codec..", ROOT + ".net..")
            .because("a file is read and written without decoding a frame or opening a socket"));
  }

  @Test
  void codecsAndTheNetworkDoNotKnowEachOther() {
    check(
        noClasses()
            .that()
            .resideInAPackage(ROOT + ".codec")
            .should()
            .dependOnClassesThat()
            .resideInAPackage(ROOT + ".net..")
            .because("pixels do not depend on how they travelled"));
    check(
        noClasses()
            .that()
            .resideInAPackage(ROOT + ".net")
            .should()
            .dependOnClassesThat()
            .resideInAPackage(ROOT + ".codec..")
            .because("an association carries objects as they are; who sends them transcodes first")
            .allowEmptyShould(true));
  }

  @Test
  void theToolkitKnowsNothingOfTheGateway() {
    check(
        noClasses()
            .that()
            .resideInAPackage(ROOT + "..")
            .should()
            .dependOnClassesThat(
                com.tngtech.archunit.base.DescribedPredicate.describe(
                    "are the gateway's",
                    type ->
                        type.getPackageName().startsWith("vn.lienvien")
                            && !type.getPackageName().startsWith(ROOT)))
            .because("it is published as a jar of its own"));
  }

  @Test
  void everyLibraryStaysInItsLayer() {
    check(onlyIn("net", "io.netty..", "sockets belong to the upper layer (PS3.8)"));
    check(onlyIn("io", "com.fasterxml.jackson..", "JSON is one encoding of a data set (PS3.18 F)"));
    check(onlyIn("codec", "javax.imageio..", "only codecs look at pixels"));
    check(onlyIn("codec", "java.awt..", "only codecs look at pixels"));
    check(
        onlyIn("codec", "java.lang.foreign..", "native code can take the process down: one door"));
  }

  private static ArchRule onlyIn(String layer, String library, String reason) {
    return noClasses()
        .that()
        .resideOutsideOfPackage(ROOT + "." + layer)
        .should()
        .dependOnClassesThat()
        .resideInAPackage(library)
        .because(reason);
  }

  private void check(ArchRule rule) {
    rule.check(classes);
  }
}
