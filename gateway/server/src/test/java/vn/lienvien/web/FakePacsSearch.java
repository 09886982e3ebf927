package vn.lienvien.web;

import java.io.IOException;
import java.util.List;
import vn.lienvien.dicom.data.Attributes;
import vn.lienvien.dicom.data.Tag;

/** A PACS with one study, or none that answers. */
final class FakePacsSearch implements PacsSearch {
  boolean reachable = true;
  Attributes asked = new Attributes();

  @Override
  public List<Attributes> studies(Attributes keys) throws IOException {
    asked = keys;
    if (!reachable) {
      throw new IOException("connection refused");
    }
    return List.of(
        new Attributes()
            .useUnicode()
            .set(Tag.StudyInstanceUID, "1.2.3")
            .set(Tag.PatientName, "Nguyễn^Văn^An")
            .set(Tag.PatientBirthDate, "19500203")
            .set(Tag.StudyDate, "not a date")
            .set(Tag.ModalitiesInStudy, "CT", "SR"));
  }
}
