package vn.lienvien.consult;

import vn.lienvien.database.Transaction;
import vn.lienvien.model.Assignment;
import vn.lienvien.model.CaseNote;

/** What a note changes beside itself, alike at the site that wrote it and at the one it reaches. */
final class NoteEffects {
  private NoteEffects() {}

  static void apply(CaseRooms rooms, Transaction transaction, CaseNote note) {
    switch (note.kind()) {
      case ACCEPTED ->
          rooms
              .notes()
              .assign(
                  transaction,
                  note.caseId(),
                  new Assignment(note.author(), note.authorName(), note.at()));
      // A note that hands over names the account in "about" and the person in its text.
      case HANDED_OVER ->
          rooms
              .notes()
              .assign(
                  transaction, note.caseId(), new Assignment(note.about(), note.text(), note.at()));
      case RELEASED, DECLINED -> rooms.notes().release(transaction, note.caseId());
      case CRITICAL_FINDING, CRITICAL_ACKNOWLEDGED, ADDENDUM, OUTCOME -> {
        // Nothing but the note itself.
      }
    }
  }
}
