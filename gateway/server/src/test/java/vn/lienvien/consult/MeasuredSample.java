package vn.lienvien.consult;

import java.util.List;
import vn.lienvien.consult.Annotations.Kind;
import vn.lienvien.consult.Annotations.Mark;
import vn.lienvien.consult.Annotations.Place;
import vn.lienvien.consult.Annotations.Value;
import vn.lienvien.dicom.data.Attributes;
import vn.lienvien.dicom.data.Tag;
import vn.lienvien.model.InstanceRecord;

/** A reader's measurements on an image of an archive, for the tests of other rooms. */
public final class MeasuredSample {
  private MeasuredSample() {}

  /** The report of one length, drawn between two places of the image. */
  public static Attributes lengthOn(Attributes image, InstanceRecord instance) {
    Mark length =
        new Mark(
            "0d6f5a52-1111-4222-8333-444455556660",
            Kind.LENGTH,
            instance.sopInstanceUID(),
            1,
            List.of(new Place(20, 20), new Place(60, 20)),
            "",
            List.of(new Value(MeasuredConcept.LENGTH, 40, "mm")));
    String study = image.string(Tag.StudyInstanceUID, "");
    DocumentSubject subject =
        new DocumentSubject(Samples.consultation().withStudy(study), image, List.of(instance));
    return MeasurementReport.of(
        subject,
        List.of(length),
        new StructuredReport.Observer("BS. Ngọc Ánh", "Bệnh viện Bạch Mai", Samples.SIGNED));
  }
}
