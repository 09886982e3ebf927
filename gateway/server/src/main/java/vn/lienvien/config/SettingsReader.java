package vn.lienvien.config;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import vn.lienvien.dicom.vietnamese.SourceText;
import vn.lienvien.model.Priority;
import vn.lienvien.model.Site;

/** Turns the file into {@link Settings}; one method per part of it. */
final class SettingsReader {
  /** PS3.5 6.2: at most 16 characters of the default repertoire, no backslash, not only blanks. */
  private static final Pattern AE_TITLE =
      Pattern.compile("[!-\\[\\]-~]([ -\\[\\]-~]{0,14}[!-\\[\\]-~])?");

  private static final Pattern SITE_ID = Pattern.compile("[a-z0-9-]{1,32}");
  private static final Pattern HOST = Pattern.compile("[A-Za-z0-9._:%-]{1,253}");
  private static final long DEFAULT_MINIMUM_FREE = 1L << 30;
  private static final String ANY_ADDRESS = "0.0.0.0";

  private final Path anchor;

  SettingsReader(Path anchor) {
    this.anchor = anchor;
  }

  Settings read(Section root) {
    Site site = site(root.required("site"));
    List<Site> consultingSites = root.sections("consultingSites").stream().map(this::site).toList();
    Path dataDirectory = anchor.resolve(root.text("dataDirectory")).normalize();
    DicomSettings dicom = dicom(root.required("dicom"));
    ArchiveSettings archive =
        root.section("archive")
            .map(section -> archive(section, dataDirectory))
            .orElseGet(() ->
                new ArchiveSettings(
                    ArchiveSettings.Layout.GATEWAY,
                    dataDirectory.resolve("archive"),
                    DEFAULT_MINIMUM_FREE));
    List<DestinationSettings> destinations = new DestinationReader(anchor).read(root);
    Settings settings =
        new Settings(
            site,
            consultingSites,
            dataDirectory,
            dicom,
            archive,
            root.section("proof").map(this::proof).orElse(ProofSettings.DEFAULT),
            root.section("hl7").map(section -> hl7(section, site)),
            root.section("link").map(new LinkReader(anchor)::link),
            root.section("web").map(this::web),
            routing(root, new Targets(consultingSites, destinations), dicom),
            root.section("deadlines").map(this::deadlines).orElse(Deadlines.DEFAULT),
            destinations);
    unique(root, consultingSites);
    root.done();
    return settings;
  }

  private Site site(Section section) {
    Site site = new Site(siteId(section, "id"), section.text("name"));
    section.done();
    return site;
  }

  private static void unique(Section root, List<Site> consultingSites) {
    Set<String> seen = new HashSet<>();
    for (Site site : consultingSites) {
      if (!site.siteId().isEmpty() && !seen.add(site.siteId())) {
        root.fault("consultingSites", "names " + site.siteId() + " twice");
      }
    }
  }

  private DicomSettings dicom(Section section) {
    DicomSettings dicom =
        new DicomSettings(
            aeTitle(section, "aeTitle"),
            section.text("bind", ANY_ADDRESS),
            section.port("port", 0),
            section.section("pacs").map(this::pacs),
            section.sections("peers").stream().map(this::peer).toList(),
            section.section("timeouts").map(this::timeouts).orElse(DicomSettings.Timeouts.DEFAULT),
            section.section("limits").map(this::limits).orElse(DicomSettings.Limits.DEFAULT));
    Set<String> seen = new HashSet<>();
    dicom.pacs().ifPresent(pacs -> seen.add(pacs.aeTitle()));
    for (DicomSettings.Peer peer : dicom.peers()) {
      if (!peer.aeTitle().isEmpty() && !seen.add(peer.aeTitle())) {
        section.fault("peers", "name the AE title " + peer.aeTitle() + " twice (pacs counts)");
      }
    }
    section.done();
    return dicom;
  }

  private DicomSettings.Pacs pacs(Section section) {
    DicomSettings.Pacs pacs =
        new DicomSettings.Pacs(
            aeTitle(section, "aeTitle"),
            host(section, "host"),
            section.port("port", 1),
            section.constant(
                "storageCommitment",
                DicomSettings.StorageCommitment.class,
                DicomSettings.StorageCommitment.AUTO),
            seconds(section, "quietSeconds", 0, DicomSettings.Pacs.DEFAULT_QUIET),
            sourceText(section));
    section.done();
    return pacs;
  }

  private DicomSettings.Peer peer(Section section) {
    Set<DicomSettings.PeerRole> roles = EnumSet.noneOf(DicomSettings.PeerRole.class);
    roles.addAll(section.constants("roles", DicomSettings.PeerRole.class));
    DicomSettings.Peer peer =
        new DicomSettings.Peer(
            aeTitle(section, "aeTitle"),
            host(section, "host"),
            section.port("port", 1),
            Set.copyOf(roles),
            sourceText(section),
            section.section("user").map(this::user));
    section.done();
    return peer;
  }

  private static SourceText sourceText(Section section) {
    Optional<SourceText> known = SourceText.of(section.text("characterSet", "detect"));
    if (known.isEmpty()) {
      section.fault(
          "characterSet", "is none of detect, declared, TCVN3, VNI, VISCII, Windows-1258, UTF-8");
    }
    return known.orElseGet(SourceText.Detected::new);
  }

  private DicomSettings.PeerUser user(Section section) {
    Optional<String> passcode = Optional.empty();
    if (section.has("passcodeFile")) {
      String file = section.text("passcodeFile");
      try {
        passcode = Optional.of(Files.readString(anchor.resolve(file)).strip());
      } catch (IOException e) {
        section.fault("passcodeFile", "cannot be read");
      }
    }
    DicomSettings.PeerUser user = new DicomSettings.PeerUser(section.text("name"), passcode);
    section.done();
    return user;
  }

  private DicomSettings.Limits limits(Section section) {
    DicomSettings.Limits standard = DicomSettings.Limits.DEFAULT;
    DicomSettings.Limits limits =
        new DicomSettings.Limits(
            section.has("associations")
                ? (int) section.number("associations", 1, 10_000)
                : standard.associations(),
            section.has("associationsPerPeer")
                ? (int) section.number("associationsPerPeer", 1, 10_000)
                : standard.associationsPerPeer());
    section.done();
    return limits;
  }

  private DicomSettings.Timeouts timeouts(Section section) {
    DicomSettings.Timeouts standard = DicomSettings.Timeouts.DEFAULT;
    DicomSettings.Timeouts timeouts =
        new DicomSettings.Timeouts(
            section.duration("connect", standard.connect()),
            section.duration("associate", standard.associate()),
            section.duration("release", standard.release()),
            section.duration("response", standard.response()),
            section.duration("idle", standard.idle()),
            section.duration("artim", standard.artim()));
    section.done();
    return timeouts;
  }

  private ArchiveSettings archive(Section section, Path dataDirectory) {
    ArchiveSettings archive =
        new ArchiveSettings(
            section.constant(
                "layout", ArchiveSettings.Layout.class, ArchiveSettings.Layout.GATEWAY),
            section.has("directory")
                ? anchor.resolve(section.text("directory")).normalize()
                : dataDirectory.resolve("archive"),
            section.bytes("minimumFreeBytes", DEFAULT_MINIMUM_FREE));
    section.done();
    return archive;
  }

  private ProofSettings proof(Section section) {
    ProofSettings proof =
        section.has("secondDecoderEvery")
            ? new ProofSettings((int) section.number("secondDecoderEvery", 0, 1_000_000))
            : ProofSettings.DEFAULT;
    section.done();
    return proof;
  }

  private Hl7Settings hl7(Section section, Site site) {
    Hl7Settings hl7 =
        new Hl7Settings(
            section.section("listen").map(SettingsReader::listen),
            section.section("his").map(his -> his(his, site)));
    section.done();
    return hl7;
  }

  private Hl7Settings.His his(Section section, Site site) {
    Hl7Settings.His his =
        new Hl7Settings.His(
            host(section, "host"),
            section.port("port", 1),
            section.text("sendingApplication", "LIENVIEN"),
            section.text("sendingFacility", site.siteId()),
            section.text("receivingApplication", "HIS"),
            section.text("receivingFacility", site.siteId()));
    section.done();
    return his;
  }

  private WebSettings web(Section section) {
    WebSettings web =
        new WebSettings(
            section.text("bind", "127.0.0.1"),
            section.port("port", 0, 8080),
            section.section("tls").map(this::webTls),
            section.flag("displaysCalibrated", false));
    section.done();
    return web;
  }

  private WebSettings.Tls webTls(Section section) {
    WebSettings.Tls tls =
        new WebSettings.Tls(
            anchor.resolve(section.text("certificate")).normalize(),
            anchor.resolve(section.text("key")).normalize());
    section.done();
    return tls;
  }

  static ListenAddress listen(Section section) {
    ListenAddress address =
        new ListenAddress(section.text("bind", ANY_ADDRESS), section.port("port", 0));
    section.done();
    return address;
  }

  /** Where a routing rule may send a study: one of these. */
  private record Targets(List<Site> sites, List<DestinationSettings> destinations) {}

  private List<RoutingRule> routing(Section root, Targets targets, DicomSettings dicom) {
    List<RoutingRule> rules = new ArrayList<>();
    for (Section section : root.sections("routing")) {
      RoutingRule rule =
          new RoutingRule(
              aeTitle(section, "fromAETitle"),
              section.constant("priority", Priority.class, Priority.ROUTINE),
              section.has("destination") ? "" : siteId(section, "consultingSite"),
              section.text("destination", ""),
              seconds(section, "quietSeconds", 1, RoutingRule.DEFAULT_QUIET));
      if (!rule.consultingSiteId().isEmpty()
          && targets.sites().stream().noneMatch(s -> s.siteId().equals(rule.consultingSiteId()))) {
        section.fault("consultingSite", "is not one of consultingSites");
      }
      if (!rule.destination().isEmpty()
          && targets.destinations().stream().noneMatch(d -> d.name().equals(rule.destination()))) {
        section.fault("destination", "is not one of destinations");
      }
      if (!rule.fromAETitle().isEmpty() && !mayStore(dicom, rule.fromAETitle())) {
        section.fault("fromAETitle", "is not a peer with the role store, nor the pacs");
      }
      if (rules.stream().anyMatch(r -> r.fromAETitle().equals(rule.fromAETitle()))) {
        section.fault("fromAETitle", "has a rule already");
      }
      section.done();
      rules.add(rule);
    }
    return rules;
  }

  private static boolean mayStore(DicomSettings dicom, String aeTitle) {
    return dicom.pacs().filter(pacs -> pacs.aeTitle().equals(aeTitle)).isPresent()
        || dicom.peers().stream()
            .anyMatch(peer ->
                peer.aeTitle().equals(aeTitle)
                    && peer.roles().contains(DicomSettings.PeerRole.STORE));
  }

  private Deadlines deadlines(Section section) {
    Deadlines deadlines =
        new Deadlines(
            section.duration("stat", Deadlines.DEFAULT.stat()),
            section.duration("urgent", Deadlines.DEFAULT.urgent()),
            section.duration("routine", Deadlines.DEFAULT.routine()));
    section.done();
    return deadlines;
  }

  private static Duration seconds(Section section, String key, int least, Duration otherwise) {
    return section.has(key) ? Duration.ofSeconds(section.number(key, least, 86_400)) : otherwise;
  }

  static String aeTitle(Section section, String key) {
    return section.text(key, AE_TITLE, "must be an AE title: 1 to 16 ASCII characters, no \\");
  }

  static String siteId(Section section, String key) {
    return section.text(key, SITE_ID, "must be 1 to 32 of a-z, 0-9 and -");
  }

  static String host(Section section, String key) {
    return section.text(key, HOST, "must be a host name or an address");
  }
}
