package vn.lienvien.dicom.codec;

import static java.lang.foreign.ValueLayout.ADDRESS;
import static vn.lienvien.dicom.codec.OpenJpegLayouts.DECODER_PARAMETERS;

import java.lang.foreign.MemorySegment;

/**
 * One JPEG 2000 or HTJ2K codestream to a decoded frame. The header has been read and compared by
 * {@link Jpeg2000Codestream} before a byte reaches native code. Safe for many threads; call it on a
 * {@link FrameCodecPool} thread.
 */
final class Jpeg2000Decoder implements Jpeg2000Decoding {
  private final OpenJpegLibrary library;

  Jpeg2000Decoder(OpenJpegLibrary library) {
    this.library = library;
  }

  @Override
  public byte[] decode(byte[] codestream, Jpeg2000Format format) throws FrameCodecException {
    try (FrameMemory memory = library.frameMemory()) {
      ErrorText error = ErrorText.in(memory);
      MemoryStream input = MemoryStream.of(codestream, memory);
      MemorySegment codec = OpenJpegImage.required(library.createDecompress.make(0), "decoder");
      MemorySegment stream = MemorySegment.NULL;
      MemorySegment image = memory.allocate(ADDRESS);
      try {
        library.setErrorHandler.test(codec, library.callbacks.error(), error.state());
        stream = stream(input);
        MemorySegment parameters = memory.allocate(DECODER_PARAMETERS);
        library.defaultDecoderParameters.run(parameters);
        boolean done =
            library.setupDecoder.test(codec, parameters)
                && library.readHeader.test(stream, codec, image)
                && library.decode.test(codec, stream, image.get(ADDRESS, 0));
        if (!done) {
          throw FrameCodecException.malformed("OpenJPEG did not decode: " + error.text());
        }
        return cells(OpenJpegImage.at(image.get(ADDRESS, 0)), format);
      } finally {
        library.imageDestroy.run(image.get(ADDRESS, 0));
        library.streamDestroy.run(stream);
        library.destroyCodec.run(codec);
      }
    }
  }

  private MemorySegment stream(MemoryStream input) throws FrameCodecException {
    MemorySegment stream =
        OpenJpegImage.required(
            library.streamCreate.make(MemoryStream.buffer(input.length()), 1), "stream");
    library.streamSetUserData.run(stream, input.state(), MemorySegment.NULL);
    library.streamSetUserDataLength.run(stream, input.length());
    library.streamSetReadFunction.run(stream, library.callbacks.read());
    library.streamSetSkipFunction.run(stream, library.callbacks.skip());
    library.streamSetSeekFunction.run(stream, library.callbacks.seek());
    return stream;
  }

  /**
   * What the library says it decoded is compared once more: the planes are read by these numbers.
   */
  private static byte[] cells(OpenJpegImage image, Jpeg2000Format format)
      throws FrameCodecException {
    if (image.count() != format.samplesPerPixel()) {
      throw FrameCodecException.mismatched("OpenJPEG decoded " + image.count() + " components");
    }
    byte[] frame = new byte[format.frameBytes()];
    for (int i = 0; i < format.samplesPerPixel(); i++) {
      if (!image.isComponent(i, format)) {
        throw FrameCodecException.mismatched("OpenJPEG decoded a component of another size");
      }
      SampleCells.narrow(image.plane(i, format.pixels()), format, i, frame);
    }
    return frame;
  }
}
