package vn.lienvien.consult;

import vn.lienvien.model.SignedDocument;

/** What a STATEMENT, LEDGER or COUNTERSIGNATURE parcel says: one signed document. */
record DocumentEnvelope(int version, SignedDocument document) {
  static final int VERSION = 1;

  static DocumentEnvelope of(SignedDocument document) {
    return new DocumentEnvelope(VERSION, document);
  }

  /** The document, which is of the case and kind expected; its signature is not looked at. */
  static SignedDocument read(String text, String caseId, SignedDocument.Kind kind) {
    DocumentEnvelope envelope = Json.read(text, DocumentEnvelope.class);
    if (envelope.version != VERSION) {
      throw new EnvelopeException("document envelope of version " + envelope.version);
    }
    SignedDocument document = envelope.document;
    if (!document.caseId().equals(caseId) || document.kind() != kind) {
      throw new EnvelopeException("the signed document is of another case or kind");
    }
    return document;
  }
}
