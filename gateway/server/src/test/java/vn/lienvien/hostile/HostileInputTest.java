package vn.lienvien.hostile;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Clock;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import vn.lienvien.dicom.data.UID;
import vn.lienvien.dicom.net.ApplicationEntity;
import vn.lienvien.dicom.net.Association;
import vn.lienvien.dicom.net.AssociationException;
import vn.lienvien.dicom.net.AssociationOptions;
import vn.lienvien.dicom.net.AssociationRequestor;
import vn.lienvien.dicom.net.DataSetSource;
import vn.lienvien.dicom.net.OutgoingInstance;
import vn.lienvien.dicom.net.PresentationContext;
import vn.lienvien.dicom.net.Status;
import vn.lienvien.dicom.net.Transport;
import vn.lienvien.peer.Eventually;
import vn.lienvien.peer.MemoryInstance;
import vn.lienvien.peer.Program;
import vn.lienvien.security.SiteIdentity;
import vn.lienvien.security.SiteInvitation;

/**
 * A gateway that runs, and what its ports may be sent. After each attack it lives, answers C-ECHO,
 * has stored nothing, has counted what it refused, and has not grown beyond its bound.
 */
final class HostileInputTest {
  /** Heap and direct buffers are bounded by the JVM; this is the bound above idle. */
  private static final int MEGABYTES_ABOVE_IDLE = 512;

  @TempDir private static Path directory;
  private static RunningGateway gateway;
  private static Transport transport;
  private static AssociationRequestor requestor;
  private static long idleMegabytes;

  @BeforeAll
  static void start() throws Exception {
    gateway = new RunningGateway(directory);
    transport = Transport.open();
    requestor = new AssociationRequestor(transport, AssociationOptions.defaults());
    idleMegabytes = gateway.megabytes("VmRSS");
  }

  /** And it still does its work. */
  @AfterAll
  static void anHonestImageIsStoredAfterAllThat() throws Exception {
    try (RunningGateway _ = gateway;
        Transport _ = transport;
        Association node = open(UID.ExplicitVRLittleEndian)) {
      assertThat(node.store(MemoryInstance.of(HostileBytes.image(HostileBytes.INSTANCE))))
          .isEqualTo(Status.SUCCESS);
      Eventually.that(() -> assertThat(files()).hasSize(1));
    }
  }

  @AfterEach
  void itLivesAndHasNothingOfIt() throws Exception {
    Program.Outcome echoed =
        Program.run(
            directory,
            "echoscu",
            "-aet",
            RunningGateway.PEER,
            "-aec",
            RunningGateway.AE_TITLE,
            "127.0.0.1",
            Integer.toString(gateway.dimsePort));
    assertThat(echoed.exitCode()).as(echoed.output() + gateway.log()).isZero();
    assertThat(gateway.isAlive()).isTrue();
    Eventually.that(() -> assertThat(files()).isEmpty());
    assertThat(gateway.megabytes("VmHWM")).isLessThan(idleMegabytes + MEGABYTES_ABOVE_IDLE);
  }

  @Test
  void bytesThatAreNoPdusAreAbortedAndCounted() throws Exception {
    double before = gateway.meter("lienvien_dimse_associations", "violated");
    List<byte[]> pdus = HostileBytes.pdus();
    for (byte[] bytes : pdus) {
      talk(gateway.dimsePort, bytes);
    }
    for (int i = 0; i < 200; i++) {
      new Socket("127.0.0.1", gateway.dimsePort).close();
    }
    Eventually.that(() ->
        assertThat(meter("lienvien_dimse_associations", "probed")).isGreaterThanOrEqualTo(200));
    assertThat(meter("lienvien_dimse_associations", "violated") - before).isGreaterThan(9);
  }

  @Test
  void dataSetsThatAreNoneAreRefusedAndTheAssociationGoesOn() throws Exception {
    try (Association node = open(UID.ExplicitVRLittleEndian)) {
      for (Map.Entry<String, byte[]> each : HostileBytes.datasets().entrySet()) {
        Status status = node.store(MemoryInstance.of(HostileBytes.INSTANCE, each.getValue()));
        assertThat(status.isSuccess()).as(each.getKey() + ": " + status).isFalse();
      }
      assertThat(node.echo()).isEqualTo(Status.SUCCESS);
    }
    try (Association node = open(UID.DeflatedExplicitVRLittleEndian)) {
      Status status = node.store(new Deflated(HostileBytes.deflateBomb()));
      assertThat(status.isSuccess()).as(status.toString()).isFalse();
    }
  }

  @Test
  void anObjectThatNeverEndsLeavesNothing() throws Exception {
    double before = gateway.meter("lienvien_dimse_associations", "broken");
    try (Association node = open(UID.ExplicitVRLittleEndian)) {
      DataSetSource endless = new DataSetSource.Stream(new BreakingOff(64L << 20));
      MemoryInstance instance =
          new MemoryInstance(UID.CTImageStorage, HostileBytes.INSTANCE, endless);
      assertThat(failureOf(node, instance)).isNotNull();
    }
    Eventually.that(
        () -> assertThat(meter("lienvien_dimse_associations", "broken")).isGreaterThan(before));
  }

  @Test
  void whatIsNoMessageIsClosedOrRefusedAndCounted() throws Exception {
    for (byte[] bytes : HostileBytes.mllp()) {
      talk(gateway.mllpPort, bytes);
    }
    Eventually.that(
        () -> assertThat(meter("lienvien_hl7_framing_faults")).isGreaterThanOrEqualTo(3));
    for (byte[] framed : HostileBytes.framed()) {
      assertThat(talk(gateway.mllpPort, framed)).doesNotContain("MSA|AA");
    }
    assertThat(files(gateway.data.resolve("hl7"))).isEmpty();
  }

  @Test
  void webRequestsThatLieAreRefusedAndCounted() throws Exception {
    double before = gateway.meter("lienvien_http_answers", "4xx");
    for (String request :
        List.of(
            "\u0000\u0001\u0002\r\n\r\n",
            "GET /" + "a".repeat(40_000) + " HTTP/1.1\r\nHost: x\r\n\r\n",
            "GET / HTTP/1.1\r\nX: " + "b".repeat(40_000) + "\r\n\r\n",
            "POST /dicom-web/studies HTTP/1.1\r\nHost: x\r\nContent-Length: 99999999999999\r\n\r\n",
            "GET /../../etc/passwd HTTP/1.1\r\nHost: x\r\n\r\n")) {
      assertThat(talk(gateway.webPort, request.getBytes(ISO_8859_1))).doesNotContain("root:");
    }
    Map<String, byte[]> datasets = HostileBytes.datasets();
    datasets.remove(HostileBytes.HONEST_BUT_FOR_ITS_ANNOUNCEMENT); // nobody announces here
    for (Map.Entry<String, byte[]> each : datasets.entrySet()) {
      assertThat(stow(each.getValue())).as(each.getKey()).isBetween(400, 499);
    }
    assertThat(meter("lienvien_http_answers", "4xx") - before)
        .isGreaterThanOrEqualTo(datasets.size());
  }

  @Test
  void strangersAtTheLinkAreRefusedInTheHandshakeAndCounted() throws Exception {
    for (byte[] bytes : HostileBytes.pdus()) {
      talk(gateway.linkPort, bytes);
    }
    talk(gateway.linkPort, new byte[] {0x16, 3, 1, 127, -1, 1, 0, 127, -1});
    Path stranger = directory.resolve("stranger");
    SiteInvitation.open(stranger, "district-1", Clock.systemUTC());
    Files.copy(
        gateway.data.resolve("identity/ca.crt"),
        stranger.resolve("ca.crt"),
        StandardCopyOption.REPLACE_EXISTING);
    SiteIdentity identity = SiteIdentity.load(stranger, Clock.systemUTC());
    try (Socket socket =
        identity
            .clientContext(RunningGateway.SITE)
            .getSocketFactory()
            .createSocket("127.0.0.1", gateway.linkPort)) {
      answerTo(socket, "POST /link/1/parcels HTTP/1.1\r\n\r\n".getBytes(US_ASCII));
    } catch (IOException refused) {
      assertThat(refused).isNotInstanceOf(SocketTimeoutException.class);
    }
    Eventually.that(
        () -> assertThat(meter("lienvien_link_listening_refused")).isGreaterThanOrEqualTo(1));
  }

  private static Association open(String transferSyntaxUID) throws AssociationException {
    ApplicationEntity entity =
        new ApplicationEntity(RunningGateway.AE_TITLE, "127.0.0.1", gateway.dimsePort);
    return requestor.open(
        RunningGateway.PEER,
        entity,
        List.of(
            new PresentationContext(UID.Verification, UID.ImplicitVRLittleEndian),
            new PresentationContext(UID.CTImageStorage, transferSyntaxUID)));
  }

  private static IOException failureOf(Association node, OutgoingInstance instance) {
    try {
      throw new AssertionError(node.store(instance).toString());
    } catch (IOException expected) {
      return expected;
    }
  }

  /** Sends, and reads until the other side has no more to say or closes. */
  private static String talk(int port, byte[] bytes) throws IOException {
    try (Socket socket = new Socket("127.0.0.1", port)) {
      return answerTo(socket, bytes);
    }
  }

  private static String answerTo(Socket socket, byte[] bytes) throws IOException {
    socket.setSoTimeout(60_000);
    ByteArrayOutputStream answer = new ByteArrayOutputStream();
    try {
      socket.getOutputStream().write(bytes);
      socket.getOutputStream().flush();
      socket.shutdownOutput();
      socket.getInputStream().transferTo(answer);
    } catch (SocketException closedInTheMiddle) {
      assertThat(closedInTheMiddle).isNotInstanceOf(java.net.ConnectException.class);
    }
    return answer.toString(ISO_8859_1);
  }

  private static int stow(byte[] part) throws Exception {
    ByteArrayOutputStream body = new ByteArrayOutputStream();
    body.writeBytes("--b\r\nContent-Type: application/dicom\r\n\r\n".getBytes(US_ASCII));
    body.writeBytes(part);
    body.writeBytes("\r\n--b--\r\n".getBytes(US_ASCII));
    String user = RunningGateway.ACCOUNT + ":" + gateway.password;
    try (HttpClient client = HttpClient.newHttpClient()) {
      return client
          .send(
              HttpRequest.newBuilder(gateway.web("/dicom-web/studies"))
                  .header(
                      "Authorization",
                      "Basic " + Base64.getEncoder().encodeToString(user.getBytes(US_ASCII)))
                  .header(
                      "Content-Type", "multipart/related; type=\"application/dicom\"; boundary=b")
                  .POST(HttpRequest.BodyPublishers.ofByteArray(body.toByteArray()))
                  .build(),
              BodyHandlers.ofString())
          .statusCode();
    }
  }

  private static double meter(String... words) throws InterruptedException {
    try {
      return gateway.meter(words);
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  private static List<Path> files() {
    try {
      return gateway.files();
    } catch (IOException movedMeanwhile) {
      throw new AssertionError(movedMeanwhile);
    }
  }

  private static List<Path> files(Path below) throws IOException {
    if (!Files.exists(below)) {
      return List.of();
    }
    try (var all = Files.walk(below)) {
      return all.filter(Files::isRegularFile).toList();
    }
  }

  /** A CT image, as it is said, in the deflated syntax. */
  private record Deflated(byte[] bytes) implements OutgoingInstance {
    @Override
    public String sopClassUID() {
      return UID.CTImageStorage;
    }

    @Override
    public String sopInstanceUID() {
      return HostileBytes.INSTANCE;
    }

    @Override
    public List<String> transferSyntaxes() {
      return List.of(UID.DeflatedExplicitVRLittleEndian);
    }

    @Override
    public DataSetSource dataSet(String transferSyntaxUID) {
      return new DataSetSource.Bytes(ByteBuffer.wrap(bytes));
    }
  }

  /** Bytes without end, until it fails. */
  private static final class BreakingOff extends InputStream {
    private long left;

    BreakingOff(long bytes) {
      this.left = bytes;
    }

    @Override
    public int read() throws IOException {
      if (left-- <= 0) {
        throw new IOException("the sender dies here");
      }
      return (int) left & 0xFF;
    }

    @Override
    public int read(byte[] target, int offset, int length) throws IOException {
      if (left <= 0) {
        throw new IOException("the sender dies here");
      }
      left -= length;
      return length;
    }
  }
}
