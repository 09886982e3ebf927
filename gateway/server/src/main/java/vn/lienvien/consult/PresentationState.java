package vn.lienvien.consult;

import java.awt.color.ColorSpace;
import java.awt.color.ICC_Profile;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import vn.lienvien.consult.Annotations.Mark;
import vn.lienvien.dicom.data.Attributes;
import vn.lienvien.dicom.data.Tag;
import vn.lienvien.dicom.data.UID;
import vn.lienvien.dicom.data.UIDs;
import vn.lienvien.dicom.data.VR;
import vn.lienvien.model.CaseObject;
import vn.lienvien.model.InstanceRecord;

/**
 * One image as its reader saw it, as Grayscale Softcopy Presentation State (PS3.3 A.33.1), or Color
 * (A.33.2) where it has colours. One object an image: turning and inverting hold for the whole of a
 * presentation state. Pure.
 */
final class PresentationState {
  private static final int PROFILE_CLASS_AT = 12;

  private final DocumentSubject subject;
  private final ImageView view;
  private final Attributes image;
  private final InstanceRecord instance;

  private PresentationState(DocumentSubject subject, ImageView view, Attributes image) {
    this.subject = subject;
    this.view = view;
    this.image = image;
    this.instance = subject.evidence(view.sopInstanceUID());
  }

  /** The same view of the same image has the same UID after every restart. */
  static String sopInstanceUID(String caseId, ImageView view) {
    String image = view.sopInstanceUID() + "/" + view.frameNumber();
    return UIDs.nameBased(caseId + "/" + CaseObject.Kind.PRESENTATION + "/" + image);
  }

  /**
   * @param image the data set of the image that is viewed
   * @param marks what is drawn on that image
   */
  static Attributes of(
      DocumentSubject subject,
      ImageView view,
      Attributes image,
      List<Mark> marks,
      StructuredReport.Observer reader) {
    PresentationState state = new PresentationState(subject, view, image);
    Attributes dataset = state.identified(reader);
    state.addDisplayedArea(dataset);
    PresentedMarks.add(dataset, marks, state.reference());
    dataset
        .set(Tag.ImageHorizontalFlip, view.mirrored() ? "Y" : "N")
        .setIntegers(Tag.ImageRotation, view.rotation());
    return state.isColour() ? state.coloured(dataset) : state.grey(dataset);
  }

  private Attributes identified(StructuredReport.Observer reader) {
    Attributes series =
        new Attributes()
            .set(Tag.SeriesInstanceUID, instance.seriesInstanceUID())
            .setItems(Tag.ReferencedImageSequence, reference());
    return DocumentModules.of(subject, CaseObject.Kind.PRESENTATION, reader.at())
        .set(Tag.SOPInstanceUID, sopInstanceUID(subject.consultation().caseId(), view))
        .set(Tag.Modality, "PR")
        .setEmpty(Tag.Laterality)
        .set(Tag.SeriesDescription, "Cách hiển thị của bác sĩ đọc")
        .set(Tag.ContentLabel, "READER")
        .set(Tag.ContentDescription, "Cách hiển thị của bác sĩ đọc")
        .set(Tag.PresentationCreationDate, VietnamTime.dicomDate(reader.at()))
        .set(Tag.PresentationCreationTime, VietnamTime.dicomTime(reader.at()))
        .set(Tag.ContentCreatorName, DocumentModules.personName(reader.name()))
        .setItems(Tag.ReferencedSeriesSequence, series);
  }

  private Attributes reference() {
    Attributes reference = DocumentModules.reference(instance);
    return instance.numberOfFrames() > 1
        ? reference.setIntegers(Tag.ReferencedFrameNumber, view.frameNumber())
        : reference;
  }

  /** The part in sight, in whole pixels from 1, fitted into whatever shows it (PS3.3 C.10.4). */
  private void addDisplayedArea(Attributes dataset) {
    int[] x = pixels(view.topLeft().x(), view.bottomRight().x());
    int[] y = pixels(view.topLeft().y(), view.bottomRight().y());
    Attributes area =
        new Attributes()
            .setIntegers(Tag.DisplayedAreaTopLeftHandCorner, x[0], y[0])
            .setIntegers(Tag.DisplayedAreaBottomRightHandCorner, x[1], y[1])
            .set(Tag.PresentationSizeMode, "SCALE TO FIT");
    double[] spacing = inFrame(Tag.PixelMeasuresSequence).numbers(Tag.PixelSpacing);
    int[] aspect = image.integers(Tag.PixelAspectRatio);
    if (spacing.length == 2) {
      area.setNumbers(Tag.PresentationPixelSpacing, spacing);
    } else if (aspect.length == 2) {
      area.setIntegers(Tag.PresentationPixelAspectRatio, aspect);
    } else {
      area.setIntegers(Tag.PresentationPixelAspectRatio, 1, 1);
    }
    dataset.setItems(Tag.DisplayedAreaSelectionSequence, area);
  }

  /** The first and the last pixel between two borders, in the order of the borders. */
  private static int[] pixels(double from, double to) {
    int low = (int) Math.floor(Math.min(from, to)) + 1;
    int high = Math.max(low, (int) Math.ceil(Math.max(from, to)));
    return from <= to ? new int[] {low, high} : new int[] {high, low};
  }

  private boolean isColour() {
    return image.integer(Tag.SamplesPerPixel, 1) > 1
        || image.string(Tag.PhotometricInterpretation, "").equals("PALETTE COLOR");
  }

  /** Stored values to greys, step by step: what is left out here would be the identity. */
  private Attributes grey(Attributes dataset) {
    addModalityTransformation(dataset);
    voiTransformation().ifPresent(voi -> dataset.setItems(Tag.SoftcopyVOILUTSequence, voi));
    return dataset
        .set(Tag.SOPClassUID, UID.GrayscaleSoftcopyPresentationStateStorage)
        .set(Tag.PresentationLUTShape, view.inverted() ? "INVERSE" : "IDENTITY");
  }

  private void addModalityTransformation(Attributes dataset) {
    Attributes transformation = inFrame(Tag.PixelValueTransformationSequence);
    Optional<Attributes> table = image.item(Tag.ModalityLUTSequence);
    if (table.isPresent()) {
      dataset.setItems(Tag.ModalityLUTSequence, table.get().copy());
    } else if (transformation.contains(Tag.RescaleSlope)) {
      dataset
          .putAll(transformation.subset(Tag.RescaleIntercept, Tag.RescaleSlope))
          .set(Tag.RescaleType, transformation.string(Tag.RescaleType, "US"));
    }
  }

  private Optional<Attributes> voiTransformation() {
    if (view.window().isPresent()) {
      ImageView.Window window = view.window().get();
      return Optional.of(
          new Attributes()
              .set(Tag.WindowCenter, MeasuredItem.decimal(window.center()))
              .set(Tag.WindowWidth, MeasuredItem.decimal(window.width())));
    }
    return image
        .item(Tag.VOILUTSequence)
        .map(table -> new Attributes().setItems(Tag.VOILUTSequence, table.copy()));
  }

  private Attributes coloured(Attributes dataset) {
    byte[] profile = ICC_Profile.getInstance(ColorSpace.CS_sRGB).getData();
    // An input profile is wanted (PS3.3 C.11.15); one of matrix and curves is read the same way.
    byte[] input = "scnr".getBytes(StandardCharsets.US_ASCII);
    System.arraycopy(input, 0, profile, PROFILE_CLASS_AT, input.length);
    return dataset
        .set(Tag.SOPClassUID, UID.ColorSoftcopyPresentationStateStorage)
        .setBytes(Tag.ICCProfile, VR.OB, profile);
  }

  /** The macro of the frame, or the data set itself where it has no functional groups. */
  private Attributes inFrame(int macro) {
    List<Attributes> frames = image.items(Tag.PerFrameFunctionalGroupsSequence);
    Optional<Attributes> own =
        frames.size() < view.frameNumber()
            ? Optional.empty()
            : frames.get(view.frameNumber() - 1).item(macro);
    return own.or(
            () -> image.item(Tag.SharedFunctionalGroupsSequence).flatMap(all -> all.item(macro)))
        .orElse(image);
  }
}
