package vn.lienvien.dicom.net;

import java.io.IOException;
import vn.lienvien.dicom.data.Attributes;

/** Serves C-FIND as SCP: patient and study root query, worklists (PS3.4 C.4.1, K). */
public interface QueryHandler {
  /** Takes matches one by one; each goes out as a pending response. */
  interface Matches {
    void add(Attributes match) throws IOException;
  }

  /**
   * Finds; runs on a virtual thread of its own.
   *
   * @return the final status, normally success; when {@link QueryRequest#cancellation()} was set
   *     the answer is FE00H whatever is returned
   */
  Status find(QueryRequest request, Matches matches) throws IOException;
}
