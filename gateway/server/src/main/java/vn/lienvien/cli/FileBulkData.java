package vn.lienvien.cli;

import java.net.URI;
import java.util.List;
import java.util.Optional;
import vn.lienvien.dicom.data.VR;
import vn.lienvien.dicom.io.BulkDataUri;
import vn.lienvien.dicom.io.DicomFile;
import vn.lienvien.dicom.io.EncapsulatedPixelData;
import vn.lienvien.dicom.io.NativePixelData;
import vn.lienvien.dicom.io.PixelData;

/**
 * The pixel value of a file as a reference into the file itself, {@code
 * file:///…?offset=1488&length=8192} (PS3.18 F.2.2); everything else is inline. Encapsulated: from
 * the item of the first fragment to the end of the last one. Deflated: the file, without a place.
 */
record FileBulkData(DicomFile file) implements BulkDataUri {
  private static final int ITEM_HEADER = 8;

  @Override
  public Optional<String> uriOf(String path, VR vr, long length) {
    return Optional.empty();
  }

  @Override
  public Optional<String> uriOf(PixelData pixels) {
    URI whole = file.path().toAbsolutePath().normalize().toUri();
    return Optional.of(whole + (file.transferSyntax().isDeflated() ? "" : place(pixels)));
  }

  private static String place(PixelData pixels) {
    return switch (pixels) {
      case NativePixelData value -> place(value.offset(), value.length());
      case EncapsulatedPixelData value -> {
        List<EncapsulatedPixelData.Fragment> fragments = value.fragments();
        if (fragments.isEmpty()) {
          yield "";
        }
        long begin = fragments.getFirst().offset() - ITEM_HEADER;
        long end = fragments.getLast().offset() + fragments.getLast().length();
        yield place(begin, end - begin);
      }
    };
  }

  private static String place(long offset, long length) {
    return "?offset=%d&length=%d".formatted(offset, length);
  }
}
