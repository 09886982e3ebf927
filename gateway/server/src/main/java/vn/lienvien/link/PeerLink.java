package vn.lienvien.link;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.RejectedExecutionException;
import java.util.function.LongConsumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import vn.lienvien.model.Priority;
import vn.lienvien.model.Receipt;

/**
 * The link to one peer, the same at hub and spoke: its connections, and what they write next. It
 * outlives every connection; who dials them is not its business. Thread-safe.
 */
final class PeerLink implements Connection.Owner, Outbound.Voice, AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(PeerLink.class);
  private static final long CONNECTED_NANOS = Duration.ofSeconds(6).toNanos();
  private static final long LONGEST_WAIT_MS = 1000;
  private static final long REFRESH_NANOS = Duration.ofSeconds(10).toNanos();
  private static final int MOST_CONNECTIONS = 40;
  private static final long LEAST_PATIENCE_NANOS = Duration.ofMillis(500).toNanos();

  /** What TLS, TCP and IP add to a piece: a record, and headers of about 2% and more. */
  private static final double ON_THE_LINE = 1.02;

  private static final int RECORD_BYTES = 34;

  private final String peerSiteId;
  private final String instance = HexFormat.of().toHexDigits(new SecureRandom().nextLong());
  private final LinkEnds ends;
  private final ExecutorService threads;
  private final LinkPace pace;
  private final Outbound outbound;
  private final Inbound inbound;
  private final Recollection recollection;
  private final Line line = new Line();
  private final List<Connection> connections = new CopyOnWriteArrayList<>();
  private final Object monitor = new Object();
  private final LinkHealth health;
  private volatile LongConsumer queueSamples = ignored -> {};
  private volatile long refreshedAtNanos = System.nanoTime();
  private volatile long renewedAtNanos = System.nanoTime() - Renewing.EVERY.toNanos();
  private volatile String peerInstance = "";
  private volatile boolean closed;

  PeerLink(String peerSiteId, LinkEnds ends, ExecutorService threads, LinkPace pace) {
    this.peerSiteId = peerSiteId;
    this.ends = ends;
    this.threads = threads;
    this.pace = pace;
    this.outbound = new Outbound(peerSiteId, ends, this);
    this.inbound = new Inbound(peerSiteId, ends, this);
    this.recollection = new Recollection(peerSiteId, ends, this);
    this.health = new LinkHealth(peerSiteId, ends.room());
  }

  String peerSiteId() {
    return peerSiteId;
  }

  /** Hears how long pings queued while content was sent as fast as the line takes it. */
  void onQueue(LongConsumer samples) {
    queueSamples = samples;
  }

  Hello hello(String program, long number) {
    return new Hello(
        List.of(Hello.VERSION), ends.room().identity().siteId(), program, instance, number);
  }

  /** Whether one more connection of this peer is welcome. */
  boolean hasRoom() {
    return connections.size() < MOST_CONNECTIONS;
  }

  /** Takes a connection over after both hellos. */
  void add(SecureSocket socket, Hello theirs) {
    Connection connection = new Connection(socket, theirs.number(), this);
    boolean other;
    synchronized (connections) {
      other = !theirs.instance().equals(peerInstance);
      if (other) {
        // What the old process had in flight on these will never be confirmed.
        connections.forEach(Connection::close);
        inbound.forgotten();
        peerInstance = theirs.instance();
      }
      connections.stream().filter(Connection::isHurt).forEach(Connection::drain);
      connections.add(connection);
    }
    connection.start(threads);
    health.up();
    pace.announce(this::say);
    if (other) {
      outbound.forgotten();
      recollection.tell();
    } else {
      outbound.reconnected(LinkHealth.patienceNanos(line));
    }
    later(outbound::refresh);
    if (closed) {
      connection.close();
    }
  }

  /** There may be new parcels for this peer. */
  void refresh() {
    outbound.refresh();
    wake();
  }

  /** Pings, gives up what is dead, asks again; to be called a few times a second. */
  void tick() {
    try {
      look();
    } catch (RuntimeException e) {
      // Whoever calls this looks after other links too, and after this one the next time.
      LOG.error("the link to {} could not be looked after", peerSiteId, e);
    }
  }

  private void look() {
    long now = System.nanoTime();
    pace.adjust(now, this::say);
    outbound.tick(now);
    recollection.tick(now);
    boolean curious = outbound.hasWork() || line.doubted();
    health.look(connections, Optional.ofNullable(quiet()), curious, now);
    health.connected(connected(now));
    if (now - renewedAtNanos > Renewing.EVERY.toNanos()
        && ends.renewing().question().filter(this::say).isPresent()) {
      renewedAtNanos = now;
    }
    if (now - refreshedAtNanos > REFRESH_NANOS) {
      // What was told when the database or this process was away is found all the same.
      refreshedAtNanos = now;
      later(outbound::refresh);
    }
    wake();
  }

  boolean connected(long now) {
    return connections.stream().anyMatch(one -> one.silentNanos(now) < CONNECTED_NANOS);
  }

  /** Whether something is owed to us and nothing at all comes. */
  boolean stalled(long now) {
    long patience = LinkHealth.patienceNanos(line);
    return connections.stream().anyMatch(one -> one.overdueNanos(now) > patience)
        && connections.stream().allMatch(one -> one.silentNanos(now) > patience);
  }

  /**
   * Notes which connections a cut has hurt: TCP goes on with them at a segment or two, so that
   * fresh ones take their place as soon as there is one.
   */
  void noteHurt(long now) {
    long patience = LinkHealth.patienceNanos(line);
    connections.stream().filter(one -> one.overdueNanos(now) > patience).forEach(Connection::hurt);
  }

  /** Connections that are of use. */
  int size(long now) {
    long patience = LinkHealth.patienceNanos(line);
    return (int)
        connections.stream()
            .filter(one -> !one.draining())
            .filter(one -> one.overdueNanos(now) <= patience)
            .count();
  }

  /** Lets connections beyond that number end when they have nothing to do, the youngest first. */
  void shrink(int wanted) {
    connections.stream()
        .filter(one -> !one.draining())
        .sorted(Comparator.comparingLong(Connection::number))
        .skip(wanted)
        .forEach(Connection::drain);
    connections.stream().filter(one -> one.draining() && one.idle()).forEach(Connection::close);
  }

  long backlogBytes() {
    return outgoingBytes() + incomingBytes();
  }

  /** Content that waits to be confirmed by the peer. */
  long outgoingBytes() {
    return outbound.backlogBytes();
  }

  /** Content that the peer has offered and not sent. */
  long incomingBytes() {
    return inbound.backlogBytes();
  }

  /** Notes why the link does not work; connections that work again clear it. */
  void trouble(String inWords) {
    health.trouble(inWords);
  }

  LinkStatus status() {
    long now = System.nanoTime();
    health.connected(connected(now));
    long rate = line.sendingRate(now);
    String error = health.lastError().isEmpty() ? outbound.lastError() : health.lastError();
    return new LinkStatus(
        peerSiteId,
        connected(now),
        health.since(),
        connections.size(),
        ends.room().parcels().waitingCount(peerSiteId),
        line.sentBytes(),
        line.receivedBytes(),
        rate,
        line.receivingRate(now),
        line.measured() ? Optional.of(Duration.ofNanos(line.leastNanos())) : Optional.empty(),
        pace.bytesPerSecond(),
        pace.wish(),
        incomingBytes(),
        outbound.status(rate),
        error);
  }

  @Override
  public Optional<Outgoing> next(Connection connection) throws InterruptedException {
    synchronized (monitor) {
      while (connection.isOpen()) {
        Optional<Frame> small = connection.pollSmall();
        if (small.isPresent()) {
          pace.spent(small.get().body().length + RECORD_BYTES);
          return Optional.of(new Outgoing.Small(small.get()));
        }
        long wait = LONGEST_WAIT_MS;
        if (connection.roomForContent() && carriesContent(connection)) {
          long now = System.nanoTime();
          boolean free = pace.ready(now);
          Optional<Outgoing> content =
              free || pace.statExempt()
                  ? outbound.next(!free, connection.mostAhead(), patience(connection))
                  : Optional.empty();
          if (content.isPresent()) {
            if (free) {
              pace.spent(onTheLine(content.get()));
            }
            return content;
          }
          wait = free ? LONGEST_WAIT_MS : pace.waitMillis(now);
        }
        monitor.wait(wait);
      }
      return Optional.empty();
    }
  }

  /** How long what flies may be late before a connection that has nothing to do sends it again. */
  private long patience(Connection connection) {
    return connection.flyingBytes() > 0
        ? Long.MAX_VALUE
        : Math.max(LEAST_PATIENCE_NANOS, line.smoothedNanos() * 3 / 2);
  }

  private static long onTheLine(Outgoing outgoing) {
    int bytes =
        switch (outgoing) {
          case Outgoing.Small small -> small.frame().body().length;
          case Outgoing.Cargo cargo -> cargo.length();
        };
    return (long) ((bytes + RECORD_BYTES) * ON_THE_LINE);
  }

  /** Sends a file's frames before the parcel that will hold it. */
  void ahead(String caseId, Path file, String fileDigest, Priority priority) throws IOException {
    if (connected(System.nanoTime())) {
      outbound.ahead(caseId, file, fileDigest, priority);
      wake();
    }
  }

  @Override
  public void wake() {
    synchronized (monitor) {
      monitor.notifyAll();
    }
  }

  @Override
  public boolean say(Frame frame) {
    long now = System.nanoTime();
    Connection quiet = quiet();
    Comparator<Connection> best =
        Comparator.comparing((Connection one) -> one.overdueNanos(now) > 1e9)
            .thenComparing(one -> one != quiet)
            .thenComparingLong(Connection::flyingBytes);
    boolean queued = connections.stream().sorted(best).anyMatch(one -> one.offer(frame));
    if (queued) {
      wake();
    }
    return queued;
  }

  @Override
  public void later(Runnable work) {
    try {
      threads.execute(() -> work(work));
    } catch (RejectedExecutionException e) {
      // The link is closing; after the next start it is asked about again.
      LOG.debug("left undone", e);
    }
  }

  private void work(Runnable work) {
    try {
      work.run();
    } catch (RuntimeException e) {
      // The database may be away; what time brings about does it again.
      LOG.error("work for the link to {} failed", peerSiteId, e);
    }
  }

  @Override
  public void received(Connection connection, Frame frame) throws IOException {
    WireReader in = new WireReader(frame.body());
    switch (frame.type()) {
      case OFFER -> inbound.offered(in);
      case RESUME -> inbound.resumed(in);
      case ANSWER -> outbound.answered(in.u32(), in);
      case RECEIPT -> {
        int transfer = in.u32();
        var receipt = Inbound.receipt(in);
        later(() -> book(transfer, receipt));
      }
      case AHEAD -> inbound.ahead(in);
      case RATE -> pace.wished(in.number(), System.nanoTime());
      case RENEW -> later(() -> renew(in));
      case BOOKED -> recollection.booked(in);
      case MISSED -> recollection.missed(in, this::refresh);
      case HANDED_BACK -> recollection.handedBack(in);
      case RENEWED -> ends.renewing().install(in);
      case BYE -> trouble("the peer says: " + PlainText.of(in.text()));
      default -> throw new LinkFormatException("a frame that has no place here");
    }
  }

  private void renew(WireReader in) {
    try {
      ends.renewing().answer(peerSiteId, in).ifPresent(this::say);
    } catch (IOException | RuntimeException e) {
      LOG.warn("the certificate of {} could not be renewed", peerSiteId, e);
    }
  }

  private void book(int transfer, Receipt receipt) {
    try {
      outbound.receipted(transfer, receipt);
    } catch (IOException | RuntimeException e) {
      LOG.error("a receipt of {} could not be booked; it is asked for again", peerSiteId, e);
    }
  }

  @Override
  public void piece(Connection connection, int transfer, int piece, ByteBuffer bytes) {
    inbound.piece(transfer, piece, bytes);
  }

  @Override
  public void confirmed(List<Flight> flights, long tripNanos) {
    long now = System.nanoTime();
    line.trip(tripNanos, now);
    line.arrived(flights.stream().mapToLong(Flight::bytes).sum(), now);
    outbound.confirmed(flights);
    wake();
  }

  @Override
  public FlightWindow.Ack ack(int bytes, long tripNanos, long nowNanos) {
    return new FlightWindow.Ack(
        bytes, tripNanos, line.leastNanos(), line.queueNanos(nowNanos), connections.size() - 1);
  }

  @Override
  public void ponged(Connection connection, long tripNanos) {
    long now = System.nanoTime();
    line.trip(tripNanos, now);
    health.answered();
    if (connection != quiet()) {
      return;
    }
    long queueNanos = tripNanos - line.leastNanos();
    line.queued(queueNanos, now);
    if (backlogBytes() == 0) {
      line.idleTrip(tripNanos);
    }
    boolean more = outbound.hasWork() || incomingBytes() > 0;
    if (more && pace.ready(now)) {
      queueSamples.accept(queueNanos);
    }
  }

  @Override
  public void unreadable(Outgoing.Cargo cargo, IOException why) {
    outbound.unreadable(cargo, why);
  }

  @Override
  public void unsent(Flight flight) {
    outbound.lost(List.of(flight));
  }

  @Override
  public void closed(Connection connection, List<Flight> unsure, Throwable why) {
    connections.remove(connection);
    LOG.debug("a connection to {} ended", peerSiteId, why);
    health.ended(why, connections.isEmpty());
    outbound.lost(unsure);
    wake();
  }

  @Override
  public LinkLimits limits() {
    return ends.room().limits();
  }

  @Override
  public Line line() {
    return line;
  }

  /** The connection for small frames and pings: the oldest that answers. */
  private @Nullable Connection quiet() {
    long now = System.nanoTime();
    long patience = LinkHealth.patienceNanos(line);
    return connections.stream()
        .filter(one -> !one.draining())
        .min(
            Comparator.comparing((Connection one) -> one.overdueNanos(now) > patience)
                .thenComparingLong(Connection::number))
        .orElse(null);
  }

  private boolean carriesContent(Connection connection) {
    return connection != quiet()
        || connections.stream().filter(one -> !one.draining()).count() == 1;
  }

  @Override
  public void close() {
    closed = true;
    connections.forEach(Connection::close);
  }
}
