package vn.lienvien.audit;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Clock;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;

/**
 * The append-only log of who saw and did what: JSON lines, each with the SHA-256 of the line before
 * it, each on the disk before {@link #record} returns. A line cut short by a dying process is taken
 * off when the log is opened again. Thread-safe.
 */
public final class AuditLog implements AutoCloseable {
  private static final String BEFORE_THE_FIRST = "0".repeat(64);
  private static final ObjectMapper JSON = new ObjectMapper();

  /** A line has some hundred bytes: two whole ones are always within this. */
  private static final int LONGEST_TAIL = 1 << 16;

  private final FileChannel channel;
  private final Clock clock;
  private String lastDigest;

  private AuditLog(FileChannel channel, Clock clock, String lastDigest) {
    this.channel = channel;
    this.clock = clock;
    this.lastDigest = lastDigest;
  }

  /** Opens the log, made when missing. */
  public static AuditLog open(Path file, Clock clock) throws IOException {
    Files.createDirectories(file.toAbsolutePath().getParent());
    FileChannel channel =
        FileChannel.open(
            file, StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE);
    String last = lastLine(channel).map(AuditLog::digest).orElse(BEFORE_THE_FIRST);
    return new AuditLog(channel, clock, last);
  }

  /** The last whole line; leaves the channel cut and positioned behind it. */
  private static Optional<String> lastLine(FileChannel channel) throws IOException {
    long from = Math.max(0, channel.size() - LONGEST_TAIL);
    ByteBuffer tail = ByteBuffer.allocate(Math.toIntExact(channel.size() - from));
    while (tail.hasRemaining() && channel.read(tail, from + tail.position()) >= 0) {
      continue;
    }
    String text = new String(tail.array(), StandardCharsets.ISO_8859_1);
    int end = text.lastIndexOf('\n');
    channel.truncate(from + end + 1).position(from + end + 1);
    if (end < 0) {
      return Optional.empty();
    }
    byte[] line = Arrays.copyOfRange(tail.array(), text.lastIndexOf('\n', end - 1) + 1, end);
    return Optional.of(new String(line, StandardCharsets.UTF_8));
  }

  /** Appends; durable when this returns. */
  public synchronized void record(AuditEvent event) {
    ObjectNode line = JSON.createObjectNode();
    line.put("at", clock.instant().toString());
    line.put("actor", event.actor());
    line.put("action", event.action().name());
    line.put("subject", event.subject());
    line.put("outcome", event.outcome().name());
    line.put("remote", event.remote());
    line.put("previous", lastDigest);
    String text = line.toString();
    ByteBuffer bytes = ByteBuffer.wrap((text + "\n").getBytes(StandardCharsets.UTF_8));
    try {
      while (bytes.hasRemaining()) {
        channel.write(bytes);
      }
      channel.force(false);
    } catch (IOException e) {
      throw new UncheckedIOException("the audit log cannot be written: is the disk full?", e);
    }
    lastDigest = digest(text);
  }

  /**
   * The number (1-based) of the first line that does not fit the one before it; empty if all do.
   */
  public static Optional<Integer> firstFault(Path file) throws IOException {
    List<String> lines = Files.readAllLines(file, StandardCharsets.UTF_8);
    String expected = BEFORE_THE_FIRST;
    for (int i = 0; i < lines.size(); i++) {
      JsonNode line = JSON.readTree(lines.get(i));
      if (!line.path("previous").asText().equals(expected)) {
        return Optional.of(i + 1);
      }
      expected = digest(lines.get(i));
    }
    return Optional.empty();
  }

  @Override
  public synchronized void close() throws IOException {
    channel.close();
  }

  private static String digest(String line) {
    try {
      byte[] bytes = line.getBytes(StandardCharsets.UTF_8);
      return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("this Java has no SHA-256", e);
    }
  }
}
