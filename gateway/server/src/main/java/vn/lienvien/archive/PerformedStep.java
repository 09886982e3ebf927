package vn.lienvien.archive;

import java.util.List;
import vn.lienvien.dicom.data.Attributes;
import vn.lienvien.dicom.data.Tag;

/** What a modality says it is doing, or has done (PS3.3 B.17). */
public record PerformedStep(String sopInstanceUID, Attributes dataset) {
  public static final String IN_PROGRESS = "IN PROGRESS";
  public static final String COMPLETED = "COMPLETED";
  public static final String DISCONTINUED = "DISCONTINUED";

  public String status() {
    return dataset.string(Tag.PerformedProcedureStepStatus, "");
  }

  /** Final steps cannot be changed any more (PS3.4 F.7.2.2). */
  public boolean isFinal() {
    return status().equals(COMPLETED) || status().equals(DISCONTINUED);
  }

  public String studyInstanceUID() {
    return scheduled(Tag.StudyInstanceUID);
  }

  public String accessionNumber() {
    return scheduled(Tag.AccessionNumber);
  }

  /** Of the first scheduled step it was for: one for which nothing was scheduled has none. */
  private String scheduled(int tag) {
    List<Attributes> items = dataset.items(Tag.ScheduledStepAttributesSequence);
    return items.isEmpty() ? "" : items.getFirst().string(tag, "");
  }
}
