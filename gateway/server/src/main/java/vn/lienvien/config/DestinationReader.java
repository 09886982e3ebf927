package vn.lienvien.config;

import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/** The section {@code destinations}. */
final class DestinationReader {
  private static final Pattern NAME = Pattern.compile("[a-z0-9-]{1,32}");
  private static final Pattern SERVICES =
      Pattern.compile("https?://[A-Za-z0-9.:\\[\\]-]+(/[A-Za-z0-9._~-]+)*");
  private static final int MOST_ASSOCIATIONS = 16;

  private final Path anchor;

  DestinationReader(Path anchor) {
    this.anchor = anchor;
  }

  List<DestinationSettings> read(Section root) {
    List<DestinationSettings> destinations = new ArrayList<>();
    for (Section section : root.sections("destinations")) {
      DestinationSettings destination = destination(section);
      if (destinations.stream().anyMatch(d -> d.name().equals(destination.name()))) {
        section.fault("name", "is another destination's already");
      }
      destinations.add(destination);
    }
    return destinations;
  }

  private DestinationSettings destination(Section section) {
    String name = section.text("name", NAME, "must be 1 to 32 of a-z, 0-9 and -");
    Optional<Section> dicom = section.section("dicom");
    Optional<Section> stow = section.section("stow");
    if (dicom.isPresent() == stow.isPresent()) {
      section.fault("dicom", "or stow must say how this destination takes objects: one of them");
    }
    Optional<DestinationSettings.Address> address =
        dicom.map(DestinationReader::node).or(() -> stow.map(this::service));
    Optional<DestinationSettings.Tls> tls = section.section("tls").map(this::tls);
    if (stow.isPresent() && tls.filter(files -> !files.verifyHost()).isPresent()) {
      section.fault("tls", "of HTTPS always verifies the host");
    }
    section.done();
    return new DestinationSettings(name, address.orElse(NOWHERE), tls);
  }

  /** Stands in for an address whose faults are told. */
  private static final DestinationSettings.Address NOWHERE =
      new DestinationSettings.StowService(URI.create("http://localhost"), Optional.empty());

  private static DestinationSettings.Address node(Section section) {
    DestinationSettings.DicomNode node =
        new DestinationSettings.DicomNode(
            SettingsReader.aeTitle(section, "aeTitle"),
            SettingsReader.host(section, "host"),
            section.port("port", 1),
            section.has("associations")
                ? (int) section.number("associations", 1, MOST_ASSOCIATIONS)
                : 2,
            section.constant(
                "storageCommitment",
                DicomSettings.StorageCommitment.class,
                DicomSettings.StorageCommitment.AUTO));
    section.done();
    return node;
  }

  private DestinationSettings.Address service(Section section) {
    String services =
        section.text(
            "services", SERVICES, "must be http(s)://host/path without a slash at the end");
    Optional<Path> authorization = file(section, "authorizationFile");
    if (authorization.isPresent() && services.startsWith("http:")) {
      section.fault("authorizationFile", "must not go over http, where everybody can read it");
    }
    section.done();
    return services.isEmpty()
        ? NOWHERE
        : new DestinationSettings.StowService(URI.create(services), authorization);
  }

  private DestinationSettings.Tls tls(Section section) {
    DestinationSettings.Tls tls =
        new DestinationSettings.Tls(
            file(section, "authority"),
            file(section, "certificate"),
            file(section, "key"),
            section.flag("verifyHost", true));
    if (tls.certificate().isPresent() != tls.key().isPresent()) {
      section.fault("key", "and certificate go together");
    }
    section.done();
    return tls;
  }

  private Optional<Path> file(Section section, String key) {
    return section.has(key)
        ? Optional.of(anchor.resolve(section.text(key)).normalize())
        : Optional.empty();
  }
}
