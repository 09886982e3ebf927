package vn.lienvien.peer;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;

/** The toolkit dcmjs-dimse of npm: programs of ours in it, each in a Node of its own. */
public final class DcmjsDimse {
  private static final long LIMIT_SECONDS = 180;

  private final Path home;

  private DcmjsDimse(Path home) {
    this.home = home;
  }

  /** Installs what its lock file names into a directory. */
  public static DcmjsDimse install(Path directory) throws Exception {
    Files.createDirectories(directory);
    Path sources =
        Path.of(Objects.requireNonNull(DcmjsDimse.class.getResource("/peer/dcmjs")).toURI());
    try (Stream<Path> files = Files.list(sources)) {
      for (Path file : files.toList()) {
        Path copy = directory.resolve(file.getFileName());
        Files.copy(file, copy, StandardCopyOption.REPLACE_EXISTING);
      }
    }
    Program.Outcome installed =
        Program.run(
            directory,
            LIMIT_SECONDS,
            List.of("npm", "ci", "--ignore-scripts", "--no-audit", "--no-fund"));
    assertThat(installed.exitCode()).as(installed.output()).isZero();
    return new DcmjsDimse(directory);
  }

  /** Runs one of its programs to the end; the lines it printed. */
  public List<String> run(String program, Object... arguments) throws Exception {
    List<String> command = new ArrayList<>(List.of("node", program));
    Stream.of(arguments).map(Object::toString).forEach(command::add);
    Program.Outcome outcome = Program.run(home, LIMIT_SECONDS, command);
    assertThat(outcome.exitCode()).as(outcome.output()).isZero();
    return lines(outcome.output());
  }

  /** Starts one of its servers, whose argument is the port. */
  public Program listen(String program, int port) throws Exception {
    return Program.listen(home, port, "node", program);
  }

  /** What a program of it printed, which is UTF-8. */
  public static List<String> lines(String output) {
    return new String(output.getBytes(ISO_8859_1), UTF_8).lines().toList();
  }
}
