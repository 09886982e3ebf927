package vn.lienvien.cli;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.concurrent.atomic.AtomicLong;
import vn.lienvien.dicom.data.UIDs;
import vn.lienvien.dicom.net.DataSetStream;
import vn.lienvien.dicom.net.Status;
import vn.lienvien.dicom.net.StorageHandler;
import vn.lienvien.dicom.net.StoreRequest;

/**
 * Keeps what is sent as {@code <SOP Instance UID>.dcm} in a directory, where a file has its name
 * only when it is whole. Thread-safe.
 */
final class FileReceiver implements StorageHandler, AutoCloseable {
  private final Path directory;
  private final Unfinished unfinished;
  private final boolean durable;
  private final Listener listener;
  private final AtomicLong received = new AtomicLong();

  /** Hears of each object that is kept. */
  @FunctionalInterface
  interface Listener {
    void kept(StoreRequest request, Path file);
  }

  /**
   * @param durable whether each file is forced to the disk before the response
   */
  FileReceiver(Path directory, boolean durable, Listener listener) throws IOException {
    this.directory = Files.createDirectories(directory);
    this.unfinished = Unfinished.in(directory);
    this.durable = durable;
    this.listener = listener;
  }

  long received() {
    return received.get();
  }

  @Override
  public void close() throws IOException {
    unfinished.close();
  }

  @Override
  public Status store(StoreRequest request, DataSetStream dataSet) throws IOException {
    if (!UIDs.isValid(request.sopInstanceUID())) {
      return Status.INVALID_SOP_INSTANCE;
    }
    Path file = directory.resolve(request.sopInstanceUID() + ".dcm");
    Path part = unfinished.newPath();
    try {
      try (FileChannel channel =
          FileChannel.open(part, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE)) {
        dataSet.writeFile(channel, request.fileMeta(request.association().callingAETitle()));
        if (durable) {
          channel.force(true);
        }
      }
      Unfinished.finish(part, file);
      received.incrementAndGet();
      listener.kept(request, file);
      return Status.SUCCESS;
    } catch (IOException | RuntimeException e) {
      Files.deleteIfExists(part);
      throw e;
    }
  }
}
