package vn.lienvien.config;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import vn.lienvien.model.Site;

/**
 * What an operator has decided, read from one YAML file and validated as a whole; immutable. The
 * examples in {@code conf/} explain every key and its default.
 *
 * @param consultingSites hospitals that may be asked for a reading
 * @param dataDirectory absolute; everything the gateway keeps is below it
 */
public record Settings(
    Site site,
    List<Site> consultingSites,
    Path dataDirectory,
    DicomSettings dicom,
    ArchiveSettings archive,
    ProofSettings proof,
    Optional<Hl7Settings> hl7,
    Optional<LinkSettings> link,
    Optional<WebSettings> web,
    List<RoutingRule> routing,
    Deadlines deadlines,
    List<DestinationSettings> destinations) {

  /**
   * Reads a file; relative directories in it are relative to it.
   *
   * @throws SettingsException with every fault there is
   */
  public static Settings read(Path file) throws IOException {
    Path absolute = file.toAbsolutePath();
    return parse(Files.readString(absolute), absolute);
  }

  /** As {@link #read}, with the text given; {@code file} names faults and anchors directories. */
  public static Settings parse(String yaml, Path file) {
    Faults faults = new Faults(String.valueOf(file.getFileName()));
    Section root = Section.of(YamlReader.read(yaml, faults), "", faults);
    Settings settings = new SettingsReader(file.toAbsolutePath().resolveSibling("")).read(root);
    faults.throwIfAny();
    return settings;
  }

  /** Where the private key, certificates and pinned peers of this site are. */
  public Path identityDirectory() {
    return dataDirectory.resolve("identity");
  }

  /** Where the database's files are. */
  public Path databaseDirectory() {
    return dataDirectory.resolve("database");
  }
}
