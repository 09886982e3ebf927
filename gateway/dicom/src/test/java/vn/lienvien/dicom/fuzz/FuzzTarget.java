package vn.lienvien.dicom.fuzz;

import java.io.IOException;
import java.util.List;

/** One door that hostile bytes come to. */
public interface FuzzTarget {
  /**
   * Takes the bytes in or refuses them by the exception that callers of that door expect; whatever
   * else is thrown is a finding.
   */
  void run(byte[] input) throws IOException;

  /** Well-formed input that mutation begins with. */
  List<byte[]> seeds() throws IOException;
}
