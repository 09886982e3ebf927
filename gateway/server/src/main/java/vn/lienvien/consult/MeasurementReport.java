package vn.lienvien.consult;

import java.util.ArrayList;
import java.util.List;
import vn.lienvien.consult.Annotations.Kind;
import vn.lienvien.consult.Annotations.Mark;
import vn.lienvien.consult.ContentItem.Code;
import vn.lienvien.dicom.data.Attributes;
import vn.lienvien.dicom.data.Tag;
import vn.lienvien.dicom.data.UID;
import vn.lienvien.dicom.data.UIDs;
import vn.lienvien.model.CaseObject;
import vn.lienvien.model.InstanceRecord;

/** A reader's measurements as Comprehensive SR (PS3.3 A.35.3, PS3.16 TID 1500). Pure. */
final class MeasurementReport {
  static final Code TITLE = Code.dcm(126000, "Imaging Measurement Report");
  private static final Code REPORTED = Code.dcm(121058, "Procedure reported");
  private static final Code IMAGING = new Code("363679005", "SCT", "Imaging procedure");
  private static final Code LIBRARY = Code.dcm(111028, "Image Library");
  private static final Code LIBRARY_GROUP = Code.dcm(126200, "Image Library Group");
  private static final Code MEASUREMENTS = Code.dcm(126010, "Imaging Measurements");
  private static final Code GROUP = Code.dcm(125007, "Measurement Group");
  private static final Code TRACKING = Code.dcm(112039, "Tracking Identifier");
  private static final Code TRACKING_UID = Code.dcm(112040, "Tracking Unique Identifier");
  private static final Code COMMENT = Code.dcm(121106, "Comment");

  /** OHIF takes over what bears a name of Cornerstone's tools; to everybody else it is a text. */
  private static final String TRACKED_BY = "Cornerstone3DTools@^0.1.0:";

  private MeasurementReport() {}

  static Attributes of(
      DocumentSubject subject, List<Mark> marks, StructuredReport.Observer observer) {
    List<InstanceRecord> measured =
        marks.stream().map(mark -> subject.evidence(mark.sopInstanceUID())).distinct().toList();
    DocumentSubject about = new DocumentSubject(subject.consultation(), subject.image(), measured);
    List<Attributes> sections = new ArrayList<>();
    sections.add(ContentItem.code("HAS CONCEPT MOD", REPORTED, IMAGING));
    sections.add(library(measured));
    sections.add(
        ContentItem.container(
            MEASUREMENTS,
            marks.stream()
                .map(mark -> group(mark, subject.evidence(mark.sopInstanceUID())))
                .toList()));
    return StructuredReport.of(about, CaseObject.Kind.MEASUREMENTS, TITLE, observer, sections)
        .set(Tag.SOPClassUID, UID.ComprehensiveSRStorage)
        .set(Tag.SeriesDescription, "Số đo của bác sĩ đọc")
        .setItems(Tag.ContentTemplateSequence, ContentItem.template("1500"));
  }

  private static Attributes library(List<InstanceRecord> measured) {
    return ContentItem.container(
        LIBRARY,
        ContentItem.container(
            LIBRARY_GROUP,
            measured.stream()
                .map(instance -> MeasuredItem.image("CONTAINS", instance, 1))
                .toList()));
  }

  private static String toolOf(Kind kind) {
    return switch (kind) {
      case LENGTH -> "Length";
      case ANGLE -> "Angle";
      case COBB -> "CobbAngle";
      case BIDIRECTIONAL -> "Bidirectional";
      case ELLIPSE -> "EllipticalROI";
      case RECTANGLE -> "RectangleROI";
      case PROBE -> "Probe";
      case ARROW -> "ArrowAnnotate";
      case CARDIOTHORACIC -> "CardiothoracicRatio"; // of which Cornerstone has no tool
    };
  }

  /** One measurement (TID 1501): what it is called, its numbers, and where they were taken. */
  private static Attributes group(Mark mark, InstanceRecord instance) {
    Attributes image = MeasuredItem.image("SELECTED FROM", instance, mark.frameNumber());
    Attributes[] shapes = MeasuredItem.shapes(mark, image).toArray(Attributes[]::new);
    List<Attributes> content = new ArrayList<>();
    content.add(ContentItem.text("HAS OBS CONTEXT", TRACKING, TRACKED_BY + toolOf(mark.kind())));
    content.add(ContentItem.uid("HAS OBS CONTEXT", TRACKING_UID, UIDs.nameBased(mark.id())));
    mark.values().forEach(value -> content.add(MeasuredItem.number(value, shapes)));
    if (mark.values().isEmpty()) {
      String words = mark.label().isBlank() ? mark.kind().name() : mark.label();
      content.add(
          ContentItem.text("CONTAINS", COMMENT, words).setItems(Tag.ContentSequence, shapes));
    }
    return ContentItem.container(GROUP, content);
  }
}
