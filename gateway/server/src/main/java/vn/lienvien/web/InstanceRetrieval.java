package vn.lienvien.web;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import vn.lienvien.dicom.codec.Decompressor;
import vn.lienvien.dicom.codec.FrameCodecException;
import vn.lienvien.model.InstanceRecord;

/** Retrieves whole instances as Part 10 files (PS3.18 10.4.1.1.1), streamed from the disk. */
final class InstanceRetrieval {
  private static final Logger LOG = LoggerFactory.getLogger(InstanceRetrieval.class);

  private final InstancePath path;
  private final Decompressor decompressor;
  private final Path temporary;
  private final ViewAudit audit;

  /**
   * @param temporary directory for files that are decompressed for one answer
   */
  InstanceRetrieval(InstancePath path, Decompressor decompressor, Path temporary, ViewAudit audit) {
    this.path = path;
    this.decompressor = decompressor;
    this.temporary = temporary;
    this.audit = audit;
  }

  void retrieve(Exchange exchange) throws IOException {
    List<InstanceRecord> instances = path.instances(exchange);
    audit.sawStudy(exchange, instances.getFirst().studyInstanceUID());
    List<String> stored = instances.stream().map(InstanceRecord::transferSyntaxUID).toList();
    InstanceMedia media =
        InstanceMedia.choose(Accepted.of(exchange), stored)
            .orElseThrow(
                () -> new HttpFault(ErrorCode.NOT_ACCEPTABLE, "instances are application/dicom"));
    if (instances.size() == 1) {
      one(exchange, media, instances.getFirst());
    } else {
      many(exchange, media, instances);
    }
  }

  private void one(Exchange exchange, InstanceMedia media, InstanceRecord instance)
      throws IOException {
    try (Shape shape = shape(instance, media)) {
      if (media.multipart()) {
        MultipartWriter parts = new MultipartWriter(InstanceMedia.DICOM);
        exchange.stream(
            200,
            parts.contentType(),
            out -> {
              parts.part(out, shape.contentType(), shape::copyTo);
              parts.end(out);
            });
      } else {
        exchange.response().putHeader("Content-Length", Long.toString(Files.size(shape.file())));
        exchange.stream(200, shape.contentType(), shape::copyTo);
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
    try (Shape shape = shape(instance, media)) {
      parts.part(out, shape.contentType(), shape::copyTo);
    } catch (FrameCodecException unfit) {
      LOG.info("sent as stored in {}: {}", instance.transferSyntaxUID(), unfit.getMessage());
      Shape stored = new Shape(instance.file(), instance.transferSyntaxUID(), false);
      parts.part(out, stored.contentType(), stored::copyTo);
    }
  }

  private Shape shape(InstanceRecord instance, InstanceMedia media) throws IOException {
    String wanted = media.transferSyntaxUID();
    if (wanted.isEmpty() || wanted.equals(instance.transferSyntaxUID())) {
      return new Shape(instance.file(), instance.transferSyntaxUID(), false);
    }
    Files.createDirectories(temporary);
    Path converted = Files.createTempFile(temporary, "retrieve", ".dcm");
    try {
      decompressor.toNative(instance.file(), converted, wanted);
      return new Shape(converted, wanted, true);
    } catch (IOException | RuntimeException e) {
      Files.deleteIfExists(converted);
      throw e;
    }
  }

  /** A file in the form in which it is sent. */
  private record Shape(Path file, String transferSyntaxUID, boolean isTemporary)
      implements AutoCloseable {

    String contentType() {
      return InstanceMedia.DICOM + "; transfer-syntax=" + transferSyntaxUID;
    }

    void copyTo(OutputStream out) throws IOException {
      Files.copy(file, out);
    }

    @Override
    public void close() throws IOException {
      if (isTemporary) {
        Files.deleteIfExists(file);
      }
    }
  }
}
