package vn.lienvien.dicom.net;

import java.io.IOException;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;

/** Keeps what arrives in memory, by SOP Instance UID. */
final class FakeStorage implements StorageHandler {
  final Map<String, byte[]> objects = new ConcurrentHashMap<>();
  final Map<String, StoreRequest> requests = new ConcurrentHashMap<>();
  final ConcurrentLinkedQueue<IOException> broken = new ConcurrentLinkedQueue<>();

  @Override
  public Status store(StoreRequest request, DataSetStream dataSet) throws IOException {
    try {
      objects.put(request.sopInstanceUID(), dataSet.readAllBytes());
      requests.put(request.sopInstanceUID(), request);
      return Status.SUCCESS;
    } catch (IOException cut) {
      broken.add(cut);
      throw cut;
    }
  }
}
