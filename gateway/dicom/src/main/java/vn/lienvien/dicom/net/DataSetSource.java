package vn.lienvien.dicom.net;

import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.file.Path;

/** Where the bytes of an outgoing data set come from; read once, in order. */
public sealed interface DataSetSource {
  /** A part of a file, usually from the data set's offset to the end. */
  record FileRegion(Path path, long offset, long length) implements DataSetSource {}

  /** Bytes already in memory; not changed. */
  record Bytes(ByteBuffer bytes) implements DataSetSource {}

  /** A stream, closed by the sender. */
  record Stream(InputStream stream) implements DataSetSource {}
}
