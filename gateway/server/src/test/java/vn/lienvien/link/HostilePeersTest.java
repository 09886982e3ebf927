package vn.lienvien.link;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import vn.lienvien.model.Receipt;

/** What a stranger, or a site whose certificate is genuine, can do to a hub: nothing lasting. */
class HostilePeersTest {
  private static final String HUB = Hospitals.HUB;

  /** The header of a handshake record of 16 KiB. */
  private static final byte[] LONG_RECORD = {22, 3, 1, 0x40, 0};

  @TempDir Path directory;
  private Hospitals hospitals;
  private TestSite hub;
  private LinkServer server;
  private int port;

  @BeforeEach
  void listen() throws IOException {
    hospitals = new Hospitals(directory);
    hub = new TestSite(directory.resolve("hub"), hospitals.hub());
    server = new LinkServer(hub.room, hospitals.invitation);
    port = server.start("127.0.0.1", 0);
  }

  @AfterEach
  void close() {
    server.close();
    hub.close();
  }

  @Test
  void strangersWhoTrickleBytesKeepNoPlaceAndNobodyElseOut() throws IOException {
    List<Socket> slow = new ArrayList<>();
    for (int i = 0; i < Reception.STRANGERS_AN_ADDRESS + 8; i++) {
      slow.add(new Socket("127.0.0.1", port));
    }
    try {
      for (Socket one : slow) {
        one.getOutputStream().write(LONG_RECORD);
      }
      LinkTest.until(() -> slow.stream().allMatch(HostilePeersTest::isClosedWhileTrickling));
      try (ForeignPeer honest = ForeignPeer.dial(hospitals.spoke(), HUB, port)) {
        assertThat(honest.greet(Hospitals.SPOKE).siteId()).isEqualTo(HUB);
      }
    } finally {
      for (Socket one : slow) {
        one.close();
      }
    }
  }

  @Test
  void aSiteHasSoManyConnectionsAndNoMore() throws IOException {
    List<ForeignPeer> flood = new ArrayList<>();
    try {
      assertThatThrownBy(
              () -> {
                while (flood.size() < 100) {
                  ForeignPeer one = ForeignPeer.dial(hospitals.spoke(), HUB, port);
                  flood.add(one);
                  Hello unused = one.greet(Hospitals.SPOKE);
                }
              })
          .hasMessageContaining("too many connections");
      assertThat(flood).hasSizeLessThan(60);
    } finally {
      flood.forEach(ForeignPeer::close);
    }
  }

  @Test
  void framesForNothingAreCountedAndStreamsKeepToTheirBounds() throws IOException {
    try (ForeignPeer peer = ForeignPeer.dial(hospitals.spoke(), HUB, port)) {
      Hello unused = peer.greet(Hospitals.SPOKE);
      for (int i = 0; i < 300; i++) {
        peer.say(FrameType.DATA, ByteBuffer.allocate(1000).putInt(7).putInt(i).array());
        long offset = i % 2 == 0 ? LinkLimits.STREAM_BYTES : Long.MAX_VALUE - i;
        peer.say(FrameType.AHEAD, ByteBuffer.allocate(1000).putInt(i).putLong(offset).array());
      }
      LinkTest.until(() -> server.counters().strayPieces() == 300);
      peer.say(FrameType.PING, new byte[8]);
      assertThat(peer.hear(FrameType.PONG).body()).isEqualTo(new byte[8]);
    }
  }

  @Test
  void aStreamOfGapsTakesNeitherMemoryNorTime() throws IOException {
    EarlyFrames frames = new EarlyFrames(directory.resolve("stream"));
    for (int i = 0; i < 20_000; i++) {
      Optional<EarlyFrames.Passed> unused = frames.put(2L * i, ByteBuffer.allocate(1));
    }
    assertThat(frames.bytes()).isLessThan(5_000);
  }

  @Test
  void aReceiptOfBeforeSaysNothingOfAnotherParcel() throws IOException {
    hub.send(hub.manifest(Hospitals.SPOKE, "case-1", List.of()));
    try (ForeignPeer peer = ForeignPeer.dial(hospitals.spoke(), HUB, port)) {
      Hello unused = peer.greet(Hospitals.SPOKE);
      Offered first = offered(peer);
      Receipt receipt =
          ReceiptBody.sign(first.offer(), hospitals.spoke(), first.offer().manifest().createdAt());
      peer.say(FrameType.RECEIPT, body(first.transfer(), receipt));
      LinkTest.until(() -> hub.parcels.isDelivered("case-1-study"));

      hub.send(hub.manifest(Hospitals.SPOKE, "case-2", List.of()));
      Offered second = offered(peer);
      peer.say(FrameType.RECEIPT, body(second.transfer(), receipt));
      peer.say(FrameType.RECEIPT, body(second.transfer(), renamed(receipt, "case-2-study")));
      LinkTest.until(() -> server.counters().disbelievedReceipts() == 1);
      assertThat(hub.parcels.isDelivered("case-2-study")).isFalse();
      assertThat(hub.events.delivered).containsExactly("case-1-study");
    }
  }

  private record Offered(int transfer, Offer offer) {}

  private static Offered offered(ForeignPeer peer) throws IOException {
    WireReader in = new WireReader(peer.hear(FrameType.OFFER).body());
    int transfer = in.u32();
    assertThat(AheadPlaces.read(in)).isEqualTo(AheadPlaces.none());
    return new Offered(transfer, Offer.read(in.rest(), LinkLimits.standard()));
  }

  private static byte[] body(int transfer, Receipt receipt) {
    return new WireWriter().u32(transfer).bytes(Inbound.packed(receipt)).toByteArray();
  }

  private static Receipt renamed(Receipt receipt, String parcelId) {
    return new Receipt(
        parcelId,
        receipt.manifestDigest(),
        receipt.receivingSiteId(),
        receipt.committedAt(),
        receipt.document());
  }

  /** One more byte of that record, if the hub still takes it. */
  private static boolean isClosedWhileTrickling(Socket socket) {
    try {
      socket.getOutputStream().write(1);
      socket.setSoTimeout(1);
      return socket.getInputStream().read() < 0;
    } catch (SocketTimeoutException e) {
      return false;
    } catch (IOException e) {
      return true;
    }
  }
}
