package vn.lienvien.cli;

import java.util.Map;
import java.util.function.Consumer;
import vn.lienvien.dicom.net.RetrieveResult;
import vn.lienvien.dicom.net.SubOperations;

/** How a C-MOVE or C-GET ended, told to a person or a program. */
final class RetrieveReport {
  private RetrieveReport() {}

  /** Takes what the pending responses count. */
  static Consumer<SubOperations> progress(Output output) {
    Progress progress = new Progress(output, "objects");
    return counts -> {
      int done = counts.completed() + counts.failed() + counts.warning();
      progress.at(done, (long) done + counts.remaining());
    };
  }

  /** The exit code: 0 only when every sub-operation succeeded. */
  static int of(RetrieveResult result, String operation, Output output) {
    SubOperations done = result.subOperations();
    output.say(
        "%s: %s, %d completed, %d failed, %d with warning"
            .formatted(
                operation, result.status(), done.completed(), done.failed(), done.warning()));
    output.result(
        Map.of(
            "status", "%04X".formatted(result.status().code()),
            "completed", done.completed(),
            "failed", done.failed(),
            "warning", done.warning()));
    return result.status().isSuccess() ? 0 : 1;
  }
}
