package vn.lienvien.web;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import vn.lienvien.dicom.codec.CodecSettings;
import vn.lienvien.dicom.codec.FrameCodecPool;
import vn.lienvien.dicom.codec.LosslessTranscoder;
import vn.lienvien.dicom.data.Attributes;
import vn.lienvien.dicom.data.Tag;
import vn.lienvien.dicom.data.UID;
import vn.lienvien.dicom.data.VR;
import vn.lienvien.peer.RealData;
import vn.lienvien.peer.Slices;

/**
 * What the DICOMweb tests store: real files, or made-up ones of the same kinds where there are
 * none.
 *
 * @param series 28 CT slices of 512 x 512
 * @param compressed a CT slice of 512 x 512 in JPEG 2000 Lossless, of another study
 * @param twoFrames two frames in color
 * @param impostor has the SOP Instance UID of {@code twoFrames}, and other content
 * @param others single files of other kinds
 */
record WebFiles(
    List<Path> series, Path compressed, Path twoFrames, Path impostor, List<Path> others) {
  private static final int SLICES = 28;
  private static final int SIDE = 512;

  static WebFiles in(Path directory) throws IOException {
    return RealData.isHere() ? real() : madeUp(directory);
  }

  /** The first slices of {@link #series}. */
  static List<Path> slices(Path directory, int count) throws IOException {
    return RealData.isHere()
        ? RealData.series("series_ct_ge_head28").subList(0, count)
        : madeUpSlices(directory, count);
  }

  /** Everything that is stored together. */
  List<Path> stored() {
    return Stream.of(series, List.of(compressed, twoFrames), others).flatMap(List::stream).toList();
  }

  private static WebFiles real() throws IOException {
    return new WebFiles(
        RealData.series("series_ct_ge_head28"),
        real("CT__pydicom-data__693_J2KR.dcm"),
        real("OT__pydicom-data__SC_rgb_2frame.dcm"),
        real("OT__pydicom-data__SC_rgb_expb_16bit.dcm"),
        List.of(real("NM__pydicom__JPEG-lossy.dcm"), real("CR__pydicom__chrJapMulti.dcm")));
  }

  private static Path real(String name) {
    return RealData.file(name).orElseThrow();
  }

  private static WebFiles madeUp(Path directory) throws IOException {
    Path source = Slices.write(directory.resolve("native.dcm"), slice(new Slices("802"), 1));
    Path compressed = directory.resolve("compressed.dcm");
    try (FrameCodecPool codecs = FrameCodecPool.open(CodecSettings.defaults())) {
      new LosslessTranscoder(codecs).compress(source, compressed);
    }
    Attributes color = color();
    return new WebFiles(
        madeUpSlices(directory, SLICES),
        compressed,
        Slices.write(directory.resolve("two-frames.dcm"), color),
        Slices.write(
            directory.resolve("impostor.dcm"), color.copy().set(Tag.PatientName, "Another")),
        List.of(Slices.write(directory.resolve("mr.dcm"), magneticResonance())));
  }

  private static List<Path> madeUpSlices(Path directory, int count) throws IOException {
    List<Path> files = new ArrayList<>();
    for (int index = 1; index <= count; index++) {
      Path file = directory.resolve("slice-%02d.dcm".formatted(index));
      files.add(Slices.write(file, slice(new Slices("801"), index)));
    }
    return files;
  }

  /** As large as a scanner makes it, with its place in the patient and in Hounsfield units. */
  private static Attributes slice(Slices study, int index) {
    byte[] pixels = new byte[SIDE * SIDE * 2];
    for (int i = 0; i < SIDE * SIDE; i++) {
      int value = (i % SIDE) * 2 + i / SIDE * 3 + index * 7;
      pixels[2 * i] = (byte) value;
      pixels[2 * i + 1] = (byte) (value >> 8 & 0x0F);
    }
    return study
        .slice(1, index)
        .setIntegers(Tag.Rows, SIDE)
        .setIntegers(Tag.Columns, SIDE)
        .set(Tag.FrameOfReferenceUID, study.studyInstanceUID() + ".9")
        .set(Tag.ImageOrientationPatient, "1", "0", "0", "0", "1", "0")
        .set(Tag.ImagePositionPatient, "-128", "-128", Integer.toString(index * 5))
        .set(Tag.PixelSpacing, "0.5", "0.5")
        .set(Tag.SliceThickness, "5")
        .set(Tag.RescaleIntercept, "-1024")
        .set(Tag.RescaleSlope, "1")
        .setBytes(Tag.PixelData, VR.OW, pixels);
  }

  private static Attributes magneticResonance() {
    return new Slices("804")
        .slice(1, 1)
        .set(Tag.SOPClassUID, UID.MRImageStorage)
        .set(Tag.Modality, "MR");
  }

  private static Attributes color() {
    byte[] pixels = new byte[64 * 64 * 3 * 2];
    for (int i = 0; i < pixels.length; i++) {
      pixels[i] = (byte) (i / 50);
    }
    return new Slices("803")
        .slice(1, 1)
        .set(Tag.SOPClassUID, UID.MultiFrameTrueColorSecondaryCaptureImageStorage)
        .set(Tag.Modality, "OT")
        .set(Tag.NumberOfFrames, "2")
        .setIntegers(Tag.SamplesPerPixel, 3)
        .set(Tag.PhotometricInterpretation, "RGB")
        .setIntegers(Tag.PlanarConfiguration, 0)
        .setIntegers(Tag.BitsAllocated, 8)
        .setIntegers(Tag.BitsStored, 8)
        .setIntegers(Tag.HighBit, 7)
        .setBytes(Tag.PixelData, VR.OB, pixels);
  }
}
