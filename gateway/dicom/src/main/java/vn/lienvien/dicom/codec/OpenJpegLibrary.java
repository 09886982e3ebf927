package vn.lienvien.dicom.codec;

import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;
import static vn.lienvien.dicom.codec.OpenJpegLayouts.ENCODER_PARAMETERS;
import static vn.lienvien.dicom.codec.OpenJpegLayouts.offset;

import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.MemoryLayout;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.SymbolLookup;
import java.util.Map;

/**
 * The functions of openjpeg.h that are called here, under their C names without {@code opj_}. Safe
 * for many threads; the codec, stream and image objects are not, and each belongs to one call.
 */
final class OpenJpegLibrary implements AutoCloseable {
  private static final FunctionDescriptor RUN = FunctionDescriptor.ofVoid(ADDRESS);
  private static final FunctionDescriptor RUN_WITH = FunctionDescriptor.ofVoid(ADDRESS, ADDRESS);
  private static final FunctionDescriptor MAKE = FunctionDescriptor.of(ADDRESS, JAVA_INT);
  private static final FunctionDescriptor TEST = FunctionDescriptor.of(JAVA_INT, ADDRESS, ADDRESS);
  private static final FunctionDescriptor TEST_THREE =
      FunctionDescriptor.of(JAVA_INT, ADDRESS, ADDRESS, ADDRESS);

  /**
   * What the library's own defaults are; found elsewhere, the struct has another shape than ours.
   */
  private static final Map<String, Integer> KNOWN_DEFAULTS =
      Map.of(
          "numresolution", 6,
          "cblockw_init", 64,
          "cblockh_init", 64,
          "roi_compno", -1,
          "subsampling_dx", 1,
          "subsampling_dy", 1,
          "decod_format", -1,
          "cod_format", -1);

  final NativeFunction createCompress;
  final NativeFunction createDecompress;
  final NativeFunction destroyCodec;
  final NativeFunction defaultEncoderParameters;
  final NativeFunction defaultDecoderParameters;
  final NativeFunction setupEncoder;
  final NativeFunction setupDecoder;
  final NativeFunction setErrorHandler;
  final NativeFunction startCompress;
  final NativeFunction encode;
  final NativeFunction endCompress;
  final NativeFunction readHeader;
  final NativeFunction decode;
  final NativeFunction imageCreate;
  final NativeFunction imageDestroy;
  final NativeFunction streamCreate;
  final NativeFunction streamDestroy;
  final NativeFunction streamSetUserData;
  final NativeFunction streamSetUserDataLength;
  final NativeFunction streamSetReadFunction;
  final NativeFunction streamSetWriteFunction;
  final NativeFunction streamSetSkipFunction;
  final NativeFunction streamSetSeekFunction;
  final OpenJpegCallbacks callbacks;

  private final ThreadLocal<FrameMemory> memories = ThreadLocal.withInitial(FrameMemory::new);
  private final Arena arena;
  private final SymbolLookup symbols;
  private final String version;

  private OpenJpegLibrary(Arena arena, SymbolLookup symbols) {
    this.arena = arena;
    this.symbols = symbols;
    callbacks = OpenJpegCallbacks.in(arena);
    createCompress = function("create_compress", MAKE);
    createDecompress = function("create_decompress", MAKE);
    destroyCodec = function("destroy_codec", RUN);
    defaultEncoderParameters = function("set_default_encoder_parameters", RUN);
    defaultDecoderParameters = function("set_default_decoder_parameters", RUN);
    setupEncoder = function("setup_encoder", TEST_THREE);
    setupDecoder = function("setup_decoder", TEST);
    setErrorHandler = function("set_error_handler", TEST_THREE);
    startCompress = function("start_compress", TEST_THREE);
    encode = function("encode", TEST);
    endCompress = function("end_compress", TEST);
    readHeader = function("read_header", TEST_THREE);
    decode = function("decode", TEST_THREE);
    imageCreate =
        function("image_create", FunctionDescriptor.of(ADDRESS, JAVA_INT, ADDRESS, JAVA_INT));
    imageDestroy = function("image_destroy", RUN);
    streamCreate = function("stream_create", FunctionDescriptor.of(ADDRESS, JAVA_LONG, JAVA_INT));
    streamDestroy = function("stream_destroy", RUN);
    streamSetUserData =
        function("stream_set_user_data", FunctionDescriptor.ofVoid(ADDRESS, ADDRESS, ADDRESS));
    streamSetUserDataLength =
        function("stream_set_user_data_length", FunctionDescriptor.ofVoid(ADDRESS, JAVA_LONG));
    streamSetReadFunction = function("stream_set_read_function", RUN_WITH);
    streamSetWriteFunction = function("stream_set_write_function", RUN_WITH);
    streamSetSkipFunction = function("stream_set_skip_function", RUN_WITH);
    streamSetSeekFunction = function("stream_set_seek_function", RUN_WITH);
    version =
        function("version", FunctionDescriptor.of(ADDRESS))
            .make()
            .reinterpret(Byte.MAX_VALUE)
            .getString(0);
  }

  static OpenJpegLibrary open(CodecSettings settings) throws IOException {
    Arena arena = Arena.ofShared();
    try {
      OpenJpegLibrary library = new OpenJpegLibrary(arena, OpenJpegBinary.load(settings, arena));
      library.requireKnownLayout();
      return library;
    } catch (IOException | RuntimeException e) {
      arena.close();
      throw e;
    }
  }

  /** What the calling thread has for its next frame; to be closed after each. */
  FrameMemory frameMemory() {
    return memories.get();
  }

  /** The library's own version, for example 2.5.4. */
  String version() {
    return version;
  }

  @Override
  public void close() {
    arena.close();
  }

  private NativeFunction function(String name, FunctionDescriptor descriptor) {
    return new NativeFunction(symbols, "opj_" + name, descriptor);
  }

  /**
   * A wrong offset would corrupt memory silently: ask the library for its defaults and look where
   * they landed.
   */
  private void requireKnownLayout() throws IOException {
    if (!version.startsWith("2.5.")) {
      throw new IOException("OpenJPEG 2.5 is needed, the configured library is " + version);
    }
    try (Arena local = Arena.ofConfined()) {
      MemorySegment parameters = local.allocate(generous(ENCODER_PARAMETERS));
      defaultEncoderParameters.run(parameters);
      for (Map.Entry<String, Integer> known : KNOWN_DEFAULTS.entrySet()) {
        int found = parameters.get(JAVA_INT, offset(ENCODER_PARAMETERS, known.getKey()));
        if (found != known.getValue()) {
          throw new IOException(
              "OpenJPEG "
                  + version
                  + " lays out its parameters differently here ("
                  + known.getKey()
                  + " = "
                  + found
                  + "): use the bundled library");
        }
      }
    }
  }

  /** Room beyond the struct, so that a larger one than ours is found out without harm. */
  private static MemoryLayout generous(MemoryLayout struct) {
    return MemoryLayout.structLayout(struct, MemoryLayout.sequenceLayout(4096, JAVA_LONG));
  }
}
