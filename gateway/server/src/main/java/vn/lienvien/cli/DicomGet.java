package vn.lienvien.cli;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import vn.lienvien.dicom.data.UID;
import vn.lienvien.dicom.net.Cancellation;
import vn.lienvien.dicom.net.PresentationContext;
import vn.lienvien.dicom.net.RetrieveResult;
import vn.lienvien.dicom.net.Roles;

/** {@code lienvien dicom get}: C-GET (PS3.4 C.4.3). */
@Command(
    name = "get",
    mixinStandardHelpOptions = true,
    description = "Retrieve objects on the same association and keep them as files.")
final class DicomGet implements Callable<Integer> {
  /**
   * Each its own context: an acceptor chooses one syntax of a context before it knows in which the
   * objects are, so native must not stand beside what they may not be in.
   */
  private static final List<List<String>> SYNTAXES =
      List.of(
          List.of(UID.ExplicitVRLittleEndian, UID.ImplicitVRLittleEndian),
          List.of(UID.JPEG2000Lossless),
          List.of(UID.JPEGBaseline8Bit),
          List.of(UID.JPEGLosslessSV1, UID.JPEGLSLossless, UID.RLELossless, UID.JPEG2000));

  /** One association holds 128 contexts; these are what hospitals exchange. */
  private static final List<String> STORAGE =
      List.of(
          UID.CTImageStorage,
          UID.EnhancedCTImageStorage,
          UID.MRImageStorage,
          UID.EnhancedMRImageStorage,
          UID.ComputedRadiographyImageStorage,
          UID.DigitalXRayImageStorageForPresentation,
          UID.DigitalXRayImageStorageForProcessing,
          UID.DigitalMammographyXRayImageStorageForPresentation,
          UID.DigitalMammographyXRayImageStorageForProcessing,
          UID.UltrasoundImageStorage,
          UID.UltrasoundMultiFrameImageStorage,
          UID.XRayAngiographicImageStorage,
          UID.XRayRadiofluoroscopicImageStorage,
          UID.NuclearMedicineImageStorage,
          UID.PositronEmissionTomographyImageStorage,
          UID.SecondaryCaptureImageStorage,
          UID.BasicTextSRStorage,
          UID.EnhancedSRStorage,
          UID.ComprehensiveSRStorage,
          UID.KeyObjectSelectionDocumentStorage,
          UID.GrayscaleSoftcopyPresentationStateStorage,
          UID.EncapsulatedPDFStorage,
          UID.SegmentationStorage,
          UID.RTStructureSetStorage,
          UID.RTPlanStorage,
          UID.RTDoseStorage);

  @Option(
      names = {"-od", "--out"},
      defaultValue = ".",
      paramLabel = "DIR",
      description = "where the files go; default: here")
  Path directory;

  @Option(names = "--sop-class", paramLabel = "UID", description = "one more storage SOP class")
  List<String> more = new ArrayList<>();

  @Option(
      names = "--transfer-syntax",
      paramLabel = "UID",
      description =
          "take objects in this transfer syntax instead of native, JPEG 2000, JPEG, JPEG-LS and"
              + " RLE; may be repeated")
  List<String> only = new ArrayList<>();

  @Mixin RemoteNode remote;
  @Mixin QueryKeys keys;
  @Mixin Output output;

  @Override
  public Integer call() throws Exception {
    List<PresentationContext> contexts = contexts();
    if (contexts.size() > PresentationContext.MAXIMUM) {
      output.warn(
          "%d presentation contexts are wanted and an association holds %d: name fewer classes or"
                  .formatted(contexts.size(), PresentationContext.MAXIMUM)
              + " transfer syntaxes");
      return 2;
    }
    try (FileReceiver receiver = new FileReceiver(directory, true, (request, file) -> {})) {
      return remote.associate(
          contexts,
          association -> {
            RetrieveResult result =
                association.get(
                    keys.get(),
                    keys.identifier(),
                    receiver,
                    RetrieveReport.progress(output),
                    new Cancellation());
            output.warn(receiver.received() + " files in " + directory);
            return RetrieveReport.of(result, "C-GET", output);
          });
    }
  }

  private List<PresentationContext> contexts() {
    List<PresentationContext> contexts = new ArrayList<>();
    contexts.add(
        new PresentationContext(
            keys.get(), UID.ExplicitVRLittleEndian, UID.ImplicitVRLittleEndian));
    List<List<String>> wanted = only.isEmpty() ? SYNTAXES : only.stream().map(List::of).toList();
    for (String sopClass : Stream.concat(STORAGE.stream(), more.stream()).distinct().toList()) {
      for (List<String> syntaxes : wanted) {
        contexts.add(new PresentationContext(sopClass, syntaxes, Roles.SCP));
      }
    }
    return contexts;
  }
}
