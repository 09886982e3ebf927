package vn.lienvien.link;

import java.util.BitSet;
import vn.lienvien.model.Receipt;

/** What became of a wish to commit a parcel. */
sealed interface CommitOutcome {
  /** Everything is verified, archived and committed, now or earlier. */
  record Committed(Receipt receipt) implements CommitOutcome {}

  /** Nothing of it is known here; it must be offered (again). */
  record Unknown() implements CommitOutcome {}

  /** These pieces are missing still. */
  record Incomplete(BitSet lacking) implements CommitOutcome {}

  /** It is not what its manifest says, or contradicts what is here; nothing of it was kept. */
  record Refused(String reason) implements CommitOutcome {}

  /** Not possible now, for a reason on this side; what has arrived is kept. */
  record Postponed(String reason) implements CommitOutcome {}
}
