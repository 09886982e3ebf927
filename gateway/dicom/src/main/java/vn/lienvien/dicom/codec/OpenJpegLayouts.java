package vn.lienvien.dicom.codec;

import static java.lang.foreign.MemoryLayout.PathElement.groupElement;
import static java.lang.foreign.MemoryLayout.paddingLayout;
import static java.lang.foreign.MemoryLayout.sequenceLayout;
import static java.lang.foreign.MemoryLayout.structLayout;
import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_BYTE;
import static java.lang.foreign.ValueLayout.JAVA_FLOAT;
import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_SHORT;

import java.lang.foreign.MemoryLayout;
import java.lang.foreign.StructLayout;

/**
 * The structs of openjpeg.h 2.5 on LP64 systems, field by field under their C names, as far as the
 * library reads or writes them. {@link OpenJpegLibrary} compares them with the loaded library's own
 * defaults before first use.
 */
final class OpenJpegLayouts {
  private static final int PATH_LENGTH = 4096;
  private static final int RESOLUTIONS = 33;
  private static final int PROGRESSION_CHANGES = 32;

  /** One opj_poc_t: 37 words (a five character string padded to two of them). */
  private static final int PROGRESSION_CHANGE_WORDS = 37;

  /** The JPWL block of opj_cparameters_t, which the library ignores. */
  private static final int JPWL_WORDS = 118;

  /** opj_cparameters_t. */
  static final StructLayout ENCODER_PARAMETERS =
      structLayout(
          JAVA_INT.withName("tile_size_on"),
          sequenceLayout(4, JAVA_INT).withName("cp_tx0_ty0_tdx_tdy"),
          JAVA_INT.withName("cp_disto_alloc"),
          JAVA_INT.withName("cp_fixed_alloc"),
          JAVA_INT.withName("cp_fixed_quality"),
          ADDRESS.withName("cp_matrice"),
          ADDRESS.withName("cp_comment"),
          JAVA_INT.withName("csty"),
          JAVA_INT.withName("prog_order"),
          sequenceLayout(PROGRESSION_CHANGES, sequenceLayout(PROGRESSION_CHANGE_WORDS, JAVA_INT))
              .withName("POC"),
          JAVA_INT.withName("numpocs"),
          JAVA_INT.withName("tcp_numlayers"),
          sequenceLayout(100, JAVA_FLOAT).withName("tcp_rates"),
          sequenceLayout(100, JAVA_FLOAT).withName("tcp_distoratio"),
          JAVA_INT.withName("numresolution"),
          JAVA_INT.withName("cblockw_init"),
          JAVA_INT.withName("cblockh_init"),
          JAVA_INT.withName("mode"),
          JAVA_INT.withName("irreversible"),
          JAVA_INT.withName("roi_compno"),
          JAVA_INT.withName("roi_shift"),
          JAVA_INT.withName("res_spec"),
          sequenceLayout(RESOLUTIONS, JAVA_INT).withName("prcw_init"),
          sequenceLayout(RESOLUTIONS, JAVA_INT).withName("prch_init"),
          sequenceLayout(PATH_LENGTH, JAVA_BYTE).withName("infile"),
          sequenceLayout(PATH_LENGTH, JAVA_BYTE).withName("outfile"),
          JAVA_INT.withName("index_on"),
          sequenceLayout(PATH_LENGTH, JAVA_BYTE).withName("index"),
          JAVA_INT.withName("image_offset_x0"),
          JAVA_INT.withName("image_offset_y0"),
          JAVA_INT.withName("subsampling_dx"),
          JAVA_INT.withName("subsampling_dy"),
          JAVA_INT.withName("decod_format"),
          JAVA_INT.withName("cod_format"),
          sequenceLayout(JPWL_WORDS, JAVA_INT).withName("jpwl"),
          JAVA_INT.withName("cp_cinema"),
          JAVA_INT.withName("max_comp_size"),
          JAVA_INT.withName("cp_rsiz"),
          JAVA_BYTE.withName("tp_on"),
          JAVA_BYTE.withName("tp_flag"),
          JAVA_BYTE.withName("tcp_mct"),
          paddingLayout(1),
          JAVA_INT.withName("jpip_on"),
          ADDRESS.withName("mct_data"),
          JAVA_INT.withName("max_cs_size"),
          JAVA_SHORT.withName("rsiz"),
          paddingLayout(2));

  /** opj_dparameters_t; only its defaults are used. */
  static final StructLayout DECODER_PARAMETERS =
      structLayout(
          JAVA_INT.withName("cp_reduce"),
          JAVA_INT.withName("cp_layer"),
          sequenceLayout(PATH_LENGTH, JAVA_BYTE).withName("infile"),
          sequenceLayout(PATH_LENGTH, JAVA_BYTE).withName("outfile"),
          sequenceLayout(12, JAVA_INT).withName("formats_area_tile_jpwl"),
          JAVA_INT.withName("flags"));

  /** opj_image_cmptparm_t. */
  static final StructLayout COMPONENT_PARAMETERS =
      structLayout(
          JAVA_INT.withName("dx"),
          JAVA_INT.withName("dy"),
          JAVA_INT.withName("w"),
          JAVA_INT.withName("h"),
          JAVA_INT.withName("x0"),
          JAVA_INT.withName("y0"),
          JAVA_INT.withName("prec"),
          JAVA_INT.withName("bpp"),
          JAVA_INT.withName("sgnd"));

  /** opj_image_t. */
  static final StructLayout IMAGE =
      structLayout(
          JAVA_INT.withName("x0"),
          JAVA_INT.withName("y0"),
          JAVA_INT.withName("x1"),
          JAVA_INT.withName("y1"),
          JAVA_INT.withName("numcomps"),
          JAVA_INT.withName("color_space"),
          ADDRESS.withName("comps"),
          ADDRESS.withName("icc_profile_buf"),
          JAVA_INT.withName("icc_profile_len"),
          paddingLayout(4));

  /** opj_image_comp_t. */
  static final StructLayout IMAGE_COMPONENT =
      structLayout(
          JAVA_INT.withName("dx"),
          JAVA_INT.withName("dy"),
          JAVA_INT.withName("w"),
          JAVA_INT.withName("h"),
          JAVA_INT.withName("x0"),
          JAVA_INT.withName("y0"),
          JAVA_INT.withName("prec"),
          JAVA_INT.withName("bpp"),
          JAVA_INT.withName("sgnd"),
          JAVA_INT.withName("resno_decoded"),
          JAVA_INT.withName("factor"),
          paddingLayout(4),
          ADDRESS.withName("data"),
          JAVA_SHORT.withName("alpha"),
          paddingLayout(6));

  private OpenJpegLayouts() {}

  static long offset(MemoryLayout struct, String field) {
    return struct.byteOffset(groupElement(field));
  }
}
