package vn.lienvien.archive;

import java.nio.ByteBuffer;
import java.nio.file.Path;

/** The bytes of an instance's file that follow its entry in the intake journal. */
sealed interface JournalContent {
  /** They are to be copied from a file. */
  record InFile(Path file) implements JournalContent {}

  /** They are at hand: from 0 to the limit, and not changed while the journal has them. */
  record InMemory(ByteBuffer bytes) implements JournalContent {}
}
