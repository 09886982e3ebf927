package vn.lienvien.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine;

final class UsageTest {

  @ParameterizedTest
  @MethodSource("everyCommand")
  void everyCommandExplainsItself(List<String> command) {
    List<String> words = new ArrayList<>(command);
    words.add("--help");
    Ran ran = Ran.of(words.toArray());
    assertThat(ran.exitCode()).isZero();
    assertThat(ran.out()).contains("Usage: lienvien " + String.join(" ", command)).contains("-h");
    assertThat(ran.err()).isEmpty();
  }

  @ParameterizedTest
  @MethodSource("everyCommand")
  void everyOptionAndParameterOfDicomSaysWhatItIs(List<String> command) {
    CommandLine line = Lienvien.commandLine();
    for (String word : command) {
      line = Objects.requireNonNull(line.getSubcommands().get(word), word);
    }
    if (command.getFirst().equals("dicom")) {
      assertThat(line.getCommandSpec().args()).allMatch(arg -> arg.description().length > 0);
    }
  }

  @Test
  void hasTheCommandsThatThePromiseNames() {
    assertThat(everyCommand().stream().map(words -> String.join(" ", words)))
        .contains(
            "serve",
            "doctor",
            "dicom dump",
            "dicom transcode",
            "dicom verify",
            "dicom echo",
            "dicom find",
            "dicom get",
            "dicom move",
            "dicom send",
            "dicom receive",
            "hl7 send",
            "site invite",
            "site join",
            "user add",
            "backup",
            "restore",
            "verify");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "nonsense",
        "dicom dump",
        "dicom find localhost 104 -k NoSuchKeyword=1",
        "dicom find localhost 104 -k (0010,00",
        "dicom echo localhost port",
        "dicom transcode --to JPEG1992 a b",
        "dicom transcode --to JPEG_BASELINE --quality 101 a b",
        "dicom echo localhost 99999",
        "dicom echo -aec SEVENTEEN_LETTERS localhost 104",
        "user add --role SURGEON --name X x",
        "site join --hub nowhere CODE",
        "doctor",
        "backup --config x.yaml"
      })
  void wrongUsageEndsWith2AndSaysWhat(String line) {
    Ran ran = Ran.of((Object[]) (line.isEmpty() ? new String[0] : line.split(" ")));
    assertThat(ran.exitCode()).isEqualTo(2);
    assertThat(ran.err()).isNotBlank();
    assertThat(ran.out()).isEmpty();
  }

  @Test
  void tellsItsVersion() {
    Ran ran = Ran.of("--version");
    assertThat(ran.exitCode()).isZero();
    assertThat(ran.out()).startsWith("lienvien ");
  }

  static List<List<String>> everyCommand() {
    List<List<String>> all = new ArrayList<>();
    collect(Lienvien.commandLine(), List.of(), all);
    return all;
  }

  private static void collect(CommandLine command, List<String> words, List<List<String>> all) {
    command
        .getSubcommands()
        .forEach((name, sub) -> {
          List<String> longer = new ArrayList<>(words);
          longer.add(name);
          all.add(longer);
          collect(sub, longer, all);
        });
  }
}
