package vn.lienvien.dicom.net;

import java.io.IOException;

/** Takes storage commitment results as SCU, on whichever association they come (PS3.4 J.3.3). */
public interface CommitmentResultHandler {
  Status reported(Association association, CommitmentResult result) throws IOException;
}
