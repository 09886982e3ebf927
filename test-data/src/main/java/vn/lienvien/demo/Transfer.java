package vn.lienvien.demo;

import com.fasterxml.jackson.databind.JsonNode;

/**
 * One study that crossed the line.
 *
 * @param seconds from the study complete at A to its receipt at A
 * @param sending of these, after its last frame was compressed and proved
 * @param crossed TCP payload meanwhile, everything included
 */
record Transfer(String studyInstanceUID, double seconds, double sending, Line.Crossed crossed) {
  static Transfer of(String studyInstanceUID, JsonNode caseAtA, Line.Crossed crossed) {
    return new Transfer(
        studyInstanceUID,
        Summary.between(caseAtA, "PREPARING", "AWAITING_RESULT"),
        Summary.between(caseAtA, "SENDING", "AWAITING_RESULT"),
        crossed);
  }
}
