package vn.lienvien.archive;

import java.nio.file.Path;

/** The bytes of an instance's file that follow its entry in the intake journal. */
sealed interface JournalContent {
  /** They are to be copied from a file. */
  record InFile(Path file) implements JournalContent {}

  /** They are at hand, and not changed while the journal has them. */
  record InMemory(Slabs bytes) implements JournalContent {}
}
