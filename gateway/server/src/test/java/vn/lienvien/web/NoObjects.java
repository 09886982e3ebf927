package vn.lienvien.web;

import java.util.List;
import java.util.Optional;
import vn.lienvien.consult.CaseArchive;
import vn.lienvien.dicom.data.Attributes;
import vn.lienvien.model.InstanceRecord;
import vn.lienvien.model.StoreOutcome;

/** The case process has nothing to make in these tests. */
final class NoObjects implements CaseArchive {
  @Override
  public Optional<InstanceRecord> instance(String sopInstanceUID) {
    return Optional.empty();
  }

  @Override
  public List<InstanceRecord> ofStudy(String studyInstanceUID) {
    return List.of();
  }

  @Override
  public Attributes dataset(InstanceRecord instance) {
    return new Attributes();
  }

  @Override
  public String receivedDigest(InstanceRecord instance) {
    return "";
  }

  @Override
  public Attributes fileMeta(InstanceRecord instance) {
    return new Attributes();
  }

  @Override
  public StoreOutcome keep(Attributes dataset) {
    return new StoreOutcome.Refused(StoreOutcome.Refusal.CANNOT_UNDERSTAND, "none here");
  }
}
