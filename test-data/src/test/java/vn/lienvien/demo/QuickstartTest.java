package vn.lienvien.demo;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The caches for starting, made with a copy of the distributable as an administrator does. */
class QuickstartTest {
  /** The JVM refuses to start when the cache cannot be used. */
  private static final String INSIST = "-XX:AOTMode=on";

  @TempDir Path work;

  @Test
  void makesCachesThatTheJvmTakesForTheGatewayAndForTheCommands() throws Exception {
    Path home = copyOf(StageDirectories.distribution());
    assertThat(run(home.resolve("bin/lienvien-quickstart"), "")).isZero();
    assertThat(run(home.resolve("bin/lienvien"), INSIST, "serve", "--help")).isZero();
    assertThat(run(home.resolve("bin/lienvien"), INSIST, "dicom", "dump", "--help")).isZero();
  }

  @Test
  void startsWithoutAWordWhenTheCacheIsOfAnotherBuild() throws Exception {
    Path home = copyOf(StageDirectories.distribution());
    Files.writeString(home.resolve("lib/command.aot"), "no cache at all");
    assertThat(run(home.resolve("bin/lienvien"), "", "--version")).isZero();
    assertThat(Files.readString(work.resolve("said")).lines()).hasSize(1);
  }

  private int run(Path command, String javaOptions, String... arguments) throws Exception {
    ProcessBuilder process =
        new ProcessBuilder(
            Stream.concat(Stream.of(command.toString()), Stream.of(arguments)).toList());
    process.environment().put("LIENVIEN_JAVA_OPTS", javaOptions);
    process.redirectErrorStream(true).redirectOutput(work.resolve("said").toFile());
    return process.start().waitFor();
  }

  /** Times of the files and all: the JVM compares those of the libraries. */
  private Path copyOf(Path distribution) throws IOException {
    Path home = work.resolve("lienvien");
    List<Path> all;
    try (Stream<Path> walk = Files.walk(distribution)) {
      all = walk.filter(path -> !path.toString().endsWith(".aot")).toList();
    }
    for (Path path : all) {
      Path copy = home.resolve(distribution.relativize(path).toString());
      Files.copy(path, copy, StandardCopyOption.COPY_ATTRIBUTES);
    }
    return home;
  }
}
