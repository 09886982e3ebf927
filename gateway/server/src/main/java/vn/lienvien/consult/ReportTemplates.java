package vn.lienvien.consult;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;

/**
 * The texts that a result may begin from: {@code report-templates.json} of the data directory,
 * edited there or in the page; as shipped until then. Thread-safe.
 */
public final class ReportTemplates {
  private static final int MOST_BYTES = 1 << 20;
  private static final ObjectMapper JSON =
      JsonMapper.builder()
          .enable(SerializationFeature.INDENT_OUTPUT)
          .enable(DeserializationFeature.FAIL_ON_NULL_CREATOR_PROPERTIES)
          .enable(DeserializationFeature.FAIL_ON_MISSING_CREATOR_PROPERTIES)
          .build();

  private final Path file;

  public ReportTemplates(Path file) {
    this.file = file;
  }

  /**
   * A result to begin from.
   *
   * @param modalities and {@code bodyParts}: for which studies it is offered first; empty for all
   * @param bodyParts words that the procedure's name may hold, marks do not matter
   */
  public record Template(
      String id,
      String title,
      List<String> modalities,
      List<String> bodyParts,
      String description,
      String conclusion,
      String recommendation) {}

  /** A few words that a short key stands for. */
  public record Phrase(String key, String text) {}

  public record Catalogue(List<Template> templates, List<Phrase> phrases) {}

  /**
   * What is there.
   *
   * @param revision of the text as it was read: who changes it names what they changed
   */
  public record Shelf(String revision, Catalogue catalogue) {}

  /** What became of a change. */
  public sealed interface Outcome {
    record Kept(Shelf shelf) implements Outcome {}

    /** Somebody changed it since; what is there now. */
    record Changed(Shelf shelf) implements Outcome {}

    record Invalid(String reason) implements Outcome {}
  }

  public synchronized Shelf read() {
    byte[] bytes = bytes();
    try {
      return new Shelf(digest(bytes), JSON.readValue(bytes, Catalogue.class));
    } catch (IOException e) {
      throw new UncheckedIOException(
          file + " is not what the page writes: mend it, or take it away to have the shipped texts",
          e);
    }
  }

  public synchronized Outcome replace(String seenRevision, Catalogue catalogue) {
    Optional<String> fault = fault(catalogue);
    if (fault.isPresent()) {
      return new Outcome.Invalid(fault.get());
    }
    Shelf current = read();
    if (!current.revision().equals(seenRevision)) {
      return new Outcome.Changed(current);
    }
    try {
      byte[] bytes = JSON.writeValueAsBytes(catalogue);
      if (bytes.length > MOST_BYTES) {
        return new Outcome.Invalid("all texts together have at most 1 MiB");
      }
      write(bytes);
    } catch (IOException e) {
      throw new UncheckedIOException("cannot write " + file, e);
    }
    return new Outcome.Kept(read());
  }

  private static Optional<String> fault(Catalogue catalogue) {
    List<String> ids = catalogue.templates().stream().map(Template::id).toList();
    List<String> keys = catalogue.phrases().stream().map(Phrase::key).toList();
    if (ids.stream().distinct().count() != ids.size()) {
      return Optional.of("two templates have the same id");
    }
    if (keys.stream().distinct().count() != keys.size()) {
      return Optional.of("two phrases have the same key");
    }
    if (catalogue.templates().stream().anyMatch(t -> t.title().isBlank() || t.id().isBlank())) {
      return Optional.of("a template has a title");
    }
    return keys.stream().allMatch(key -> key.matches("[\\p{L}\\p{N}]{1,20}"))
        ? Optional.empty()
        : Optional.of("a phrase's key is 1 to 20 letters and digits");
  }

  private byte[] bytes() {
    try {
      if (Files.exists(file)) {
        return Files.readAllBytes(file);
      }
      try (InputStream shipped =
          ReportTemplates.class.getResourceAsStream("/report-templates.json")) {
        if (shipped == null) {
          throw new IOException("the shipped templates are missing");
        }
        return shipped.readAllBytes();
      }
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read " + file, e);
    }
  }

  private void write(byte[] bytes) throws IOException {
    Path part = file.resolveSibling(file.getFileName() + ".part");
    try (FileChannel channel =
        FileChannel.open(
            part,
            StandardOpenOption.CREATE,
            StandardOpenOption.TRUNCATE_EXISTING,
            StandardOpenOption.WRITE)) {
      channel.write(ByteBuffer.wrap(bytes));
      channel.force(true);
    }
    Files.move(part, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
  }

  private static String digest(byte[] bytes) {
    try {
      return HexFormat.of()
          .formatHex(MessageDigest.getInstance("SHA-256").digest(bytes))
          .substring(0, 16);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JDK has SHA-256", e);
    }
  }
}
