package vn.lienvien.archive;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;

/**
 * Where the intake journal is and how large it may become.
 *
 * @param opening opens a segment's file; tests have disks that fail
 * @param mostSegments how many are full and not yet emptied before intake waits
 * @param longestWait for one of them to be emptied
 */
record JournalDisk(
    Path directory, Opening opening, long segmentBytes, int mostSegments, Duration longestWait) {

  /** Opens a file to read and write, new where there is none. */
  @FunctionalInterface
  interface Opening {
    FileChannel open(Path file) throws IOException;
  }

  static JournalDisk at(Path directory) {
    return new JournalDisk(directory, JournalDisk::open, 64L << 20, 8, Duration.ofMinutes(1));
  }

  static FileChannel open(Path file) throws IOException {
    return FileChannel.open(
        file, StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE);
  }
}
