package vn.lienvien.consult;

import vn.lienvien.model.CaseNote;
import vn.lienvien.model.ParcelManifest;

/** What a NOTE parcel says: one note, as its site keeps it. */
record NoteEnvelope(int version, CaseNote note) {
  static final int VERSION = 1;
  static final int MAXIMUM_TEXT = 100_000;

  static NoteEnvelope of(CaseNote note) {
    return new NoteEnvelope(VERSION, note);
  }

  /** The note, which is its parcel's: of that case, written at the site that sent it. */
  static CaseNote read(ParcelManifest manifest) {
    NoteEnvelope envelope = Json.read(manifest.envelope(), NoteEnvelope.class);
    CaseNote note = envelope.note;
    if (envelope.version != VERSION) {
      throw new EnvelopeException("note envelope of version " + envelope.version);
    }
    if (!note.caseId().equals(manifest.caseId()) || !note.siteId().equals(manifest.fromSiteId())) {
      throw new EnvelopeException("the note is of another case or site than its parcel");
    }
    if (!manifest.objects().isEmpty()
        || !manifest
            .parcelId()
            .equals(CaseFacts.parcelId(note.caseId(), manifest.kind(), note.noteId()))) {
      throw new EnvelopeException("the note's parcel is not one of a note");
    }
    if (note.text().length() > MAXIMUM_TEXT
        || note.author().length() > 200
        || note.authorName().length() > 400
        || note.about().length() > 200) {
      throw new EnvelopeException("a text of the note is too long");
    }
    return note;
  }
}
