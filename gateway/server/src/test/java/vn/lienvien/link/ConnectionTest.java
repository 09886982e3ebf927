package vn.lienvien.link;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import vn.lienvien.model.ParcelKind;
import vn.lienvien.model.ParcelManifest;
import vn.lienvien.model.Priority;
import vn.lienvien.outbox.ParcelHead;

class ConnectionTest {
  /** A NAT may forget a flow that was idle for a minute. */
  private static final long HALF_A_NAT_NANOS = TimeUnit.SECONDS.toNanos(30);

  @TempDir Path directory;

  @Test
  void aPieceChosenForAConnectionThatEndsBeforeItIsSentIsHandedBack() throws Exception {
    Hospitals hospitals = new Hospitals(directory);
    try (TestSite hub = new TestSite(directory.resolve("hub"), hospitals.hub());
        TestSite spoke = new TestSite(directory.resolve("spoke"), hospitals.spoke());
        LinkServer server = new LinkServer(hub.room, hospitals.invitation);
        ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      HubAddress address = new HubAddress(Hospitals.HUB, "127.0.0.1", server.start("127.0.0.1", 0));
      Outgoing.Content chosen = new Outgoing.Content(transfer(), packed(spoke), 1);
      EndsOnce owner = new EndsOnce(chosen);
      SecureSocket socket =
          new Dialling(hospitals.spoke()).dial(address, Dialling.PATIENCE_MS, () -> {});
      new Connection(socket, 1, owner).start(threads);

      assertThat(owner.handedBack.get(60, TimeUnit.SECONDS).cargo()).isSameAs(chosen);
      assertThat(owner.flying.join()).as("told when it ended").isEmpty();
    }
  }

  @Test
  void aConnectionThatNothingUsesIsPingedLongBeforeANatForgetsIt() throws Exception {
    Hospitals hospitals = new Hospitals(directory);
    try (TestSite hub = new TestSite(directory.resolve("hub"), hospitals.hub());
        TestSite spoke = new TestSite(directory.resolve("spoke"), hospitals.spoke());
        LinkServer server = new LinkServer(hub.room, hospitals.invitation)) {
      HubAddress address = new HubAddress(Hospitals.HUB, "127.0.0.1", server.start("127.0.0.1", 0));
      SecureSocket socket =
          new Dialling(hospitals.spoke()).dial(address, Dialling.PATIENCE_MS, () -> {});
      EndsOnce owner = new EndsOnce(new Outgoing.Content(transfer(), packed(spoke), 0));
      try (Connection idle = new Connection(socket, 2, owner)) {
        LinkHealth health = new LinkHealth(Hospitals.HUB, spoke.room);
        long opened = System.nanoTime();
        health.look(List.of(idle), Optional.empty(), false, opened);
        assertThat(idle.pollSmall()).isEmpty();
        health.look(List.of(idle), Optional.empty(), false, opened + HALF_A_NAT_NANOS);
        assertThat(idle.pollSmall().orElseThrow().type()).isEqualTo(FrameType.PING);
        assertThat(idle.isOpen()).isTrue();
      }
    }
  }

  private OutgoingParcel packed(TestSite spoke) throws IOException {
    ParcelManifest manifest =
        spoke.manifest(
            Hospitals.HUB, "case-1", spoke.keep(Phantoms.slices(directory, "ends", 1, 256)));
    return new OutgoingPacks(directory.resolve("packs"), spoke.store, spoke.room.pixels())
        .of(manifest);
  }

  private static Transfer transfer() {
    return new Transfer(
        1,
        new ParcelHead(
            "case-1-study", ParcelKind.STUDY, Hospitals.HUB, Priority.ROUTINE, Instant.EPOCH, 1));
  }

  /** Chooses a piece, and the connection ends before it has it. */
  private static final class EndsOnce implements Connection.Owner {
    final CompletableFuture<Flight> handedBack = new CompletableFuture<>();
    final CompletableFuture<List<Flight>> flying = new CompletableFuture<>();
    private final Outgoing.Content chosen;
    private final Line line = new Line();

    EndsOnce(Outgoing.Content chosen) {
      this.chosen = chosen;
    }

    @Override
    public Optional<Outgoing> next(Connection connection) {
      connection.close();
      return Optional.of(chosen);
    }

    @Override
    public void unsent(Flight flight) {
      handedBack.complete(flight);
    }

    @Override
    public void closed(Connection connection, List<Flight> unsure, Throwable why) {
      flying.complete(unsure);
    }

    @Override
    public void wake() {}

    @Override
    public void received(Connection connection, Frame frame) {}

    @Override
    public void piece(Connection connection, int transfer, int piece, ByteBuffer bytes) {}

    @Override
    public void confirmed(List<Flight> flights, long tripNanos) {}

    @Override
    public FlightWindow.Ack ack(int bytes, long tripNanos, long nowNanos) {
      return new FlightWindow.Ack(bytes, tripNanos, tripNanos, 0, 1);
    }

    @Override
    public void ponged(Connection connection, long tripNanos) {}

    @Override
    public void unreadable(Outgoing.Cargo cargo, IOException why) {}

    @Override
    public LinkLimits limits() {
      return LinkLimits.standard();
    }

    @Override
    public Line line() {
      return line;
    }
  }
}
