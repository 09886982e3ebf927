package vn.lienvien.web;

import java.io.IOException;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import vn.lienvien.audit.AuditEvent.Action;
import vn.lienvien.dicom.io.BulkDataUri;
import vn.lienvien.dicom.io.DicomJson;
import vn.lienvien.model.StoreOutcome;

/** Store transaction of the Studies service (PS3.18 10.5): each part goes straight to the disk. */
final class StowRs {
  private static final Logger LOG = LoggerFactory.getLogger(StowRs.class);

  private final ArchiveIntake intake;
  private final long mostBytes;
  private final ViewAudit audit;

  /**
   * @param mostBytes how long one request's body may be
   */
  StowRs(ArchiveIntake intake, long mostBytes, ViewAudit audit) {
    this.intake = intake;
    this.mostBytes = mostBytes;
    this.audit = audit;
  }

  List<Route> routes() {
    return List.of(
        Route.post("/dicom-web/studies", Access.LOGGED_IN, this::store),
        Route.post("/dicom-web/studies/{study}", Access.LOGGED_IN, this::store));
  }

  private void store(Exchange exchange) throws IOException {
    String study = exchange.path("study").isEmpty() ? "" : InstancePath.uid(exchange, "study");
    MultipartReader parts =
        new MultipartReader(exchange.body().limitedTo(mostBytes), boundary(exchange));
    String type = Accepted.oneOf(exchange, "application/dicom+json", "application/json");
    StowResponse response = new StowResponse(new ResourceUri(exchange.request()));
    try {
      Optional<MultipartReader.Part> part = parts.next();
      while (part.isPresent()) {
        store(part.get(), study, exchange, response);
        part = parts.next();
      }
    } catch (HttpFault broken) {
      if (response.isEmpty()) {
        throw broken;
      }
      LOG.info("a STOW-RS body broke off after parts that are stored: {}", broken.reason());
      response.failed("", "", StowResponse.CANNOT_UNDERSTAND);
    }
    if (response.isEmpty()) {
      throw HttpFault.badRequest("the body has no part");
    }
    audit.did(exchange, Action.STORE_OBJECTS, response.studyInstanceUID());
    byte[] answer =
        DicomJson.write(response.dataset(), BulkDataUri.NONE)
            .getBytes(java.nio.charset.StandardCharsets.UTF_8);
    exchange.bytes(response.status(), type, answer);
  }

  private static String boundary(Exchange exchange) {
    MediaType type = MediaType.parse(exchange.header("Content-Type").orElse(""));
    boolean dicom =
        type.name().equals(FrameMedia.MULTIPART)
            && type.parameter("type").orElse(InstanceMedia.DICOM).equals(InstanceMedia.DICOM);
    if (!dicom) {
      throw new HttpFault(
          ErrorCode.UNSUPPORTED_MEDIA_TYPE, "send multipart/related; type=\"application/dicom\"");
    }
    return type.parameter("boundary")
        .orElseThrow(() -> HttpFault.badRequest("the multipart type names no boundary"));
  }

  private void store(
      MultipartReader.Part part, String study, Exchange exchange, StowResponse response)
      throws IOException {
    boolean dicom =
        part.header("Content-Type")
            .map(MediaType::parse)
            .map(type -> type.name().equals(InstanceMedia.DICOM))
            .orElse(true);
    if (!dicom) {
      response.failed("", "", StowResponse.CANNOT_UNDERSTAND);
      return;
    }
    ArchiveIntake.Offered offered =
        intake.store(part, study, "STOW-RS " + exchange.account().username());
    switch (offered.outcome()) {
      case StoreOutcome.Stored stored -> response.stored(stored.instance());
      case StoreOutcome.AlreadyStored there -> response.stored(there.instance());
      case StoreOutcome.Conflicting other ->
          response.failed(
              offered.sopClassUID(), other.sopInstanceUID(), StowResponse.DUPLICATE_INSTANCE);
      case StoreOutcome.Refused refused ->
          response.failed(
              offered.sopClassUID(), offered.sopInstanceUID(), reason(refused.refusal()));
    }
  }

  private static int reason(StoreOutcome.Refusal refusal) {
    return switch (refusal) {
      case OUT_OF_RESOURCES -> StowResponse.OUT_OF_RESOURCES;
      case DOES_NOT_MATCH_SOP_CLASS -> StowResponse.DOES_NOT_MATCH;
      case CANNOT_UNDERSTAND -> StowResponse.CANNOT_UNDERSTAND;
    };
  }
}
