package vn.lienvien.dicom.net;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import vn.lienvien.dicom.data.Attributes;
import vn.lienvien.dicom.data.Tag;
import vn.lienvien.dicom.data.UID;

/** Storage commitment's action and event information as data sets (PS3.4 J.3.2, J.3.3). */
final class CommitmentCodec {
  static final ReferencedInstance WELL_KNOWN_INSTANCE =
      new ReferencedInstance(
          UID.StorageCommitmentPushModel, UID.StorageCommitmentPushModelInstance);
  static final int REQUEST_STORAGE_COMMITMENT = 1;
  static final int COMMITMENT_SUCCESSFUL = 1;
  static final int FAILURES_EXIST = 2;

  private static final int PROCESSING_FAILURE = 0x0110;

  private CommitmentCodec() {}

  static Attributes write(CommitmentRequest request) {
    return new Attributes()
        .set(Tag.TransactionUID, request.transactionUID())
        .setItems(Tag.ReferencedSOPSequence, items(request.instances()));
  }

  static CommitmentRequest readRequest(Attributes information) {
    return new CommitmentRequest(
        information.string(Tag.TransactionUID, ""),
        references(information.items(Tag.ReferencedSOPSequence)));
  }

  static Attributes write(CommitmentResult result) {
    Attributes information = new Attributes().set(Tag.TransactionUID, result.transactionUID());
    if (!result.committed().isEmpty()) {
      information.setItems(Tag.ReferencedSOPSequence, items(result.committed()));
    }
    if (!result.failed().isEmpty()) {
      Attributes[] failed =
          result.failed().stream()
              .map(each ->
                  item(each.instance()).setIntegers(Tag.FailureReason, each.failureReason()))
              .toArray(Attributes[]::new);
      information.setItems(Tag.FailedSOPSequence, failed);
    }
    return information;
  }

  static CommitmentResult readResult(Attributes information) {
    List<CommitmentResult.Failed> failed = new ArrayList<>();
    for (Attributes item : information.items(Tag.FailedSOPSequence)) {
      failed.add(
          new CommitmentResult.Failed(
              reference(item), item.integer(Tag.FailureReason, PROCESSING_FAILURE)));
    }
    return new CommitmentResult(
        information.string(Tag.TransactionUID, ""),
        references(information.items(Tag.ReferencedSOPSequence)),
        failed);
  }

  private static Attributes[] items(Collection<ReferencedInstance> instances) {
    return instances.stream().map(CommitmentCodec::item).toArray(Attributes[]::new);
  }

  private static Attributes item(ReferencedInstance instance) {
    return new Attributes()
        .set(Tag.ReferencedSOPClassUID, instance.sopClassUID())
        .set(Tag.ReferencedSOPInstanceUID, instance.sopInstanceUID());
  }

  private static List<ReferencedInstance> references(List<Attributes> items) {
    return items.stream().map(CommitmentCodec::reference).toList();
  }

  private static ReferencedInstance reference(Attributes item) {
    return new ReferencedInstance(
        item.string(Tag.ReferencedSOPClassUID, ""), item.string(Tag.ReferencedSOPInstanceUID, ""));
  }
}
