package vn.lienvien.dicom.net;

import java.io.IOException;

/** Serves C-STORE as SCP (PS3.4 B). */
public interface StorageHandler {
  /**
   * Takes one object; runs on the association's virtual thread, so the next object waits until it
   * returns. The status must follow durable storage. An exception is answered 0110H; what the
   * stream still holds is discarded.
   *
   * @param dataSet the data set as it was sent, without file meta information
   */
  Status store(StoreRequest request, DataSetStream dataSet) throws IOException;
}
