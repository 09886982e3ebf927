package vn.lienvien.web;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import vn.lienvien.dicom.codec.FrameCodecException;
import vn.lienvien.model.InstanceRecord;

/** Retrieves whole instances as Part 10 files (PS3.18 10.4.1.1.1), streamed from the disk. */
final class InstanceRetrieval {
  private static final Logger LOG = LoggerFactory.getLogger(InstanceRetrieval.class);

  private final InstancePath path;
  private final InstanceForms forms;
  private final ZipRetrieval zip;
  private final ViewAudit audit;

  InstanceRetrieval(InstancePath path, InstanceForms forms, ViewAudit audit) {
    this.path = path;
    this.forms = forms;
    this.zip = new ZipRetrieval(forms);
    this.audit = audit;
  }

  void retrieve(Exchange exchange) throws IOException {
    List<InstanceRecord> instances = path.instances(exchange);
    audit.sawStudy(exchange, instances.getFirst().studyInstanceUID());
    if (ZipRetrieval.isWanted(Accepted.of(exchange))) {
      zip.send(exchange, instances);
      return;
    }
    List<String> stored = instances.stream().map(InstanceRecord::transferSyntaxUID).toList();
    InstanceMedia media =
        InstanceMedia.choose(Accepted.of(exchange), stored)
            .orElseThrow(() ->
                new HttpFault(
                    ErrorCode.NOT_ACCEPTABLE,
                    "instances are application/dicom, or application/zip"));
    if (instances.size() == 1) {
      one(exchange, media, instances.getFirst());
    } else {
      many(exchange, media, instances);
    }
  }

  private void one(Exchange exchange, InstanceMedia media, InstanceRecord instance)
      throws IOException {
    try (InstanceForms.Form form = forms.of(instance, media.transferSyntaxUID())) {
      if (media.multipart()) {
        MultipartWriter parts = new MultipartWriter(InstanceMedia.DICOM);
        exchange.stream(
            200,
            parts.contentType(),
            out -> {
              parts.part(out, form.contentType(), form::copyTo);
              parts.end(out);
            });
      } else {
        exchange.response().putHeader("Content-Length", Long.toString(Files.size(form.file())));
        exchange.stream(200, form.contentType(), form::copyTo);
      }
    } catch (FrameCodecException unfit) {
      throw FrameRetrieval.cannotDecode(unfit);
    }
  }

  private void many(Exchange exchange, InstanceMedia media, List<InstanceRecord> instances)
      throws IOException {
    MultipartWriter parts = new MultipartWriter(InstanceMedia.DICOM);
    exchange.stream(
        200,
        parts.contentType(),
        out -> {
          for (InstanceRecord instance : instances) {
            part(out, parts, media, instance);
          }
          parts.end(out);
        });
  }

  /** One object that no decoder knows must not cost the client the others: it goes as it is. */
  private void part(
      OutputStream out, MultipartWriter parts, InstanceMedia media, InstanceRecord instance)
      throws IOException {
    try (InstanceForms.Form form = forms.of(instance, media.transferSyntaxUID())) {
      parts.part(out, form.contentType(), form::copyTo);
    } catch (FrameCodecException unfit) {
      LOG.info("sent as stored in {}: {}", instance.transferSyntaxUID(), unfit.getMessage());
      InstanceForms.Form stored = forms.asStored(instance);
      parts.part(out, stored.contentType(), stored::copyTo);
    }
  }
}
