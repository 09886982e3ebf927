package vn.lienvien.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.net.http.HttpClient;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import vn.lienvien.archive.Forwarded;
import vn.lienvien.config.DicomSettings.StorageCommitment;
import vn.lienvien.dicom.data.Attributes;
import vn.lienvien.dicom.data.Tag;
import vn.lienvien.dicom.data.VR;
import vn.lienvien.dicom.net.ApplicationEntity;
import vn.lienvien.dicom.net.AssociationOptions;
import vn.lienvien.dicom.net.AssociationRequestor;
import vn.lienvien.dicom.net.AsyncWindow;
import vn.lienvien.dicom.net.TlsSettings;
import vn.lienvien.dicom.net.Transport;
import vn.lienvien.model.Forward;
import vn.lienvien.model.Job;
import vn.lienvien.model.JobKind;
import vn.lienvien.model.JobOutcome;
import vn.lienvien.model.Priority;
import vn.lienvien.outbox.Backoff;
import vn.lienvien.outbox.Dispatcher;
import vn.lienvien.outbox.JobView;
import vn.lienvien.peer.Certificates;
import vn.lienvien.peer.Eventually;
import vn.lienvien.peer.Node;
import vn.lienvien.peer.Program;
import vn.lienvien.peer.SecureOrthanc;
import vn.lienvien.peer.Slices;

/** Sites without Liên Viện: Orthanc by C-STORE and STOW-RS, DCMTK's storescp; all over TLS. */
final class DestinationTest {
  private static final int ASSOCIATIONS = 3;
  private static final Backoff BACKOFF =
      new Backoff(Duration.ofMillis(200), Duration.ofMillis(200));

  @TempDir static Path directory;
  private static Certificates certificates;
  private static Transport transport;
  private static Node gateway;
  private static Forwarded forwarded;
  private static SecureOrthanc orthanc;
  private static HttpClient http;

  @BeforeAll
  static void open() throws Exception {
    certificates = Certificates.make(directory.resolve("certificates"));
    transport = Transport.open();
    int port = Program.freePort();
    gateway =
        new Node(
            directory.resolve("gateway"),
            "GATEWAY_A",
            port,
            """
            peers:
              - {aeTitle: FAR, host: 127.0.0.1, port: 104, roles: [query]}
              - {aeTitle: AWAY, host: 127.0.0.1, port: 104, roles: [query]}
            """);
    forwarded = new Forwarded(gateway.database);
    orthanc = new SecureOrthanc(directory.resolve("orthanc"), "FAR", certificates, port);
    orthanc.start();
    http = HttpClient.newBuilder().sslContext(certificates.context()).build();
  }

  @AfterAll
  static void close() throws Exception {
    http.close();
    orthanc.close();
    gateway.close();
    transport.close();
  }

  @Test
  void aStudyGoesOverTlsOnSeveralAssociationsAndTheNodeCommitsToEveryObject() throws Exception {
    Slices study = new Slices("901");
    List<String> uids = gateway.take(study, 2, 7);
    assertThat(run(study, node("FAR", orthanc.dicomPort(), certificates)))
        .isEqualTo(JobOutcome.DONE);
    assertThat(evidence(study)).containsOnlyKeys(uids).containsValue("STORAGE_COMMITMENT");
    assertThat(orthanc.instances()).containsAll(uids);
  }

  @Test
  void whatTheNodeHadBeforeIsFetchedBackAndCompared() throws Exception {
    Slices study = new Slices("905");
    List<String> uids = gateway.take(study, 1, 2);
    Destination far = node("FAR", orthanc.dicomPort(), certificates);
    assertThat(run(study, far)).isEqualTo(JobOutcome.DONE);
    forget(study);
    assertThat(run(study, far)).isEqualTo(JobOutcome.DONE);
    assertThat(evidence(study)).containsOnlyKeys(uids).containsValue("C_GET");
  }

  @Test
  void aStudyGoesByStowAndQidoShowsEveryObject() throws Exception {
    Slices study = new Slices("902");
    List<String> uids = gateway.take(study, 2, 5);
    assertThat(run(study, stow(orthanc.httpsPort()))).isEqualTo(JobOutcome.DONE);
    assertThat(evidence(study)).containsOnlyKeys(uids).containsValue("QIDO_RS");
    assertThat(orthanc.instances()).containsAll(uids);
    forget(study);
    assertThat(run(study, stow(orthanc.httpsPort()))).isEqualTo(JobOutcome.DONE);
    assertThat(evidence(study)).containsOnlyKeys(uids).containsValue("WADO_RS");
  }

  @Test
  void otherContentUnderTheSameUidIsNotTakenForDelivered() throws Exception {
    Slices study = new Slices("906");
    Attributes other = study.slice(1, 1);
    other.setBytes(Tag.PixelData, VR.OW, new byte[other.bytes(Tag.PixelData).length]);
    try (Node elsewhere = new Node(directory.resolve("elsewhere"), "GATEWAY_A", 0, "")) {
      elsewhere.take(other);
      StudySending sending =
          new StudySending(
              elsewhere.archive,
              new Forwarded(elsewhere.database),
              Map.of("far", stow(orthanc.httpsPort())),
              BACKOFF);
      assertThat(sending.run(job(study))).isEqualTo(JobOutcome.DONE);
    }
    gateway.take(study, 1, 1);
    for (Destination far :
        List.of(stow(orthanc.httpsPort()), node("FAR", orthanc.dicomPort(), certificates))) {
      assertThat(run(study, far))
          .isInstanceOfSatisfying(
              JobOutcome.GaveUp.class,
              gaveUp -> assertThat(gaveUp.reason()).contains("other content"));
    }
    assertThat(evidence(study)).isEmpty();
  }

  @Test
  void whatDcmtkTakesOverTlsWithoutProofIsNotTakenForDelivered() throws Exception {
    Slices study = new Slices("903");
    List<String> uids = gateway.take(study, 1, 6);
    Path received = Files.createDirectories(directory.resolve("storescp"));
    int port = Program.freePort();
    try (Program ignored = storescp(received, port)) {
      assertThat(run(study, node("STORESCP", port, certificates)))
          .isInstanceOfSatisfying(
              JobOutcome.GaveUp.class,
              gaveUp -> assertThat(gaveUp.reason()).contains("neither storage commitment"));
      try (var files = Files.list(received)) {
        assertThat(files.count()).isEqualTo(uids.size());
      }
    }
    assertThat(evidence(study)).isEmpty();
  }

  @Test
  void aDestinationThatIsNotBelievedGetsNothing() throws Exception {
    Slices study = new Slices("904");
    List<String> uids = gateway.take(study, 1, 1);
    Certificates others = Certificates.make(directory.resolve("others"));
    assertThat(run(study, node("FAR", orthanc.dicomPort(), others)))
        .isInstanceOf(JobOutcome.RetryLater.class);
    try (HttpClient strangers = HttpClient.newBuilder().sslContext(others.context()).build()) {
      assertThat(run(study, stow(orthanc.httpsPort(), strangers)))
          .isInstanceOf(JobOutcome.RetryLater.class);
    }
    assertThat(orthanc.instances()).doesNotContainAnyElementsOf(uids);
  }

  @Test
  void theOutboxTriesAgainUntilADestinationThatWasAwayIsBack() throws Exception {
    Slices byDicom = new Slices("907");
    Slices byStow = new Slices("908");
    List<String> stored = gateway.take(byDicom, 1, 3);
    List<String> posted = gateway.take(byStow, 1, 3);
    try (SecureOrthanc away =
            new SecureOrthanc(directory.resolve("away"), "AWAY", certificates, gateway.port());
        Dispatcher dispatcher = new Dispatcher(gateway.outbox, BACKOFF)) {
      StudySending sending =
          new StudySending(
              gateway.archive,
              forwarded,
              Map.of(
                  "dicom", node("AWAY", away.dicomPort(), certificates),
                  "stow", stow(away.httpsPort())),
              BACKOFF);
      dispatcher.register(JobKind.SEND_STUDY, 2, sending).start();
      Forward first = new Forward("dicom", byDicom.studyInstanceUID());
      Forward second = new Forward("stow", byStow.studyInstanceUID());
      gateway.outbox.put(JobKind.SEND_STUDY, first.subject(), Priority.ROUTINE);
      gateway.outbox.put(JobKind.SEND_STUDY, second.subject(), Priority.ROUTINE);
      Eventually.that(() ->
          assertThat(gateway.outbox.all())
              .hasSize(2)
              .allSatisfy(view -> assertThat(view.lastError()).isNotEmpty()));
      assertThat(gateway.outbox.all())
          .extracting(JobView::lastError)
          .anySatisfy(error -> assertThat(error).contains("check host, port, firewall"));
      away.start();
      Eventually.that(() -> assertThat(gateway.outbox.all()).isEmpty());
      assertThat(forwarded.evidence(first)).containsOnlyKeys(stored);
      assertThat(forwarded.evidence(second)).containsOnlyKeys(posted);
      assertThat(forwarded.total("dicom"))
          .satisfies(total -> assertThat(total.objects()).isEqualTo(3))
          .satisfies(total -> assertThat(total.studies()).isEqualTo(1));
    }
  }

  private static Program storescp(Path received, int port) throws Exception {
    return Program.listen(
        Files.createDirectories(directory.resolve("storescp-log")),
        port,
        "storescp",
        "+xa",
        "--fork",
        "-aet",
        "STORESCP",
        "-od",
        received.toString(),
        "+tls",
        certificates.key().toString(),
        certificates.certificate().toString(),
        "+cf",
        certificates.authority().toString());
  }

  private static JobOutcome run(Slices study, Destination destination) throws Exception {
    return new StudySending(gateway.archive, forwarded, Map.of("far", destination), BACKOFF)
        .run(job(study));
  }

  private static Job job(Slices study) {
    String subject = far(study).subject();
    return new Job(1, JobKind.SEND_STUDY, subject, Priority.ROUTINE, 0, Instant.EPOCH);
  }

  private static Forward far(Slices study) {
    return new Forward("far", study.studyInstanceUID());
  }

  private static Map<String, String> evidence(Slices study) {
    return forwarded.evidence(far(study));
  }

  /** As after a restore from a backup: sent, and not known to be. */
  private static void forget(Slices study) {
    gateway.database.commit(transaction -> {
      transaction
          .handle()
          .execute(
              "DELETE FROM forwarded_object WHERE study_instance_uid = ?",
              study.studyInstanceUID());
    });
  }

  private static Destination stow(int port) {
    return stow(port, http);
  }

  private static Destination stow(int port, HttpClient client) {
    URI services = URI.create("https://127.0.0.1:" + port + "/dicom-web");
    return new StowDestination(
        new DicomWebClient(services, client, Optional.empty(), gateway.outgoing.scratch()),
        gateway.archive);
  }

  private static Destination node(String aeTitle, int port, Certificates ours) throws Exception {
    AssociationOptions options =
        AssociationOptions.defaults()
            .withWindow(new AsyncWindow(16, 16))
            .withTls(TlsSettings.mutual(ours.context()));
    PacsArchive node =
        new PacsArchive(
            new AssociationRequestor(transport, options),
            new PacsArchive.Addresses(
                "GATEWAY_A", new ApplicationEntity(aeTitle, "127.0.0.1", port, true)),
            gateway.outgoing,
            StorageCommitment.AUTO,
            gateway.commitmentResults);
    return new PacsExchange(node.on(ASSOCIATIONS), gateway.archive);
  }
}
