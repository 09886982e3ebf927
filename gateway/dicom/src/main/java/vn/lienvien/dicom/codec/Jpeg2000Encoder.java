package vn.lienvien.dicom.codec;

import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_BYTE;
import static java.lang.foreign.ValueLayout.JAVA_FLOAT;
import static java.lang.foreign.ValueLayout.JAVA_INT;
import static vn.lienvien.dicom.codec.OpenJpegLayouts.COMPONENT_PARAMETERS;
import static vn.lienvien.dicom.codec.OpenJpegLayouts.ENCODER_PARAMETERS;
import static vn.lienvien.dicom.codec.OpenJpegLayouts.IMAGE;
import static vn.lienvien.dicom.codec.OpenJpegLayouts.offset;

import java.lang.foreign.MemorySegment;

/**
 * One decoded frame to a JPEG 2000 codestream (ISO/IEC 15444-1, no JP2 boxes; PS3.5 A.4.4): one
 * tile, one layer, 64 x 64 code-blocks, LRCP; reversible with the 5-3 wavelet, or cut to a size
 * with the 9-7 one. Safe for many threads; call it on a {@link FrameCodecPool} thread.
 */
final class Jpeg2000Encoder {
  private static final long HEADER_ROOM = 16 << 10;
  private static final double REVERSIBLE = 0;
  private static final int UNSPECIFIED_COLOR = 0;
  private static final int SRGB = 1;
  private static final int GRAY = 2;

  private static final long DISTORTION_ALLOCATION = offset(ENCODER_PARAMETERS, "cp_disto_alloc");
  private static final long LAYERS = offset(ENCODER_PARAMETERS, "tcp_numlayers");
  private static final long RESOLUTIONS = offset(ENCODER_PARAMETERS, "numresolution");
  private static final long IRREVERSIBLE = offset(ENCODER_PARAMETERS, "irreversible");
  private static final long RATES = offset(ENCODER_PARAMETERS, "tcp_rates");
  private static final long COLOR_TRANSFORM = offset(ENCODER_PARAMETERS, "tcp_mct");
  private static final long COMMENT = offset(ENCODER_PARAMETERS, "cp_comment");
  private static final long STEP_X = offset(COMPONENT_PARAMETERS, "dx");
  private static final long STEP_Y = offset(COMPONENT_PARAMETERS, "dy");
  private static final long WIDTH = offset(COMPONENT_PARAMETERS, "w");
  private static final long HEIGHT = offset(COMPONENT_PARAMETERS, "h");
  private static final long PRECISION = offset(COMPONENT_PARAMETERS, "prec");
  private static final long PRECISION_ALIAS = offset(COMPONENT_PARAMETERS, "bpp");
  private static final long SIGNED = offset(COMPONENT_PARAMETERS, "sgnd");
  private static final long RIGHT = offset(IMAGE, "x1");
  private static final long BOTTOM = offset(IMAGE, "y1");

  private final OpenJpegLibrary library;

  Jpeg2000Encoder(OpenJpegLibrary library) {
    this.library = library;
  }

  /**
   * @param frame rows x columns x samplesPerPixel cells, little endian, interleaved by pixel
   * @throws FrameCodecException when OpenJPEG refuses, or when the codestream would be larger than
   *     the frame
   */
  byte[] encode(byte[] frame, Jpeg2000Format format) throws FrameCodecException {
    return encode(frame, format, REVERSIBLE);
  }

  /**
   * As {@link #encode(byte[], Jpeg2000Format)}, with loss.
   *
   * @param ratio how many times smaller than its samples the codestream shall be
   */
  byte[] encode(byte[] frame, Jpeg2000Format format, double ratio) throws FrameCodecException {
    if (frame.length != format.frameBytes()) {
      throw FrameCodecException.mismatched(
          "a frame of " + frame.length + " bytes, expected " + format.frameBytes());
    }
    try (FrameMemory memory = library.frameMemory()) {
      MemorySegment image = image(frame, format, memory);
      try {
        return encode(image, format, ratio, memory);
      } finally {
        library.imageDestroy.run(image);
      }
    }
  }

  private byte[] encode(
      MemorySegment image, Jpeg2000Format format, double ratio, FrameMemory memory)
      throws FrameCodecException {
    ErrorText error = ErrorText.in(memory);
    // Noise may grow by a few per cent; the caller compares sizes, here it must only fit.
    long room = format.frameBytes() + format.frameBytes() / 8L + HEADER_ROOM;
    MemoryStream output = MemoryStream.ofCapacity(room, memory);
    MemorySegment codec = OpenJpegImage.required(library.createCompress.make(0), "encoder");
    MemorySegment stream = MemorySegment.NULL;
    try {
      library.setErrorHandler.test(codec, library.callbacks.error(), error.state());
      stream = stream(output);
      boolean done =
          library.setupEncoder.test(codec, parameters(format, ratio, memory), image)
              && library.startCompress.test(codec, image, stream)
              && library.encode.test(codec, stream)
              && library.endCompress.test(codec, stream);
      if (!done) {
        throw FrameCodecException.unsupported("OpenJPEG did not encode: " + error.text());
      }
    } finally {
      library.streamDestroy.run(stream);
      library.destroyCodec.run(codec);
    }
    return output.toByteArray();
  }

  private MemorySegment parameters(Jpeg2000Format format, double ratio, FrameMemory memory) {
    MemorySegment parameters = memory.allocate(ENCODER_PARAMETERS);
    library.defaultEncoderParameters.run(parameters);
    parameters.set(JAVA_INT, DISTORTION_ALLOCATION, 1);
    parameters.set(JAVA_INT, LAYERS, 1);
    if (ratio != REVERSIBLE) {
      parameters.set(JAVA_INT, IRREVERSIBLE, 1);
      parameters.set(JAVA_FLOAT, RATES, (float) ratio);
    }
    parameters.set(JAVA_INT, RESOLUTIONS, format.levels() + 1);
    byte mct = (byte) (format.colorTransform() ? 1 : 0);
    parameters.set(JAVA_BYTE, COLOR_TRANSFORM, mct);
    // Without one, the library writes its own name and version into every frame.
    parameters.set(ADDRESS, COMMENT, memory.allocateFrom(""));
    return parameters;
  }

  private MemorySegment image(byte[] frame, Jpeg2000Format format, FrameMemory memory)
      throws FrameCodecException {
    int components = format.samplesPerPixel();
    MemorySegment sizes = memory.allocate(COMPONENT_PARAMETERS, components);
    for (int i = 0; i < components; i++) {
      MemorySegment size = sizes.asSlice(i * COMPONENT_PARAMETERS.byteSize(), COMPONENT_PARAMETERS);
      size.set(JAVA_INT, STEP_X, 1);
      size.set(JAVA_INT, STEP_Y, 1);
      size.set(JAVA_INT, WIDTH, format.columns());
      size.set(JAVA_INT, HEIGHT, format.rows());
      size.set(JAVA_INT, PRECISION, format.precision());
      size.set(JAVA_INT, PRECISION_ALIAS, format.precision());
      size.set(JAVA_INT, SIGNED, format.signed() ? 1 : 0);
    }
    MemorySegment image =
        OpenJpegImage.required(
            library.imageCreate.make(components, sizes, colorSpace(format)), "image");
    OpenJpegImage view = OpenJpegImage.at(image);
    view.header().set(JAVA_INT, RIGHT, format.columns());
    view.header().set(JAVA_INT, BOTTOM, format.rows());
    for (int i = 0; i < components; i++) {
      SampleCells.widen(frame, format, i, view.plane(i, format.pixels()));
    }
    return image;
  }

  private MemorySegment stream(MemoryStream output) throws FrameCodecException {
    MemorySegment stream =
        OpenJpegImage.required(
            library.streamCreate.make(MemoryStream.buffer(output.capacity()), 0), "stream");
    library.streamSetUserData.run(stream, output.state(), MemorySegment.NULL);
    library.streamSetWriteFunction.run(stream, library.callbacks.write());
    library.streamSetSkipFunction.run(stream, library.callbacks.skip());
    library.streamSetSeekFunction.run(stream, library.callbacks.seek());
    return stream;
  }

  private static int colorSpace(Jpeg2000Format format) {
    if (format.samplesPerPixel() == 1) {
      return GRAY;
    }
    return format.colorTransform() ? SRGB : UNSPECIFIED_COLOR;
  }
}
