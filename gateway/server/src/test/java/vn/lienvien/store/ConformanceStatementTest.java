package vn.lienvien.store;

import static java.util.stream.Collectors.joining;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import vn.lienvien.config.DicomSettings;
import vn.lienvien.dicom.data.SopClasses;
import vn.lienvien.dicom.data.UID;

/** docs/conformance-dicom.md says of presentation contexts exactly what the listener offers. */
final class ConformanceStatementTest {
  private static final Path STATEMENT = Path.of("../../docs/conformance-dicom.md");

  @Test
  void listsEveryServiceClassWithItsTransferSyntaxes() throws IOException {
    assertThat(Files.readString(STATEMENT)).contains(services());
  }

  @Test
  void listsEveryStorageClassAndTheSyntaxesTheyAreAllTakenIn() throws IOException {
    String statement = Files.readString(STATEMENT);
    assertThat(statement).contains(storageSyntaxes()).contains(storageClasses());
  }

  @Test
  void namesEveryRoleThatAPeerCanHave() throws IOException {
    String statement = Files.readString(STATEMENT);
    for (DicomSettings.PeerRole role : DicomSettings.PeerRole.values()) {
      assertThat(statement).contains("role `" + role.name().toLowerCase(Locale.ROOT) + "`");
    }
  }

  @Test
  void takesEveryStorageClassInTheSameSyntaxes() {
    Map<String, List<String>> offered = DimseServer.contexts().offered();
    List<String> ofCt = offered.getOrDefault(UID.CTImageStorage, List.of());
    assertThat(SopClasses.storage())
        .allSatisfy(uid -> assertThat(offered.get(uid)).isEqualTo(ofCt));
  }

  private static String services() throws IOException {
    Map<String, String> names = names();
    return DimseServer.contexts().offered().entrySet().stream()
        .filter(e -> !SopClasses.isStorage(e.getKey()))
        .map(e ->
            "| %s | %s | %s |"
                .formatted(
                    names.get(e.getKey()),
                    e.getKey(),
                    e.getValue().stream().map(names::get).collect(joining(", "))))
        .collect(joining("\n"));
  }

  private static String storageSyntaxes() throws IOException {
    Map<String, String> names = names();
    return DimseServer.contexts().offered().getOrDefault(UID.CTImageStorage, List.of()).stream()
        .map(uid -> "| %s | %s |".formatted(names.get(uid), uid))
        .sorted()
        .collect(joining("\n"));
  }

  private static String storageClasses() throws IOException {
    Map<String, String> names = names();
    Map<String, String> byName = new TreeMap<>();
    SopClasses.storage().forEach(uid -> byName.put(names.get(uid), uid));
    return byName.entrySet().stream()
        .map(e -> "| %s | %s |".formatted(e.getKey(), e.getValue()))
        .collect(joining("\n"));
  }

  private static Map<String, String> names() throws IOException {
    Map<String, String> names = new HashMap<>();
    try (InputStream in = UID.class.getResourceAsStream("uids.tsv");
        BufferedReader lines =
            new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8))) {
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        String[] fields = line.split("\t", -1);
        names.put(fields[0], fields[3]);
      }
    }
    return names;
  }
}
