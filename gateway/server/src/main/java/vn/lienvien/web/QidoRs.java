package vn.lienvien.web;

import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import vn.lienvien.archive.Index;
import vn.lienvien.archive.QueryLevel;
import vn.lienvien.audit.AuditEvent.Action;
import vn.lienvien.dicom.data.Attributes;
import vn.lienvien.dicom.data.Tag;
import vn.lienvien.dicom.io.BulkDataUri;
import vn.lienvien.dicom.io.DicomJson;
import vn.lienvien.dicom.io.DicomXml;

/** Search transaction of the Studies service (PS3.18 10.6). */
final class QidoRs {
  private static final String ROOT = "/dicom-web";

  private final Index index;
  private final ViewAudit audit;

  QidoRs(Index index, ViewAudit audit) {
    this.index = index;
    this.audit = audit;
  }

  List<Route> routes() {
    String study = ROOT + "/studies/{study}";
    return List.of(
        search(ROOT + "/studies", QueryLevel.STUDY),
        search(ROOT + "/series", QueryLevel.SERIES),
        search(ROOT + "/instances", QueryLevel.IMAGE),
        search(study + "/series", QueryLevel.SERIES),
        search(study + "/instances", QueryLevel.IMAGE),
        search(study + "/series/{series}/instances", QueryLevel.IMAGE));
  }

  private Route search(String path, QueryLevel level) {
    return Route.get(path, Access.LOGGED_IN, exchange -> search(exchange, level));
  }

  private void search(Exchange exchange, QueryLevel level) throws IOException {
    QidoQuery query = QidoQuery.of(exchange.queries());
    Attributes keys = query.keys();
    boolean inStudy = narrow(exchange, keys, "study", Tag.StudyInstanceUID);
    boolean inSeries = narrow(exchange, keys, "series", Tag.SeriesInstanceUID);
    ModelMedia media = ModelMedia.of(exchange);
    askFor(keys, level, inStudy, inSeries);
    query.fields().forEach(tag -> returned(keys, tag));
    List<Attributes> found =
        query.limit() == 0
            ? List.of()
            : index.query(level, keys, query.names(), query.offset(), query.limit());
    audit.saw(exchange, Action.SEARCH_STUDIES, exchange.path("study"));
    if (found.isEmpty()) {
      exchange.empty(204);
      return;
    }
    ResourceUri uris = new ResourceUri(exchange.request());
    for (Attributes match : found) {
      match.set(Tag.InstanceAvailability, "ONLINE");
      match.set(Tag.RetrieveURL, retrieveUrl(match, level, uris));
    }
    if (media == ModelMedia.DICOM_XML) {
      sendXml(exchange, found);
    } else {
      exchange.text(200, media.type(), out -> writeJson(out, found));
    }
  }

  /** What the path says holds, whatever the query says of the same attribute. */
  private static boolean narrow(Exchange exchange, Attributes keys, String name, int tag) {
    if (exchange.path(name).isEmpty()) {
      return false;
    }
    keys.set(tag, InstancePath.uid(exchange, name));
    return true;
  }

  /** Attributes of a level that the path has not fixed are returned too (tables 10.6.1-3 ff.). */
  private static void askFor(Attributes keys, QueryLevel level, boolean inStudy, boolean inSeries) {
    returned(keys, Tag.StudyInstanceUID);
    if (level == QueryLevel.STUDY || !inStudy) {
      askFor(keys, QidoFields.STUDY);
    }
    if (level == QueryLevel.SERIES || (level == QueryLevel.IMAGE && !inSeries)) {
      askFor(keys, QidoFields.SERIES);
    }
    if (level == QueryLevel.IMAGE) {
      returned(keys, Tag.SeriesInstanceUID);
      askFor(keys, QidoFields.INSTANCE);
    }
  }

  private static void askFor(Attributes keys, int[] tags) {
    for (int tag : tags) {
      returned(keys, tag);
    }
  }

  private static void returned(Attributes keys, int tag) {
    if (!keys.contains(tag)) {
      keys.setEmpty(tag);
    }
  }

  private static void writeJson(OutputStream out, List<Attributes> found) throws IOException {
    try (JsonGenerator json = MetadataRetrieval.JSON.createGenerator(out)) {
      json.writeStartArray();
      for (Attributes match : found) {
        DicomJson.write(json, match, BulkDataUri.NONE);
      }
      json.writeEndArray();
    }
  }

  private static void sendXml(Exchange exchange, List<Attributes> found) throws IOException {
    String type = ModelMedia.DICOM_XML.type();
    MultipartWriter parts = new MultipartWriter(type);
    exchange.stream(
        200,
        parts.contentType(),
        out -> {
          for (Attributes match : found) {
            byte[] xml = DicomXml.write(match, BulkDataUri.NONE).getBytes(StandardCharsets.UTF_8);
            parts.part(out, type, to -> to.write(xml));
          }
          parts.end(out);
        });
  }

  private static String retrieveUrl(Attributes match, QueryLevel level, ResourceUri uris) {
    String study = match.string(Tag.StudyInstanceUID, "");
    String series = match.string(Tag.SeriesInstanceUID, "");
    return switch (level) {
      case PATIENT, STUDY -> uris.study(study);
      case SERIES -> uris.series(study, series);
      case IMAGE ->
          uris.series(study, series) + "/instances/" + match.string(Tag.SOPInstanceUID, "");
    };
  }
}
