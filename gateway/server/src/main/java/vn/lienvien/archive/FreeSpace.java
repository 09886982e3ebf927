package vn.lienvien.archive;

import java.io.IOException;
import java.nio.file.FileStore;
import java.nio.file.Files;
import java.nio.file.Path;
import vn.lienvien.model.StoreOutcome;

/** How much room the archive's disk has. */
@FunctionalInterface
public interface FreeSpace {
  long usableBytes() throws IOException;

  static FreeSpace of(Path directory) throws IOException {
    FileStore store = Files.getFileStore(directory);
    return store::getUsableSpace;
  }

  /** Whether a failure means that the disk is full: the JDK has no exception of its own for it. */
  static boolean isExhausted(IOException failure) {
    String message = String.valueOf(failure.getMessage());
    return message.contains("No space left on device") || message.contains("Disk quota exceeded");
  }

  /** A full disk is an outcome, every other failure goes on. */
  static StoreOutcome outcomeOf(IOException failure) throws IOException {
    if (isExhausted(failure)) {
      return new StoreOutcome.Refused(StoreOutcome.Refusal.OUT_OF_RESOURCES, "the disk is full");
    }
    throw failure;
  }
}
