package vn.lienvien.dicom.fuzz;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * What fuzzing once found stays found: every input below src/test/resources/fuzz/TARGET, every
 * seed, and a few mutations of it.
 */
class FuzzFindingsTest {
  private static final int MUTATIONS = 8;

  static Stream<String> targets() {
    return Fuzz.TARGETS.keySet().stream();
  }

  @ParameterizedTest
  @MethodSource("targets")
  void everyFindingIsTakenInOrRefused(String name) throws IOException {
    FuzzTarget target = Fuzz.target(name);
    for (Path finding : Fuzz.findings(name)) {
      byte[] input = Files.readAllBytes(finding);
      assertThatCode(() -> target.run(input)).as(finding.toString()).doesNotThrowAnyException();
    }
  }

  @ParameterizedTest
  @MethodSource("targets")
  void seedsAndTheirMutationsAreTakenInOrRefused(String name) throws IOException {
    FuzzTarget target = Fuzz.target(name);
    List<byte[]> seeds = target.seeds();
    Random random = new Random(name.hashCode());
    for (byte[] seed : seeds) {
      assertThatCode(() -> target.run(seed)).doesNotThrowAnyException();
      for (int i = 0; i < MUTATIONS && seed.length > 0; i++) {
        byte[] mutated = seed.clone();
        mutated[random.nextInt(mutated.length)] = (byte) random.nextInt();
        assertThatCode(() -> target.run(mutated)).doesNotThrowAnyException();
      }
    }
  }

  @Test
  void everyDirectoryOfFindingsHasATarget() throws IOException {
    try (Stream<Path> directories = Files.list(Fuzz.FINDINGS)) {
      assertThat(directories.map(path -> path.getFileName().toString()))
          .allMatch(Fuzz.TARGETS::containsKey);
    }
  }
}
