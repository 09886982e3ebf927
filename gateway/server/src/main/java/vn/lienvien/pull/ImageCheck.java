package vn.lienvien.pull;

import java.io.IOException;
import java.util.Collection;
import java.util.Optional;
import vn.lienvien.archive.Archive;
import vn.lienvien.dicom.io.DicomFile;
import vn.lienvien.model.InstanceRecord;
import vn.lienvien.model.Order;

/**
 * Looks into the images that are here before they become a consultation: C-FIND says what the PACS
 * believes, but a copy that came before a correction there still carries what was corrected.
 */
record ImageCheck(Archive archive) {

  /** What is wrong, without patient data; empty when every image is the order's patient's. */
  Optional<String> fault(Collection<String> uids, String studyInstanceUID, Order order)
      throws IOException {
    int others = 0;
    for (String uid : uids) {
      InstanceRecord instance = archive.instance(uid).orElseThrow();
      boolean fits =
          instance.studyInstanceUID().equals(studyInstanceUID)
              && SamePatient.isPlausible(DicomFile.read(instance.file()).dataset(), order);
      others += fits ? 0 : 1;
    }
    return others == 0
        ? Optional.empty()
        : Optional.of(
            "%d of %d images that are here carry another patient or study than the order: the PACS"
                    .formatted(others, uids.size())
                + " may have corrected them since they came; nothing was sent");
  }
}
