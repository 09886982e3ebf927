package vn.lienvien.dicom.net;

import java.io.IOException;

/** Serves the requests on instances of one SOP class, such as MPPS (PS3.4 F) or UPS (PS3.4 CC). */
@FunctionalInterface
public interface NormalizedHandler {
  /** Runs on a virtual thread of its own; an operation the class lacks is answered 0211H. */
  NormalizedReply serve(Association association, NormalizedRequest request) throws IOException;
}
