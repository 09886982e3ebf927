package vn.lienvien.link;

import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.security.cert.X509Certificate;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * One TLS connection of a link after both hellos: one thread reads, one writes. What it writes is
 * the owner's choice at the last moment. Thread-safe; closing the socket under both threads is how
 * it ends.
 */
final class Connection implements AutoCloseable {
  /** A peer that does not read what it asked for loses its connection, not our memory. */
  private static final int SMALL_FRAMES = 512;

  private final SecureSocket socket;
  private final long number;
  private final Owner owner;
  private final FlightWindow window = new FlightWindow();
  private final Deque<Frame> small = new ArrayDeque<>();
  private final Deque<Flight> flights = new ArrayDeque<>();
  private final AtomicBoolean closed = new AtomicBoolean();
  private final long openedAtNanos = System.nanoTime();
  private long sentPieces;
  private long confirmedPieces;
  private long takenPieces;
  private long pingedAtNanos;
  private long pingsOut;
  private volatile long heardAtNanos = System.nanoTime();
  private volatile long spokeAtNanos = System.nanoTime();
  private volatile boolean hurt;
  private volatile boolean draining;

  Connection(SecureSocket socket, long number, Owner owner) {
    this.socket = socket;
    this.number = number;
    this.owner = owner;
  }

  /** Whom a connection works for; called from its threads, without any of its locks held. */
  interface Owner {
    /** Waits for what this connection is to write; nothing once it is closed. */
    Optional<Outgoing> next(Connection connection) throws InterruptedException;

    /** There is something new to write. */
    void wake();

    /** A small frame has come. */
    void received(Connection connection, Frame frame) throws IOException;

    /** A piece has come; the buffer is valid during the call. */
    void piece(Connection connection, int transfer, int piece, ByteBuffer bytes);

    /** Pieces have been confirmed, so long after they were sent. */
    void confirmed(List<Flight> flights, long tripNanos);

    /** What an ack for so many bytes tells of the line. */
    FlightWindow.Ack ack(int bytes, long tripNanos, long nowNanos);

    /** A ping has come back. */
    void ponged(Connection connection, long tripNanos);

    /** What is to be written cannot be read here. */
    void unreadable(Outgoing.Cargo cargo, IOException why);

    /** It had ended before this was sent, and after what was on its way was told. */
    void unsent(Flight flight);

    /** It has ended; what was on its way may or may not have arrived. */
    void closed(Connection connection, List<Flight> unsure, Throwable why);

    LinkLimits limits();

    Line line();
  }

  void start(ExecutorService threads) {
    threads.execute(() -> guarded(this::read));
    threads.execute(() -> guarded(this::write));
  }

  long number() {
    return number;
  }

  X509Certificate peer() {
    return socket.peer();
  }

  boolean isOpen() {
    return !closed.get();
  }

  /** Fell silent with the whole link. */
  void hurt() {
    hurt = true;
  }

  boolean isHurt() {
    return hurt;
  }

  /** Carries no more content, and is closed once what it carries has arrived. */
  void drain() {
    draining = true;
  }

  boolean draining() {
    return draining;
  }

  /** Queues a small frame, unless this has ended; the owner wakes the writer. */
  synchronized boolean offer(Frame frame) {
    if (closed.get() || small.size() >= SMALL_FRAMES) {
      return false;
    }
    small.add(frame);
    return true;
  }

  synchronized Optional<Frame> pollSmall() {
    return Optional.ofNullable(small.poll());
  }

  synchronized boolean roomForContent() {
    return !draining && window.open(owner.line().leastNanos(), System.nanoTime());
  }

  /** How long a stretch ahead of its parcel may be here now. */
  synchronized int mostAhead() {
    return window.begins() ? LinkLimits.FIRST_AHEAD_BYTES : LinkLimits.AHEAD_BYTES;
  }

  synchronized boolean idle() {
    return flights.isEmpty() && small.isEmpty();
  }

  synchronized long flyingBytes() {
    return window.flyingBytes();
  }

  /** Whether something is owed to us: an ack or a pong. */
  synchronized boolean expecting() {
    return !flights.isEmpty() || pingsOut > 0;
  }

  /** How long something has been owed to us while nothing at all came. */
  synchronized long overdueNanos(long nowNanos) {
    if (!expecting()) {
      return 0;
    }
    long owed = flights.isEmpty() ? pingedAtNanos : flights.element().sentAtNanos();
    if (pingsOut > 0 && pingedAtNanos - owed < 0) {
      owed = pingedAtNanos;
    }
    return Math.min(nowNanos - owed, silentNanos(nowNanos));
  }

  /** How long nothing at all has come. */
  long silentNanos(long nowNanos) {
    return nowNanos - heardAtNanos;
  }

  /** How long nothing has been written. */
  long quietNanos(long nowNanos) {
    return nowNanos - spokeAtNanos;
  }

  long ageNanos(long nowNanos) {
    return nowNanos - openedAtNanos;
  }

  /** Queues a ping unless one is out. */
  synchronized boolean ping(long nowNanos) {
    if (pingsOut > 0) {
      return false;
    }
    pingsOut++;
    pingedAtNanos = nowNanos;
    return offer(new Frame(FrameType.PING, ByteBuffer.allocate(8).putLong(nowNanos).array()));
  }

  private void write() throws IOException, InterruptedException {
    OutputStream out = socket.output();
    while (true) {
      Optional<Outgoing> next = owner.next(this);
      if (next.isEmpty()) {
        return;
      }
      switch (next.get()) {
        case Outgoing.Small one -> write(out, one.frame().wire());
        case Outgoing.Cargo cargo -> write(out, cargo);
      }
    }
  }

  private void write(OutputStream out, Outgoing.Cargo cargo) throws IOException {
    Frame frame;
    try {
      frame = cargo.frame();
    } catch (IOException e) {
      owner.unreadable(cargo, e);
      return;
    }
    fly(cargo);
    write(out, frame.wire());
  }

  /** From here on a piece is either confirmed or among what the owner is told may be lost. */
  private void fly(Outgoing.Cargo cargo) throws IOException {
    Flight flight = new Flight(cargo, cargo.length(), System.nanoTime());
    synchronized (this) {
      if (!closed.get()) {
        sentPieces++;
        window.sent(flight.bytes());
        flights.add(flight);
        return;
      }
    }
    // Ended since it was chosen, and what flew has been told already.
    owner.unsent(flight);
    throw new EOFException("the connection has ended");
  }

  private void write(OutputStream out, byte[] wire) throws IOException {
    spokeAtNanos = System.nanoTime();
    owner.line().sent(wire.length);
    out.write(wire);
    out.flush();
  }

  private void read() throws IOException {
    DataInputStream in = socket.input();
    byte[] piece = new byte[LinkLimits.PIECE_BYTES];
    while (true) {
      int header = in.readInt();
      FrameType type = FrameType.of(header >>> 24);
      int length = header & 0xffffff;
      if (length > type.bound(owner.limits())) {
        throw new LinkFormatException("a frame longer than its bound");
      }
      if (type == FrameType.DATA) {
        readPiece(in, length, piece);
      } else {
        byte[] body = new byte[length];
        in.readFully(body);
        heard(length);
        handle(new Frame(type, body));
      }
    }
  }

  private void readPiece(DataInputStream in, int length, byte[] buffer) throws IOException {
    if (length < 8) {
      throw new LinkFormatException("a piece without its number");
    }
    int transfer = in.readInt();
    int piece = in.readInt();
    in.readFully(buffer, 0, length - 8);
    heard(length);
    owner.piece(this, transfer, piece, ByteBuffer.wrap(buffer, 0, length - 8));
    acknowledge();
  }

  private void acknowledge() {
    synchronized (this) {
      takenPieces++;
      Frame ack = new Frame(FrameType.ACK, new WireWriter().number(takenPieces).toByteArray());
      // An ack that still waits says less than this one.
      small.removeIf(waiting -> waiting.type() == FrameType.ACK);
      small.addFirst(ack);
    }
    owner.wake();
  }

  private void handle(Frame frame) throws IOException {
    switch (frame.type()) {
      case ACK -> confirmed(new WireReader(frame.body()).number());
      case PING -> {
        // Flooding us with pings fills this queue and ends the connection.
        if (!offer(new Frame(FrameType.PONG, frame.body()))) {
          throw new LinkFormatException("more questions than answers can be sent");
        }
        owner.wake();
      }
      case PONG -> ponged(new WireReader(frame.body()).u64());
      case AHEAD -> {
        owner.received(this, frame);
        acknowledge();
      }
      default -> owner.received(this, frame);
    }
  }

  private void confirmed(long pieces) throws LinkFormatException {
    List<Flight> arrived = new ArrayList<>();
    long now = System.nanoTime();
    long trip = 0;
    synchronized (this) {
      if (pieces > sentPieces) {
        throw new LinkFormatException("an ack for what was never sent");
      }
      while (confirmedPieces < pieces) {
        Flight flight = flights.remove();
        confirmedPieces++;
        trip = now - flight.sentAtNanos();
        window.acked(owner.ack(flight.bytes(), trip, now), now);
        arrived.add(flight);
      }
    }
    if (!arrived.isEmpty()) {
      owner.confirmed(arrived, trip);
    }
  }

  private void ponged(long sentAtNanos) {
    long trip;
    synchronized (this) {
      if (pingsOut == 0 || sentAtNanos != pingedAtNanos) {
        return;
      }
      pingsOut = 0;
      trip = System.nanoTime() - sentAtNanos;
    }
    owner.ponged(this, trip);
  }

  private void heard(int length) {
    heardAtNanos = System.nanoTime();
    owner.line().received(length + Frame.HEADER_BYTES, heardAtNanos);
  }

  private interface Work {
    void run() throws IOException, InterruptedException;
  }

  private void guarded(Work work) {
    try {
      work.run();
      close(new EOFException("this end closed the connection"));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      close(e);
    } catch (EOFException e) {
      close(new EOFException("the other end closed the connection"));
    } catch (IOException | RuntimeException e) {
      close(e);
    }
  }

  void close(Throwable why) {
    if (closed.compareAndSet(false, true)) {
      socket.close();
      List<Flight> unsure;
      synchronized (this) {
        unsure = List.copyOf(flights);
        flights.clear();
        small.clear();
      }
      owner.closed(this, unsure, why);
    }
  }

  @Override
  public void close() {
    close(new EOFException("this end closed the connection"));
  }
}
