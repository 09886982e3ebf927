package vn.lienvien.dicom.codec;

import java.util.Optional;
import vn.lienvien.dicom.codec.Window.Function;
import vn.lienvien.dicom.data.Attributes;
import vn.lienvien.dicom.data.Tag;

/**
 * From stored values to gray (PS3.3 C.11.1, C.11.2): modality table or rescale, then window, VOI
 * table, or the range of the frame where the data set names none; MONOCHROME1 and the INVERSE shape
 * turn black and white.
 */
final class GrayscaleTransform {
  private final Attributes dataset;
  private final int frameIndex;
  private final PixelDescription pixels;
  private final Optional<LookupTable> modalityTable;
  private final double slope;
  private final double intercept;

  GrayscaleTransform(Attributes dataset, int frameIndex, PixelDescription pixels)
      throws FrameCodecException {
    this.dataset = dataset;
    this.frameIndex = frameIndex;
    this.pixels = pixels;
    modalityTable = table(dataset, Tag.ModalityLUTSequence, pixels.signed());
    Attributes rescale =
        FunctionalGroups.of(dataset, frameIndex, Tag.PixelValueTransformationSequence);
    slope = first(rescale.numbers(Tag.RescaleSlope), 1);
    intercept = first(rescale.numbers(Tag.RescaleIntercept), 0);
  }

  /** One byte of gray a pixel. */
  byte[] apply(StoredValues values, Optional<Window> wanted) throws FrameCodecException {
    Optional<Window> window = wanted.or(this::window);
    Optional<LookupTable> table =
        window.isPresent() ? Optional.empty() : table(dataset, Tag.VOILUTSequence, isSigned());
    Window fallback = window.isEmpty() && table.isEmpty() ? range(values) : Window.over(0, 1);
    boolean inverse = isInverse();
    byte[] gray = new byte[values.count()];
    Memory memory = new Memory();
    for (int i = 0; i < gray.length; i++) {
      int stored = values.at(i);
      int known = memory.recall(stored);
      if (known < 0) {
        double value = modality(stored);
        double share =
            table.isPresent()
                ? table.get().share((int) Math.round(value))
                : window.orElse(fallback).gray(value);
        known = (int) Math.round(255 * (inverse ? 1 - share : share));
        memory.keep(stored, known);
      }
      gray[i] = (byte) known;
    }
    return gray;
  }

  private double modality(int stored) {
    return modalityTable.isPresent() ? modalityTable.get().at(stored) : stored * slope + intercept;
  }

  private Optional<Window> window() {
    Attributes voi = FunctionalGroups.of(dataset, frameIndex, Tag.FrameVOILUTSequence);
    double[] centers = voi.numbers(Tag.WindowCenter);
    double[] widths = voi.numbers(Tag.WindowWidth);
    if (centers.length == 0 || widths.length == 0) {
      return Optional.empty();
    }
    Function function = Function.of(voi.string(Tag.VOILUTFunction, "LINEAR"));
    boolean possible = function == Function.LINEAR ? widths[0] >= 1 : widths[0] > 0;
    return possible ? Optional.of(new Window(centers[0], widths[0], function)) : Optional.empty();
  }

  /** The range of this frame, without the value that pads it. */
  private Window range(StoredValues values) {
    int[] padding = dataset.integers(Tag.PixelPaddingValue);
    double least = Double.POSITIVE_INFINITY;
    double greatest = Double.NEGATIVE_INFINITY;
    for (int i = 0; i < values.count(); i++) {
      int stored = values.at(i);
      if (padding.length == 0 || stored != padding[0]) {
        least = Math.min(least, modality(stored));
        greatest = Math.max(greatest, modality(stored));
      }
    }
    return least > greatest ? Window.over(0, 1) : Window.over(least, greatest);
  }

  private boolean isInverse() {
    boolean inverseShape = dataset.string(Tag.PresentationLUTShape, "").equals("INVERSE");
    return pixels.photometricInterpretation().equals("MONOCHROME1") || inverseShape;
  }

  private boolean isSigned() {
    return modalityTable.isEmpty() && (pixels.signed() || intercept < 0);
  }

  private static Optional<LookupTable> table(Attributes dataset, int sequenceTag, boolean signed)
      throws FrameCodecException {
    // Some modalities write the sequence with an item that says nothing.
    Optional<Attributes> item =
        dataset.item(sequenceTag).filter(one -> one.integers(Tag.LUTDescriptor).length > 0);
    return item.isPresent()
        ? Optional.of(LookupTable.of(item.get(), Tag.LUTDescriptor, Tag.LUTData, signed))
        : Optional.empty();
  }

  private static double first(double[] numbers, double fallback) {
    return numbers.length == 0 ? fallback : numbers[0];
  }

  /** Gray of values already seen, where values have no more than 16 bits. */
  private static final class Memory {
    private final short[] known = new short[1 << 16];

    int recall(int stored) {
      return stored == (short) stored || stored == (stored & 0xFFFF)
          ? known[stored & 0xFFFF] - 1
          : -1;
    }

    void keep(int stored, int gray) {
      known[stored & 0xFFFF] = (short) (gray + 1);
    }
  }
}
