package vn.lienvien.cli;

import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import vn.lienvien.dicom.data.UID;
import vn.lienvien.dicom.net.AssociationException;
import vn.lienvien.dicom.net.PresentationContext;
import vn.lienvien.dicom.net.Status;

/** {@code lienvien dicom echo}: C-ECHO, and advice when it does not come back (PS3.4 A). */
@Command(
    name = "echo",
    mixinStandardHelpOptions = true,
    description = "Verify a connection; a rejection is explained in a sentence.")
final class DicomEcho implements Callable<Integer> {
  @Mixin RemoteNode remote;
  @Mixin Output output;

  @Override
  public Integer call() throws Exception {
    var context =
        new PresentationContext(
            UID.Verification, UID.ExplicitVRLittleEndian, UID.ImplicitVRLittleEndian);
    try {
      return remote.associate(
          List.of(context),
          association -> {
            Status status = association.echo();
            output.say("C-ECHO: " + status);
            output.result(Map.of("ok", status.isSuccess(), "message", status.toString()));
            return status.isSuccess() ? 0 : 1;
          });
    } catch (AssociationException e) {
      output.say(e.getMessage() + "\n" + e.advice());
      output.result(Map.of("ok", false, "message", Sentence.of(e), "advice", e.advice()));
      return 1;
    }
  }
}
