package vn.lienvien.web;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import vn.lienvien.dicom.data.Tag;
import vn.lienvien.dicom.io.BulkDataUri;
import vn.lienvien.dicom.io.DicomFile;
import vn.lienvien.dicom.io.DicomJson;
import vn.lienvien.model.InstanceRecord;

/** Retrieves data sets without their bulk data (PS3.18 10.4.1.1.2, F); one is in memory at once. */
final class MetadataRetrieval {
  private static final long MOST_INLINE_BYTES = 1024;
  static final JsonFactory JSON =
      JsonFactory.builder()
          .disable(com.fasterxml.jackson.core.StreamWriteFeature.AUTO_CLOSE_TARGET)
          .build();

  private final InstancePath path;
  private final ViewAudit audit;

  MetadataRetrieval(InstancePath path, ViewAudit audit) {
    this.path = path;
    this.audit = audit;
  }

  void metadata(Exchange exchange) throws IOException {
    List<InstanceRecord> instances = path.instances(exchange);
    audit.sawStudy(exchange, instances.getFirst().studyInstanceUID());
    String type = Accepted.oneOf(exchange, "application/dicom+json", "application/json");
    ResourceUri uris = new ResourceUri(exchange.request());
    exchange.text(
        200,
        type,
        out -> {
          try (JsonGenerator json = JSON.createGenerator(out)) {
            json.writeStartArray();
            for (InstanceRecord instance : instances) {
              write(json, instance, uris.instance(instance));
            }
            json.writeEndArray();
          }
        });
  }

  private static void write(JsonGenerator json, InstanceRecord instance, String uri)
      throws IOException {
    DicomFile file = DicomFile.read(instance.file());
    file.dataset().set(Tag.AvailableTransferSyntaxUID, instance.transferSyntaxUID());
    BulkDataUri byReference =
        (path, vr, length) ->
            length >= 0 && length <= MOST_INLINE_BYTES && !path.startsWith("7FE0")
                ? Optional.empty()
                : Optional.of(uri + "/bulkdata/" + path.replace('/', '.'));
    DicomJson.write(json, file, byReference);
  }
}
