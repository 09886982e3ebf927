package vn.lienvien.web;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import vn.lienvien.dicom.data.Tag;
import vn.lienvien.dicom.io.BulkDataUri;
import vn.lienvien.dicom.io.DicomFile;
import vn.lienvien.dicom.io.DicomJson;
import vn.lienvien.dicom.io.DicomXml;
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
    ModelMedia media = ModelMedia.of(exchange);
    ResourceUri uris = new ResourceUri(exchange.request());
    if (media == ModelMedia.DICOM_XML) {
      sendXml(exchange, instances, uris);
    } else {
      exchange.text(200, media.type(), out -> sendJson(out, instances, uris));
    }
  }

  private void sendJson(OutputStream out, List<InstanceRecord> instances, ResourceUri uris)
      throws IOException {
    try (JsonGenerator json = JSON.createGenerator(out)) {
      json.writeStartArray();
      for (InstanceRecord instance : instances) {
        DicomJson.write(json, open(instance), byReference(uris.instance(instance)));
      }
      json.writeEndArray();
    }
  }

  private void sendXml(Exchange exchange, List<InstanceRecord> instances, ResourceUri uris)
      throws IOException {
    MultipartWriter parts = new MultipartWriter(ModelMedia.DICOM_XML.type());
    exchange.stream(
        200,
        parts.contentType(),
        out -> {
          for (InstanceRecord instance : instances) {
            BulkDataUri uri = byReference(uris.instance(instance));
            parts.part(out, ModelMedia.DICOM_XML.type(), to -> writeXml(to, open(instance), uri));
          }
          parts.end(out);
        });
  }

  private static void writeXml(OutputStream out, DicomFile file, BulkDataUri uri)
      throws IOException {
    Writer text = new OutputStreamWriter(out, StandardCharsets.UTF_8);
    DicomXml.write(text, file, uri);
    text.flush();
  }

  private DicomFile open(InstanceRecord instance) throws IOException {
    DicomFile file = path.shown(instance);
    file.dataset().set(Tag.AvailableTransferSyntaxUID, instance.transferSyntaxUID());
    return file;
  }

  private static BulkDataUri byReference(String uri) {
    return (path, vr, length) ->
        length >= 0 && length <= MOST_INLINE_BYTES && !path.startsWith("7FE0")
            ? Optional.empty()
            : Optional.of(uri + "/bulkdata/" + path.replace('/', '.'));
  }
}
