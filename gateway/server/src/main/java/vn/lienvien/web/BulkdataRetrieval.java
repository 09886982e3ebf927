package vn.lienvien.web;

import java.io.IOException;
import java.util.List;
import vn.lienvien.dicom.data.Attributes;
import vn.lienvien.dicom.data.Tag;
import vn.lienvien.dicom.data.UID;
import vn.lienvien.dicom.data.VR;
import vn.lienvien.dicom.io.DicomFile;
import vn.lienvien.model.InstanceRecord;

/** Retrieves the value behind a BulkDataURI of our metadata (PS3.18 10.4.1.1.5). */
final class BulkdataRetrieval {
  private static final String STEP = "[0-9A-Fa-f]{8}";

  private final InstancePath path;
  private final FrameRetrieval frames;
  private final ViewAudit audit;

  BulkdataRetrieval(InstancePath path, FrameRetrieval frames, ViewAudit audit) {
    this.path = path;
    this.frames = frames;
    this.audit = audit;
  }

  void bulkdata(Exchange exchange) throws IOException {
    InstanceRecord instance = path.instance(exchange);
    audit.sawStudy(exchange, instance.studyInstanceUID());
    String attribute = exchange.path("attribute");
    if (!attribute.matches(STEP + "(\\.[0-9]{1,6}\\." + STEP + "){0,32}")) {
      throw HttpFault.badRequest("an attribute path is tag[.item.tag]...");
    }
    String[] steps = attribute.split("\\.", -1);
    if (steps.length == 1 && Integer.parseUnsignedInt(steps[0], 16) == Tag.PixelData) {
      frames.allFrames(exchange, instance);
      return;
    }
    send(exchange, value(DicomFile.read(instance.file()).dataset(), steps));
  }

  private static byte[] value(Attributes dataset, String[] steps) {
    Attributes item = dataset;
    for (int i = 0; i + 2 < steps.length; i += 2) {
      List<Attributes> items = item.items(Integer.parseUnsignedInt(steps[i], 16));
      int index = Integer.parseInt(steps[i + 1]);
      if (index >= items.size()) {
        throw HttpFault.notFound("item");
      }
      item = items.get(index);
    }
    int tag = Integer.parseUnsignedInt(steps[steps.length - 1], 16);
    if (!item.contains(tag) || item.vr(tag) == VR.SQ) {
      throw HttpFault.notFound("value");
    }
    return item.bytes(tag);
  }

  private static void send(Exchange exchange, byte[] value) throws IOException {
    FrameMedia media =
        FrameMedia.choose(Accepted.of(exchange), UID.ExplicitVRLittleEndian, false, 1)
            .orElseThrow(() -> new HttpFault(ErrorCode.NOT_ACCEPTABLE, "this is an octet stream"));
    if (!media.multipart()) {
      exchange.bytes(200, FrameMedia.OCTET_STREAM, value);
      return;
    }
    MultipartWriter parts = new MultipartWriter(FrameMedia.OCTET_STREAM);
    exchange.stream(
        200,
        parts.contentType(),
        out -> {
          parts.part(out, FrameMedia.OCTET_STREAM, to -> to.write(value));
          parts.end(out);
        });
  }
}
