package vn.lienvien.archive;

import vn.lienvien.model.ReadingResult;

/** What became of a save or a signature; HTTP answers 200, 409, 409. */
public sealed interface ResultOutcome {
  /** Saved, or signed when {@code result.signedAt()} is there. */
  record Saved(ReadingResult result) implements ResultOutcome {}

  /** Someone saved since; {@code current} is what is there. */
  record DraftChanged(ReadingResult current) implements ResultOutcome {}

  /** The result is signed and does not change any more. */
  record AlreadySigned(ReadingResult current) implements ResultOutcome {}
}
