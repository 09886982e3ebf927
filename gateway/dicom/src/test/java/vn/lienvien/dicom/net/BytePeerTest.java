package vn.lienvien.dicom.net;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import vn.lienvien.dicom.data.UID;

/** A peer that plays bytes against our acceptor, right ones and wrong ones. */
@Timeout(60)
class BytePeerTest {
  private static final HexFormat HEX = HexFormat.of();
  private static final String RELEASE_RQ = "05000000000400000000";
  private static final String ABORTED_UNEXPECTED = "07000000000400000202";
  private static final String ABORTED_UNRECOGNIZED = "07000000000400000201";
  private static final String ABORTED_INVALID = "07000000000400000206";

  private final FakeStorage storage = new FakeStorage();
  private final ConcurrentLinkedQueue<Socket> sockets = new ConcurrentLinkedQueue<>();
  private Node node;

  @BeforeEach
  void listen() throws IOException {
    node = new Node(Services.echoOnly().withStorage(storage));
  }

  @AfterEach
  void close() throws IOException {
    for (Socket socket : sockets) {
      socket.close();
    }
    node.close();
  }

  @ParameterizedTest
  @CsvSource({
    "data before an association,        04000000000600000002 0103,         " + ABORTED_UNEXPECTED,
    "release before an association,     " + RELEASE_RQ + ",                " + ABORTED_UNEXPECTED,
    "an accept nobody waits for,        02000000000400000000,              " + ABORTED_INVALID,
    "an unknown PDU type,               99000000000400000000,              " + ABORTED_UNRECOGNIZED,
    "a web browser,                     474554202f20485454502f312e31,      " + ABORTED_UNRECOGNIZED,
    "a request of 4 GiB,                0100ffffffff0001,                  " + ABORTED_INVALID,
    "data of 4 GiB,                     0400ffffffff0001,                  " + ABORTED_INVALID,
    "a release that is too long,        05000000000800000000 00000000,     " + ABORTED_INVALID,
    "a request too short to be one,     01000000000400010000,              " + ABORTED_INVALID,
  })
  void isAnsweredWithTheRightAbort(String what, String sent, String expected) throws Exception {
    Socket peer = connect();
    send(peer, sent.replace(" ", ""));
    assertThat(readPdu(peer)).as(what).isEqualTo(expected);
    assertThat(node.seen.violations).hasSize(1);
    assertThat(node.seen.opened).hasValue(0);
  }

  @ParameterizedTest
  @CsvSource({
    "a second request,               01000000000400000000,               " + ABORTED_INVALID,
    "an accept,                      AC,                                 " + ABORTED_UNEXPECTED,
    "a release answer,               06000000000400000000,               " + ABORTED_UNEXPECTED,
    "a PDU above our limit,          040000020001,                       " + ABORTED_INVALID,
    "a PDV longer than its PDU,      04000000000a000000ff 0103,          " + ABORTED_INVALID,
    "a PDV shorter than its header,  04000000000600000001 0103,          " + ABORTED_INVALID,
    "a context nobody accepted,      ECHO09,                             " + ABORTED_INVALID,
    "a command set that is damaged,  04000000000a00000006010300000000,   07000000000400000200",
    "a data set without command,     04000000000a00000006010200000000,   07000000000400000200",
  })
  void breaksTheAssociationWithTheRightAbort(String what, String sent, String expected)
      throws Exception {
    Socket peer = associate();
    switch (sent) {
      case "AC" -> send(peer, "02" + HEX.formatHex(request("TEST", Node.AE_TITLE)).substring(2));
      case "ECHO09" -> send(peer, echo(9, CommandField.C_ECHO_RQ));
      default -> send(peer, sent.replace(" ", ""));
    }
    assertThat(readPdu(peer)).as(what).isEqualTo(expected);
    Eventually.that(() -> assertThat(node.seen.broken).hasSize(1));
  }

  @Test
  void anUnknownCommandIsAnUnrecognizedOperationAndTheAssociationGoesOn() throws Exception {
    Socket peer = associate();
    send(peer, echo(1, 0x0555));
    assertThat(statusOf(readPdu(peer))).isEqualTo(Status.UNRECOGNIZED_OPERATION);
    send(peer, echo(1, CommandField.C_ECHO_RQ));
    assertThat(statusOf(readPdu(peer))).isEqualTo(Status.SUCCESS);
    send(peer, RELEASE_RQ);
    assertThat(readPdu(peer)).isEqualTo("06000000000400000000");
  }

  @Test
  void aStoreOfAnotherClassThanItsContextIsNotSupported() throws Exception {
    Socket peer = associate();
    CommandSet command = store(UID.MRImageStorage);
    send(peer, HEX.formatHex(pdv(3, 3, command.encode())) + HEX.formatHex(pdv(3, 2, new byte[8])));
    assertThat(statusOf(readPdu(peer))).isEqualTo(Status.SOP_CLASS_NOT_SUPPORTED);
    assertThat(storage.objects).isEmpty();
  }

  @Test
  void anObjectThatIsCutOffLeavesNothing() throws Exception {
    Socket peer = associate();
    send(peer, HEX.formatHex(pdv(3, 3, store(UID.CTImageStorage).encode())));
    send(peer, HEX.formatHex(pdv(3, 0, new byte[4000])));
    send(peer, "07000000000400000000");
    Eventually.that(() -> assertThat(storage.broken).hasSize(1));
    assertThat(storage.broken.peek()).isInstanceOf(AssociationException.Aborted.class);
    Eventually.that(() -> assertThat(node.seen.broken).hasSize(1));
    assertThat(storage.objects).isEmpty();
  }

  @Test
  void anObjectWhoseConnectionEndsLeavesNothing() throws Exception {
    Socket peer = associate();
    send(peer, HEX.formatHex(pdv(3, 3, store(UID.CTImageStorage).encode())));
    send(peer, HEX.formatHex(pdv(3, 0, new byte[4000])));
    peer.close();
    Eventually.that(() -> assertThat(storage.broken).hasSize(1));
    assertThat(storage.broken.peek()).isInstanceOf(AssociationException.Lost.class);
    Eventually.that(() -> assertThat(node.seen.broken).hasSize(1));
    assertThat(storage.objects).isEmpty();
  }

  @Test
  void everySplitOfTheBytesIsUnderstood() throws Exception {
    Socket peer = connect();
    for (byte each : request("TEST", Node.AE_TITLE)) {
      peer.getOutputStream().write(each);
      peer.getOutputStream().flush();
    }
    assertThat(readPdu(peer)).startsWith("02");
    for (byte each : HEX.parseHex(echo(1, CommandField.C_ECHO_RQ))) {
      peer.getOutputStream().write(each);
      peer.getOutputStream().flush();
    }
    assertThat(statusOf(readPdu(peer))).isEqualTo(Status.SUCCESS);
  }

  @Test
  void spacesAroundAETitlesDoNotMatter() throws Exception {
    Socket peer = connect();
    send(peer, HEX.formatHex(request(" TEST", " " + Node.AE_TITLE)));
    assertThat(readPdu(peer)).startsWith("02");
  }

  @Test
  void anUnlistedCallingAETitleIsRejectedForGood() throws Exception {
    Socket peer = connect();
    send(peer, HEX.formatHex(request("STRANGER", Node.AE_TITLE)));
    assertThat(readPdu(peer)).isEqualTo("03000000000400010103");
  }

  @Test
  void connectionsThatSayNothingAreOnlyCounted() throws Exception {
    for (int i = 0; i < 50; i++) {
      connect().close();
    }
    Socket silent = connect();
    assertThat(silent.getInputStream().read()).isEqualTo(-1);
    Eventually.that(() -> assertThat(node.seen.probed).hasValue(51));
    assertThat(node.seen.opened).hasValue(0);
    assertThat(node.seen.violations).isEmpty();
  }

  private Socket connect() throws IOException {
    Socket socket = new Socket(InetAddress.getLoopbackAddress(), node.port());
    socket.setSoTimeout(20_000);
    socket.setTcpNoDelay(true);
    sockets.add(socket);
    return socket;
  }

  private Socket associate() throws IOException {
    Socket peer = connect();
    send(peer, HEX.formatHex(request("TEST", Node.AE_TITLE)));
    assertThat(readPdu(peer)).startsWith("02");
    return peer;
  }

  private static void send(Socket peer, String hex) throws IOException {
    peer.getOutputStream().write(HEX.parseHex(hex));
    peer.getOutputStream().flush();
  }

  private static String readPdu(Socket peer) throws IOException {
    byte[] header = peer.getInputStream().readNBytes(6);
    assertThat(header).as("a PDU before the end").hasSize(6);
    byte[] value = peer.getInputStream().readNBytes(ByteBuffer.wrap(header).getInt(2));
    return HEX.formatHex(header) + HEX.formatHex(value);
  }

  private static Status statusOf(String pdu) throws PduException {
    return CommandSet.parse(HEX.parseHex(pdu.substring(24))).status();
  }

  private static String echo(int contextId, int commandField) {
    CommandSet command = CommandSet.request(commandField, 7, UID.Verification);
    return HEX.formatHex(pdv(contextId, 3, command.encode()));
  }

  private static CommandSet store(String sopClassUID) {
    return CommandSet.request(CommandField.C_STORE_RQ, 1, sopClassUID)
        .set(CommandSet.AFFECTED_SOP_INSTANCE_UID, "2.25.1")
        .set(CommandSet.PRIORITY, 0)
        .withDataSet(true);
  }

  private static byte[] pdv(int contextId, int control, byte[] value) {
    return ByteBuffer.allocate(12 + value.length)
        .put((byte) 4)
        .put((byte) 0)
        .putInt(value.length + 6)
        .putInt(value.length + 2)
        .put((byte) contextId)
        .put((byte) control)
        .put(value)
        .array();
  }

  /** Context 1 is verification, 3 is CT; built here by hand, not by the code under test. */
  private static byte[] request(String calling, String called) {
    List<byte[]> items = new ArrayList<>();
    items.add(item(0x10, "1.2.840.10008.3.1.1.1".getBytes(US_ASCII)));
    items.add(context(1, "1.2.840.10008.1.1"));
    items.add(context(3, "1.2.840.10008.5.1.4.1.1.2"));
    items.add(item(0x50, item(0x51, ByteBuffer.allocate(4).putInt(16384).array())));
    byte[] tail = joined(items);
    return ByteBuffer.allocate(74 + tail.length)
        .put((byte) 1)
        .put((byte) 0)
        .putInt(68 + tail.length)
        .putInt(0x00010000)
        .put("%-16s%-16s".formatted(called, calling).getBytes(US_ASCII))
        .put(new byte[32])
        .put(tail)
        .array();
  }

  private static byte[] context(int id, String abstractSyntax) {
    return item(
        0x20,
        joined(
            List.of(
                new byte[] {(byte) id, 0, 0, 0},
                item(0x30, abstractSyntax.getBytes(US_ASCII)),
                item(0x40, "1.2.840.10008.1.2.1".getBytes(US_ASCII)))));
  }

  private static byte[] item(int type, byte[] value) {
    return ByteBuffer.allocate(4 + value.length)
        .put((byte) type)
        .put((byte) 0)
        .putShort((short) value.length)
        .put(value)
        .array();
  }

  private static byte[] joined(List<byte[]> parts) {
    ByteBuffer all = ByteBuffer.allocate(parts.stream().mapToInt(part -> part.length).sum());
    parts.forEach(all::put);
    return all.array();
  }
}
