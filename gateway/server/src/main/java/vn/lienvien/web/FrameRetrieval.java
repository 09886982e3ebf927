package vn.lienvien.web;

import java.io.IOException;
import java.io.OutputStream;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import vn.lienvien.dicom.codec.FrameCodecException;
import vn.lienvien.dicom.codec.FrameCodecPool;
import vn.lienvien.dicom.codec.Frames;
import vn.lienvien.dicom.data.TransferSyntax;
import vn.lienvien.dicom.io.DicomFile;
import vn.lienvien.model.InstanceRecord;

/** Retrieves frames as stored or decoded (PS3.18 10.4.1.1.6, 8.7.3.3); one is in memory at once. */
final class FrameRetrieval {
  private static final int MOST_FRAMES = 100_000;

  private final InstancePath path;
  private final FrameCodecPool codecs;
  private final ViewAudit audit;

  FrameRetrieval(InstancePath path, FrameCodecPool codecs, ViewAudit audit) {
    this.path = path;
    this.codecs = codecs;
    this.audit = audit;
  }

  void frames(Exchange exchange) throws IOException {
    InstanceRecord instance = path.instance(exchange);
    audit.sawStudy(exchange, instance.studyInstanceUID());
    try (Frames frames = open(instance, codecs)) {
      send(exchange, instance, frames, indices(exchange.path("frames"), frames.count()));
    }
  }

  /** Every frame: what the BulkDataURI of Pixel Data leads to. */
  void allFrames(Exchange exchange, InstanceRecord instance) throws IOException {
    try (Frames frames = open(instance, codecs)) {
      send(exchange, instance, frames, IntStream.range(0, frames.count()).toArray());
    }
  }

  static Frames open(InstanceRecord instance, FrameCodecPool codecs) throws IOException {
    DicomFile file = DicomFile.read(instance.file());
    if (file.pixelData().isEmpty()) {
      throw HttpFault.notFound("frame: the instance has no pixel data");
    }
    try {
      return Frames.open(file, codecs);
    } catch (FrameCodecException unfit) {
      throw cannotDecode(unfit);
    }
  }

  /** Frame numbers count from 1 (PS3.18 10.4.1.1.6); one that is not there is 404. */
  static int[] indices(String list, int count) {
    if (!list.matches("[0-9]{1,9}(,[0-9]{1,9})*")) {
      throw HttpFault.badRequest("frames are numbers from 1, separated by commas");
    }
    String[] numbers = list.split(",", -1);
    if (numbers.length > MOST_FRAMES) {
      throw HttpFault.badRequest("too many frames at once");
    }
    int[] indices = new int[numbers.length];
    for (int i = 0; i < numbers.length; i++) {
      int number = Integer.parseInt(numbers[i]);
      if (number < 1) {
        throw HttpFault.badRequest("frame numbers count from 1");
      }
      if (number > count) {
        throw HttpFault.notFound("frame");
      }
      indices[i] = number - 1;
    }
    return indices;
  }

  private static void send(Exchange exchange, InstanceRecord instance, Frames frames, int[] indices)
      throws IOException {
    String stored = instance.transferSyntaxUID();
    List<MediaType> accepted = Accepted.of(exchange);
    Optional<FrameMedia> chosen =
        FrameMedia.choose(
            accepted, stored, TransferSyntax.of(stored).isEncapsulated(), indices.length);
    FrameMedia media =
        chosen.orElseThrow(() -> new HttpFault(ErrorCode.NOT_ACCEPTABLE, "stored as " + stored));
    byte[] first = frame(frames, indices[0], media);
    // An instance never changes under its UID; another encoding of it says so in its part.
    exchange.response().putHeader("Cache-Control", "private, max-age=43200, immutable");
    exchange.response().putHeader("Vary", "Accept, Cookie, Authorization");
    if (!media.multipart()) {
      exchange.bytes(200, media.contentType(), first);
      return;
    }
    MultipartWriter parts = new MultipartWriter(media.partType());
    if (indices.length == 1) {
      // Who knows how much is to come can show a part of it: the viewer does.
      long length = parts.lengthOf(media.contentType(), first.length);
      exchange.response().putHeader("Content-Length", Long.toString(length));
    }
    exchange.stream(
        200,
        parts.contentType(),
        out -> {
          part(out, parts, media, first);
          for (int i = 1; i < indices.length; i++) {
            part(out, parts, media, frame(frames, indices[i], media));
          }
          parts.end(out);
        });
  }

  private static void part(OutputStream out, MultipartWriter parts, FrameMedia media, byte[] frame)
      throws IOException {
    parts.part(out, media.contentType(), to -> to.write(frame));
  }

  private static byte[] frame(Frames frames, int index, FrameMedia media) throws IOException {
    try {
      return media.asStored() ? frames.encoded(index) : frames.decoded(index);
    } catch (FrameCodecException unfit) {
      throw cannotDecode(unfit);
    }
  }

  /** The pixels are there, but not in a form that can be given. */
  static HttpFault cannotDecode(FrameCodecException unfit) {
    return new HttpFault(ErrorCode.NOT_ACCEPTABLE, unfit.refusal() + ": " + unfit.getMessage());
  }
}
