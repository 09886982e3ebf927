package vn.lienvien.web;

import java.io.IOException;
import java.util.List;
import vn.lienvien.dicom.codec.FrameCodecException;
import vn.lienvien.dicom.codec.FrameRenderer;
import vn.lienvien.dicom.codec.RenderRequest;
import vn.lienvien.dicom.io.DicomFile;
import vn.lienvien.model.InstanceRecord;

/** Retrieves images as a browser shows them (PS3.18 10.4.1.1.3 and 10.4.1.1.4). */
final class RenderedRetrieval {
  private static final int THUMBNAIL_SIDE = 128;

  private final InstancePath path;
  private final FrameRenderer renderer;
  private final ViewAudit audit;

  RenderedRetrieval(InstancePath path, FrameRenderer renderer, ViewAudit audit) {
    this.path = path;
    this.renderer = renderer;
    this.audit = audit;
  }

  /** One instance's first frame, or the frame of the path. */
  void one(Exchange exchange) throws IOException {
    send(exchange, imagesOf(exchange).getFirst(), Rendering.anySide());
  }

  /** A small image of the path's frame, or of the image in the middle of its series. */
  void thumbnail(Exchange exchange) throws IOException {
    List<InstanceRecord> wanted = imagesOf(exchange);
    send(exchange, wanted.get(wanted.size() / 2), THUMBNAIL_SIDE);
  }

  /** Every instance that is an image, its first frame each, as parts. */
  void all(Exchange exchange) throws IOException {
    List<InstanceRecord> wanted = imagesOf(exchange);
    String type = partType(Accepted.of(exchange));
    RenderRequest request = Rendering.of(exchange, 0, Rendering.anySide(), type);
    MultipartWriter parts = new MultipartWriter(type);
    byte[] first = render(wanted.getFirst(), request);
    exchange.stream(
        200,
        parts.contentType(),
        out -> {
          parts.part(out, type, to -> to.write(first));
          for (InstanceRecord instance : wanted.subList(1, wanted.size())) {
            byte[] image = render(instance, request);
            parts.part(out, type, to -> to.write(image));
          }
          parts.end(out);
        });
  }

  private static String partType(List<MediaType> accepted) {
    return accepted.stream()
        .map(range -> range.parameter("type").orElse("image/jpeg"))
        .filter(type -> type.equals("image/png") || type.equals("image/jpeg"))
        .findFirst()
        .orElse("image/jpeg");
  }

  private List<InstanceRecord> imagesOf(Exchange exchange) {
    List<InstanceRecord> wanted =
        path.instances(exchange).stream().filter(each -> each.numberOfFrames() > 0).toList();
    if (wanted.isEmpty()) {
      throw HttpFault.notFound("image");
    }
    audit.sawStudy(exchange, wanted.getFirst().studyInstanceUID());
    return wanted;
  }

  private void send(Exchange exchange, InstanceRecord instance, int side) throws IOException {
    String type = Accepted.oneOf(exchange, "image/jpeg", "image/png");
    byte[] image = render(instance, Rendering.of(exchange, frame(exchange, instance), side, type));
    exchange.response().putHeader("Cache-Control", "private, max-age=3600");
    exchange.response().putHeader("Vary", "Accept, Cookie, Authorization");
    exchange.bytes(200, type, image);
  }

  private static int frame(Exchange exchange, InstanceRecord instance) {
    String frames = exchange.path("frames");
    return frames.isEmpty() ? 0 : FrameRetrieval.indices(frames, instance.numberOfFrames())[0];
  }

  private byte[] render(InstanceRecord instance, RenderRequest request) throws IOException {
    try {
      return renderer.render(DicomFile.read(instance.file()), request);
    } catch (FrameCodecException unfit) {
      throw FrameRetrieval.cannotDecode(unfit);
    }
  }
}
