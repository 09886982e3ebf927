package vn.lienvien.cli;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import vn.lienvien.dicom.data.ElementDictionary;
import vn.lienvien.dicom.io.DicomFile;
import vn.lienvien.dicom.io.EncapsulatedPixelData;
import vn.lienvien.dicom.io.NativePixelData;
import vn.lienvien.dicom.io.PixelData;

/**
 * A file's pixel value as text: its first bytes, or each of its fragments.
 *
 * @param longestValue characters that are shown of a value
 */
record PixelText(DicomFile file, int longestValue) {

  List<String> lines(PixelData pixels) throws IOException {
    String tag = DatasetText.tagText(pixels.tag()) + " " + pixels.vr();
    String name = ElementDictionary.keywordOf(pixels.tag()).orElse("");
    try (FileChannel bytes = file.openPixels()) {
      return switch (pixels) {
        case NativePixelData value -> {
          String shown = shown(bytes, value.offset(), value.length());
          yield List.of("%s [%s] #%d  %s".formatted(tag, shown, value.length(), name));
        }
        case EncapsulatedPixelData value -> {
          List<String> lines = new ArrayList<>();
          int count = value.fragments().size();
          lines.add("%s %d fragment(s)  %s".formatted(tag, count, name));
          lines.add("  offset table " + offsets(value.basicOffsetTable()));
          for (EncapsulatedPixelData.Fragment fragment : value.fragments()) {
            String shown = shown(bytes, fragment.offset(), fragment.length());
            lines.add("  fragment [%s] #%d".formatted(shown, fragment.length()));
          }
          yield lines;
        }
      };
    }
  }

  private String offsets(List<Long> offsets) {
    String all = offsets.stream().map(String::valueOf).collect(Collectors.joining("\\"));
    return "[%s] #%d".formatted(DatasetText.cut(all, longestValue), 4 * offsets.size());
  }

  private String shown(FileChannel bytes, long offset, long length) throws IOException {
    int most = DatasetText.LONGEST_VALUE / 3; // pixels whole are nothing to read
    ByteBuffer first =
        ByteBuffer.allocate((int) Math.min(Math.min(most, longestValue / 3), length));
    while (first.hasRemaining() && bytes.read(first, offset + first.position()) >= 0) {
      continue;
    }
    return DatasetText.hex(first.array(), first.position(), length);
  }
}
