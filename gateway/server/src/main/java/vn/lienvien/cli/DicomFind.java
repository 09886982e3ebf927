package vn.lienvien.cli;

import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import vn.lienvien.dicom.data.Attributes;
import vn.lienvien.dicom.data.Tag;
import vn.lienvien.dicom.data.UID;
import vn.lienvien.dicom.io.BulkDataUri;
import vn.lienvien.dicom.io.DicomJson;
import vn.lienvien.dicom.net.Cancellation;
import vn.lienvien.dicom.net.PresentationContext;
import vn.lienvien.dicom.net.Status;

/** {@code lienvien dicom find}: C-FIND (PS3.4 C.4.1). */
@Command(
    name = "find",
    mixinStandardHelpOptions = true,
    description = "Query a node; --json prints one DICOM JSON object a match.")
final class DicomFind implements Callable<Integer> {
  @Mixin RemoteNode remote;
  @Mixin QueryKeys keys;

  @Option(
      names = {"-W", "--worklist"},
      description = "the modality worklist instead of studies")
  boolean worklist;

  @Option(names = "--cancel", paramLabel = "N", description = "C-CANCEL after N matches")
  int cancelAfter = Integer.MAX_VALUE;

  @Mixin Output output;

  private final Cancellation cancellation = new Cancellation();
  private int matches;

  @Override
  public Integer call() throws Exception {
    var context =
        new PresentationContext(sopClass(), UID.ExplicitVRLittleEndian, UID.ImplicitVRLittleEndian);
    return remote.associate(
        List.of(context),
        association -> {
          Status status =
              association.find(sopClass(), identifier().useUnicode(), this::take, cancellation);
          output.warn("C-FIND: " + status);
          return status.isSuccess() || cancellation.isCancelled() ? 0 : 1;
        });
  }

  private String sopClass() {
    return worklist ? UID.ModalityWorklistInformationModelFind : keys.find();
  }

  private Attributes identifier() {
    Attributes identifier = keys.identifier();
    return worklist ? identifier.remove(Tag.QueryRetrieveLevel) : identifier;
  }

  private void take(Attributes match) {
    print(match);
    if (++matches == cancelAfter) {
      cancellation.cancel();
    }
  }

  private void print(Attributes match) {
    if (output.json) {
      output.line(DicomJson.write(match, BulkDataUri.NONE));
    } else {
      output.say("match");
      DatasetText.WHOLE.lines(match).forEach(line -> output.say("  " + line));
    }
  }
}
