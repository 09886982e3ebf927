package vn.lienvien.dicom.net;

import java.util.Optional;

/** A response that came for one of our requests; its data set, if any, is small and in memory. */
record Reply(CommandSet command, AcceptedContext context, Optional<byte[]> dataSet) {
  Status status() {
    return command.status();
  }
}
