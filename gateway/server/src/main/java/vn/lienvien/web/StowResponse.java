package vn.lienvien.web;

import java.util.ArrayList;
import java.util.List;
import vn.lienvien.dicom.data.Attributes;
import vn.lienvien.dicom.data.Tag;
import vn.lienvien.model.InstanceRecord;

/** What became of the instances of one STOW-RS request (PS3.18 10.5.3, I.2). */
final class StowResponse {
  /** (0008,1197) as PS3.18 table I.2-2 and PS3.4 B.2.3 number them. */
  static final int OUT_OF_RESOURCES = 0xA700;

  static final int DOES_NOT_MATCH = 0xA900;
  static final int CANNOT_UNDERSTAND = 0xC000;
  static final int DUPLICATE_INSTANCE = 0x0111;

  private final ResourceUri uris;
  private final List<Attributes> stored = new ArrayList<>();
  private final List<Attributes> failed = new ArrayList<>();
  private final List<Attributes> unnamed = new ArrayList<>();
  private String studyInstanceUID = "";
  private boolean oneStudy = true;
  private boolean outOfResources;

  StowResponse(ResourceUri uris) {
    this.uris = uris;
  }

  void stored(InstanceRecord instance) {
    oneStudy &= studyInstanceUID.isEmpty() || studyInstanceUID.equals(instance.studyInstanceUID());
    studyInstanceUID = instance.studyInstanceUID();
    stored.add(
        reference(instance.sopClassUID(), instance.sopInstanceUID())
            .set(Tag.RetrieveURL, uris.instance(instance)));
  }

  /** An instance whose UIDs are known; without them it is only counted. */
  void failed(String sopClassUID, String sopInstanceUID, int reason) {
    outOfResources |= reason == OUT_OF_RESOURCES;
    if (sopInstanceUID.isEmpty() || sopClassUID.isEmpty()) {
      unnamed.add(new Attributes().setIntegers(Tag.FailureReason, reason));
    } else {
      failed.add(reference(sopClassUID, sopInstanceUID).setIntegers(Tag.FailureReason, reason));
    }
  }

  /** Of what was stored last; empty when nothing was. */
  String studyInstanceUID() {
    return studyInstanceUID;
  }

  boolean isEmpty() {
    return stored.isEmpty() && failed.isEmpty() && unnamed.isEmpty();
  }

  /** All stored, some, none, or none because there is no room. */
  int status() {
    if (stored.isEmpty()) {
      return outOfResources ? 503 : 409;
    }
    return failed.isEmpty() && unnamed.isEmpty() ? 200 : 202;
  }

  Attributes dataset() {
    Attributes answer = new Attributes();
    if (!studyInstanceUID.isEmpty() && oneStudy) {
      answer.set(Tag.RetrieveURL, uris.study(studyInstanceUID));
    }
    put(answer, Tag.ReferencedSOPSequence, stored);
    put(answer, Tag.FailedSOPSequence, failed);
    put(answer, Tag.OtherFailuresSequence, unnamed);
    return answer;
  }

  private static void put(Attributes answer, int sequence, List<Attributes> items) {
    if (!items.isEmpty()) {
      answer.setItems(sequence, items.toArray(Attributes[]::new));
    }
  }

  private static Attributes reference(String sopClassUID, String sopInstanceUID) {
    return new Attributes()
        .set(Tag.ReferencedSOPClassUID, sopClassUID)
        .set(Tag.ReferencedSOPInstanceUID, sopInstanceUID);
  }
}
