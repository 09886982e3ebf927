package vn.lienvien.consult;

import vn.lienvien.model.ReadingResult;

/** What a RESULT parcel says beside its objects: the signed text, for the HIS and the page. */
record ResultEnvelope(int version, ReadingResult result) {
  static final int VERSION = 1;
  private static final int MAXIMUM_TEXT = 1 << 20;

  static ResultEnvelope of(ReadingResult result) {
    return new ResultEnvelope(VERSION, result);
  }

  static ResultEnvelope read(String text, String caseId) {
    ResultEnvelope envelope = Json.read(text, ResultEnvelope.class);
    ReadingResult result = envelope.result;
    if (envelope.version != VERSION) {
      throw new EnvelopeException("result envelope of version " + envelope.version);
    }
    if (!result.caseId().equals(caseId)) {
      throw new EnvelopeException("the result is of another case");
    }
    if (result.signedAt().isEmpty() || result.conclusion().isBlank()) {
      throw new EnvelopeException("the result is not signed or concludes nothing");
    }
    if (result.description().length() > MAXIMUM_TEXT
        || result.conclusion().length() > MAXIMUM_TEXT
        || result.recommendation().length() > MAXIMUM_TEXT
        || result.author().length() > 200
        || result.authorName().length() > 400) {
      throw new EnvelopeException("a text of the result is too long");
    }
    return envelope;
  }
}
