package vn.lienvien.cli;

import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import vn.lienvien.dicom.data.UID;
import vn.lienvien.dicom.net.Cancellation;
import vn.lienvien.dicom.net.PresentationContext;
import vn.lienvien.dicom.net.RetrieveResult;

/** {@code lienvien dicom move}: C-MOVE (PS3.4 C.4.2). */
@Command(
    name = "move",
    mixinStandardHelpOptions = true,
    description = "Ask a node to send objects to an AE title it knows.")
final class DicomMove implements Callable<Integer> {
  @Option(
      names = {"-aem", "--move"},
      required = true,
      paramLabel = "AETITLE",
      description = "where to: an AE title whose address the node knows")
  String destination = "";

  @Mixin RemoteNode remote;
  @Mixin QueryKeys keys;
  @Mixin Output output;

  @Override
  public Integer call() throws Exception {
    var context =
        new PresentationContext(
            keys.move(), UID.ExplicitVRLittleEndian, UID.ImplicitVRLittleEndian);
    return remote.associate(
        List.of(context),
        association -> {
          RetrieveResult result =
              association.move(
                  keys.move(),
                  keys.identifier(),
                  destination,
                  RetrieveReport.progress(output),
                  new Cancellation());
          return RetrieveReport.of(result, "C-MOVE", output);
        });
  }
}
