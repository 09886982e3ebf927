package vn.lienvien.dicom.net;

import java.io.IOException;

/** Serves storage commitment as SCP (PS3.4 J); runs on a virtual thread of the operation's own. */
public interface CommitmentHandler {
  /** Takes the request on: the returned status is the N-ACTION response. */
  Status request(Association association, CommitmentRequest request) throws IOException;

  /**
   * Called after a successful response was sent. The result may be reported here on the same
   * association by {@link Association#reportCommitment}, or later on a new one.
   */
  void answered(Association association, CommitmentRequest request) throws IOException;
}
