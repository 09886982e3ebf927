package vn.lienvien.security;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigInteger;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.security.cert.X509Certificate;
import java.util.HashSet;
import java.util.Set;

/**
 * Certificates that are no longer believed: {@code identity/revoked.txt}, one serial number in
 * hexadecimal or one site id a line, {@code #} starts a comment. Read again whenever the file has
 * changed, so a revocation needs no restart. Thread-safe.
 */
public final class Revocations {
  private final Path file;
  private FileTime readAt = FileTime.fromMillis(-1);
  private Set<String> revoked = Set.of();

  /** The list of this identity directory; a missing file is an empty list. */
  public Revocations(Path identityDirectory) {
    this.file = identityDirectory.resolve("revoked.txt");
  }

  /** Whether this certificate, or its site as a whole, has been revoked. */
  public boolean contains(X509Certificate certificate, String siteId) {
    Set<String> now = current();
    return now.contains(siteId) || now.contains(hex(certificate.getSerialNumber()));
  }

  /** Adds a site id or a serial number in hexadecimal; open connections end within seconds. */
  public synchronized void add(String entry) throws IOException {
    String before = Files.exists(file) ? Files.readString(file) : "";
    String separator = before.isEmpty() || before.endsWith("\n") ? "" : "\n";
    PemFiles.write(file, before + separator + entry + "\n");
  }

  private synchronized Set<String> current() {
    try {
      FileTime changed = Files.getLastModifiedTime(file);
      if (!changed.equals(readAt)) {
        revoked = read();
        readAt = changed;
      }
    } catch (NoSuchFileException e) {
      revoked = Set.of();
    } catch (IOException e) {
      // An unreadable list must not open the door to those on it.
      throw new UncheckedIOException("cannot read " + file, e);
    }
    return revoked;
  }

  private Set<String> read() throws IOException {
    Set<String> entries = new HashSet<>();
    for (String line : Files.readAllLines(file)) {
      String entry = line.replaceFirst("#.*", "").strip();
      if (!entry.isEmpty()) {
        entries.add(
            entry.matches("(?i)0x[0-9a-f]+|[0-9a-f]{24,}")
                ? hex(new BigInteger(entry.replaceFirst("(?i)^0x", ""), 16))
                : entry);
      }
    }
    return entries;
  }

  private static String hex(BigInteger serial) {
    return "serial " + serial.toString(16);
  }
}
