package vn.lienvien.consult;

import java.util.List;
import java.util.Optional;
import vn.lienvien.dicom.data.Attributes;
import vn.lienvien.model.InstanceRecord;
import vn.lienvien.model.StoreOutcome;

/** The archive as the case process uses it. */
public interface CaseArchive {
  Optional<InstanceRecord> instance(String sopInstanceUID);

  /** Every instance of a study, by SOP Instance UID. */
  List<InstanceRecord> ofStudy(String studyInstanceUID);

  /** Data set of an instance, without its pixels. */
  Attributes dataset(InstanceRecord instance);

  /** SHA-256, hex, of the data set of an instance as it first arrived. */
  String receivedDigest(InstanceRecord instance);

  /** File meta information of an instance. */
  Attributes fileMeta(InstanceRecord instance);

  /** Stores an object that this gateway made; durable when this returns. */
  StoreOutcome keep(Attributes dataset);
}
