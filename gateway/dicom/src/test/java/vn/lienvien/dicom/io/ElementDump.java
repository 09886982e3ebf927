package vn.lienvien.dicom.io;

import java.io.IOException;
import java.io.InputStream;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import vn.lienvien.dicom.data.Attributes;
import vn.lienvien.dicom.data.ElementDictionary;
import vn.lienvien.dicom.data.VR;

/**
 * A data set as comparable lines: our own, and pydicom's of the same file through {@code
 * src/test/python/dump_elements.py}.
 */
final class ElementDump {
  /**
   * @param vr {@code -} where pydicom read an implicit file and looked none up
   * @param digest SHA-256 of the value, or the number of items, or {@code -} where pydicom does not
   *     keep the bytes
   * @param text the decoded text, or {@code -} for VRs without charset
   */
  record Line(String vr, String digest, String text) {
    boolean agrees(Line other) {
      // pydicom says "OB or OW" of an implicit file's pixels
      boolean sameVR = vr.contains(other.vr) || vr.equals("-");
      boolean sameBytes = digest.equals(other.digest) || digest.equals("-");
      boolean sameText = text.equals(other.text) || text.equals("-");
      return sameVR && sameBytes && sameText;
    }
  }

  private static final String NO_TEXT = "-";

  private ElementDump() {}

  /** What pydicom finds, by file and path of tags. */
  static Map<String, Map<String, Line>> byPydicom(List<Path> files) throws IOException {
    Map<String, Map<String, Line>> dumps = new LinkedHashMap<>();
    Map<String, Line> current = new TreeMap<>();
    List<String> names = files.stream().map(Path::toString).toList();
    for (String line :
        Peer.lines(List.of("/usr/bin/python3", "src/test/python/dump_elements.py"), names)) {
      String[] parts = line.split("\t", -1);
      switch (parts[0]) {
        case "F" -> {
          current = new TreeMap<>();
          dumps.put(parts[1], current);
        }
        case "E" -> current.put(parts[1], new Line(parts[2], parts[3], text(parts[4])));
        default -> current.put("X", new Line(NO_TEXT, line, NO_TEXT));
      }
    }
    return dumps;
  }

  private static String text(String hex) {
    return hex.equals(NO_TEXT)
        ? NO_TEXT
        : trimmed(new String(HexFormat.of().parseHex(hex), StandardCharsets.UTF_8));
  }

  /** What we find. */
  static Map<String, Line> byOurselves(DicomFile file) throws IOException {
    Map<String, Line> lines = new TreeMap<>();
    dump(file.dataset(), "", lines);
    if (file.pixelData().isPresent()) {
      PixelData pixels = file.pixelData().get();
      String digest = sha256(padded(pixelBytes(file, pixels), VR.OB));
      lines.put("%08X".formatted(pixels.tag()), new Line(vrOf(pixels), digest, NO_TEXT));
    }
    return lines;
  }

  /** Fragments are OB; an OW that some writers give them is not written again (PS3.5 A.4). */
  private static String vrOf(PixelData pixels) {
    return pixels instanceof EncapsulatedPixelData ? "OB" : pixels.vr().name();
  }

  private static void dump(Attributes dataset, String path, Map<String, Line> lines) {
    for (int tag : dataset.tags()) {
      String here = path + "%08X".formatted(tag);
      VR vr = dataset.vr(tag);
      if (vr == VR.SQ) {
        List<Attributes> items = dataset.items(tag);
        lines.put(here, new Line("SQ", Integer.toString(items.size()), NO_TEXT));
        for (int i = 0; i < items.size(); i++) {
          dump(items.get(i), here + "/" + i + "/", lines);
        }
      } else {
        lines.put(
            here,
            new Line(vr.name(), sha256(padded(value(dataset, tag), vr)), text(dataset, tag, vr)));
      }
    }
  }

  private static byte[] value(Attributes dataset, int tag) {
    if (!dataset.isFragments(tag)) {
      return dataset.bytes(tag);
    }
    List<byte[]> all = new ArrayList<>(dataset.fragments(tag));
    all.removeFirst();
    return concatenated(all);
  }

  private static byte[] padded(byte[] value, VR vr) {
    if ((value.length & 1) == 0) {
      return value;
    }
    byte[] even = Arrays.copyOf(value, value.length + 1);
    even[value.length] = vr.padding();
    return even;
  }

  private static String text(Attributes dataset, int tag, VR vr) {
    VR meaning = vr == VR.UN ? ElementDictionary.vrOf(tag) : vr;
    if (!meaning.isCharsetDependent()) {
      return NO_TEXT;
    }
    String text = trimmed(String.join("\\", dataset.strings(tag)));
    return text.isEmpty() ? NO_TEXT : text;
  }

  /** Toolkits differ in which padding they show; the bytes are compared apart from this. */
  private static String trimmed(String text) {
    StringBuilder joined = new StringBuilder();
    for (String value : text.split("\\\\", -1)) {
      joined.append(joined.isEmpty() ? "" : "\\").append(value.replace("\0", "").strip());
    }
    return joined.isEmpty() ? NO_TEXT : joined.toString();
  }

  private static byte[] pixelBytes(DicomFile file, PixelData pixels) throws IOException {
    try (FileChannel channel = file.openPixels()) {
      return switch (pixels) {
        case NativePixelData data -> region(channel, data.offset(), data.length());
        case EncapsulatedPixelData data -> {
          List<byte[]> all = new ArrayList<>();
          for (EncapsulatedPixelData.Fragment fragment : data.fragments()) {
            all.add(region(channel, fragment.offset(), fragment.length()));
          }
          yield concatenated(all);
        }
      };
    }
  }

  private static byte[] region(FileChannel channel, long offset, long length) throws IOException {
    InputStream in = DicomFile.region(channel, offset);
    return in.readNBytes((int) length);
  }

  private static byte[] concatenated(List<byte[]> parts) {
    byte[] whole = new byte[parts.stream().mapToInt(part -> part.length).sum()];
    int at = 0;
    for (byte[] part : parts) {
      System.arraycopy(part, 0, whole, at, part.length);
      at += part.length;
    }
    return whole;
  }

  static String sha256(byte[] bytes) {
    try {
      return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }
}
