package vn.lienvien.hl7;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.time.Clock;

/**
 * The receiving half of a stand-in HIS: keeps each message as {@code <MSH-10>.hl7} and acknowledges
 * it once it is on disk; a repeated message replaces itself. Thread-safe.
 */
public final class HisReceiver implements MllpConversation {
  private final Path directory;
  private final Acknowledgement acknowledgement;

  public HisReceiver(Path directory, Clock clock) throws IOException {
    this.directory = Files.createDirectories(directory);
    this.acknowledgement = new Acknowledgement(clock);
  }

  @Override
  public byte[] answer(byte[] message) {
    MessageHeader header = MessageHeader.of(new String(message, StandardCharsets.UTF_8));
    String controlID = header.messageControlID();
    // The name comes from the wire: nothing in it may lead out of the directory.
    if (!controlID.matches("[A-Za-z0-9][A-Za-z0-9._-]{0,63}")) {
      return acknowledgement.refuse(
          header,
          Hl7Fault.error(
              "MSH^1^10", Hl7Fault.Code.REQUIRED_FIELD_MISSING, "MSH-10 is missing or unusable"));
    }
    try {
      store(controlID, message);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return acknowledgement.accept(header);
  }

  private void store(String controlID, byte[] message) throws IOException {
    Path temporary = Files.createTempFile(directory, ".incoming", ".tmp");
    Files.write(temporary, message);
    try (FileChannel channel = FileChannel.open(temporary, StandardOpenOption.WRITE)) {
      channel.force(true);
    }
    Files.move(
        temporary,
        directory.resolve(controlID + ".hl7"),
        StandardCopyOption.ATOMIC_MOVE,
        StandardCopyOption.REPLACE_EXISTING);
  }
}
