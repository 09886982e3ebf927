package vn.lienvien.dicom.net;

import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import vn.lienvien.dicom.data.Attributes;
import vn.lienvien.dicom.data.Tag;

/** One study of made-up images, found, moved and got. */
final class FakeArchive implements QueryHandler, RetrieveHandler {
  final List<? extends OutgoingInstance> images;
  final Map<String, ApplicationEntity> destinations;

  FakeArchive(
      List<? extends OutgoingInstance> images, Map<String, ApplicationEntity> destinations) {
    this.images = images;
    this.destinations = destinations;
  }

  @Override
  public Status find(QueryRequest request, Matches matches) throws IOException {
    for (OutgoingInstance image : images) {
      if (request.cancellation().isCancelled()) {
        break;
      }
      matches.add(
          new Attributes()
              .set(Tag.QueryRetrieveLevel, "IMAGE")
              .set(Tag.StudyInstanceUID, MemoryInstance.STUDY)
              .set(Tag.SOPInstanceUID, image.sopInstanceUID()));
    }
    return Status.SUCCESS;
  }

  @Override
  public RetrieveDecision retrieve(RetrieveRequest request) {
    String wanted = request.identifier().string(Tag.StudyInstanceUID, "");
    return wanted.equals(MemoryInstance.STUDY)
        ? new RetrieveDecision.Send(images)
        : new RetrieveDecision.Refuse(Status.DATA_SET_DOES_NOT_MATCH_SOP_CLASS);
  }

  @Override
  public Optional<ApplicationEntity> moveDestination(String aeTitle) {
    return Optional.ofNullable(destinations.get(aeTitle));
  }
}
