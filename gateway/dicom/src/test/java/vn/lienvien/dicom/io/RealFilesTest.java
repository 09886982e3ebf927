package vn.lienvien.dicom.io;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import vn.lienvien.dicom.SharedData;
import vn.lienvien.dicom.data.Attributes;
import vn.lienvien.dicom.data.Tag;
import vn.lienvien.dicom.data.TransferSyntax;
import vn.lienvien.dicom.data.UID;

/** Every real file, read and written back, with pydicom and dcmdump as judges. */
class RealFilesTest {
  /**
   * Files that other toolkits show in part and that we refuse, with the words we refuse them in.
   */
  private static final Map<String, String> REFUSED =
      Map.of(
          // 8192 bytes of pixels are declared, 8142 are there: half an image is none
          "MR__pydicom__MR_truncated.dcm", "(7FE0,0010): length 8192 goes beyond the end",
          // cut inside a sequence of a treatment plan
          "RTPLAN__pydicom__rtplan_truncated.dcm", "(300A,00B0): length 976 goes beyond the end",
          // a stray byte stands before the first element; pydicom and dcmdump find nothing in it
          "NA__pydicom__no_meta.dcm", "this is no DICOM",
          // an item without a sequence around it, and the file ends inside a value
          "US__fo-dicom__GH364.dcm", "(FFFE,E000): stands where an element must");

  @TempDir private Path directory;

  @Test
  void refusesTheBrokenOnesAndSaysWhy() {
    for (Path file : SharedData.files()) {
      String words = REFUSED.get(file.getFileName().toString());
      if (words != null) {
        assertThatThrownBy(() -> DicomFile.read(file))
            .isInstanceOf(DicomFormatException.class)
            .hasMessageContaining(words)
            .hasMessageContaining("offset");
      }
    }
  }

  @Test
  void readsEveryElementAsPydicomDoes() throws IOException {
    List<Path> files = readable();
    Map<String, Map<String, ElementDump.Line>> theirs = ElementDump.byPydicom(files);
    for (Path file : files) {
      Map<String, ElementDump.Line> ours = ElementDump.byOurselves(DicomFile.read(file));
      assertSame(file, theirs.getOrDefault(file.toString(), Map.of()), ours);
    }
  }

  @Test
  void writesEveryFileBackSoThatPydicomFindsItUnchanged() throws IOException {
    Map<Path, Path> originalOf = new LinkedHashMap<>();
    for (Path file : readable()) {
      DicomFile original = DicomFile.read(file);
      originalOf.put(rewritten(original, original.transferSyntax(), "same"), file);
      if (!original.transferSyntax().isEncapsulated()) {
        TransferSyntax explicit = TransferSyntax.of(UID.ExplicitVRLittleEndian);
        originalOf.put(rewritten(original, explicit, "explicit"), file);
      }
    }
    Map<String, Map<String, ElementDump.Line>> theirs =
        ElementDump.byPydicom(new ArrayList<>(originalOf.keySet()));
    for (Map.Entry<Path, Path> pair : originalOf.entrySet()) {
      DicomFile original = DicomFile.read(pair.getValue());
      DicomFile copy = DicomFile.read(pair.getKey());
      // a value keeps the VR that its writer gave it: another would be another value
      assertThat(copy.tolerated())
          .as("%s is written strictly", pair.getValue())
          .allMatch(note -> note.contains(" where the standard has "));
      Map<String, ElementDump.Line> expected = ElementDump.byOurselves(original);
      Map<String, ElementDump.Line> found =
          new TreeMap<>(theirs.getOrDefault(pair.getKey().toString(), Map.of()));
      if (original.transferSyntax().isBigEndian() && !copy.transferSyntax().isBigEndian()) {
        expected.remove("7FE00010");
        found.remove("7FE00010");
      }
      assertSame(pair.getValue(), found, expected);
    }
  }

  @Test
  void bigEndianPixelsBecomeThoseOfTheLittleEndianTwin() throws IOException {
    Map<String, String> twins =
        Map.of(
            "MR__pydicom__MR_small_bigendian.dcm", "MR__pydicom__MR_small.dcm",
            "RTDOSE__pydicom__rtdose_expb.dcm", "RTDOSE__pydicom__rtdose.dcm");
    for (Path file : SharedData.files()) {
      String twin = twins.get(file.getFileName().toString());
      if (twin != null) {
        TransferSyntax explicit = TransferSyntax.of(UID.ExplicitVRLittleEndian);
        Path copy = rewritten(DicomFile.read(file), explicit, "twin");
        Map<String, ElementDump.Line> ours = ElementDump.byOurselves(DicomFile.read(copy));
        Map<String, ElementDump.Line> theirs =
            ElementDump.byOurselves(DicomFile.read(file.resolveSibling(twin)));
        assertThat(ours.get("7FE00010")).isEqualTo(theirs.get("7FE00010"));
      }
    }
  }

  @Test
  void writesEveryFileBackSoThatDcmdumpFindsItUnchanged() throws IOException {
    List<Path> originals = readable();
    List<Path> copies = new ArrayList<>();
    for (Path file : originals) {
      DicomFile original = DicomFile.read(file);
      copies.add(rewritten(original, original.transferSyntax(), "dcmdump"));
    }
    List<List<String>> before = dcmdump(originals);
    List<List<String>> after = dcmdump(copies);
    assertThat(after).hasSameSizeAs(copies);
    for (int i = 0; i < originals.size(); i++) {
      assertThat(after.get(i)).as(originals.get(i).toString()).noneMatch(l -> l.startsWith("E: "));
      if (DicomFile.read(originals.get(i)).tolerated().isEmpty()) {
        assertThat(withoutLengths(after.get(i)))
            .as(originals.get(i).toString())
            .containsExactlyElementsOf(withoutLengths(before.get(i)));
      }
    }
  }

  private static List<Path> readable() {
    return SharedData.filesOrMadeUp().stream()
        .filter(file -> !REFUSED.containsKey(file.getFileName().toString()))
        .toList();
  }

  private Path rewritten(DicomFile file, TransferSyntax syntax, String kind) throws IOException {
    Path copy = Files.createTempFile(directory, kind, ".dcm");
    Attributes meta = file.fileMeta().copy().set(Tag.TransferSyntaxUID, syntax.uid());
    PixelSource pixels = PixelCopy.of(file, syntax).orElse(null);
    Part10Writer.write(copy, meta, file.dataset(), pixels);
    return copy;
  }

  /** Group lengths are reckoned anew, and pydicom does not keep the bytes of every element. */
  private static void assertSame(
      Path file, Map<String, ElementDump.Line> theirs, Map<String, ElementDump.Line> ours) {
    Map<String, String> differences = new TreeMap<>();
    Set<String> paths = new TreeSet<>(theirs.keySet());
    paths.addAll(ours.keySet());
    paths.removeIf(path -> path.endsWith("0000"));
    for (String path : paths) {
      ElementDump.Line theirLine = theirs.get(path);
      ElementDump.Line ourLine = ours.get(path);
      if (theirLine == null || ourLine == null || !theirLine.agrees(ourLine)) {
        differences.put(path, "theirs " + theirLine + ", ours " + ourLine);
      }
    }
    assertThat(differences).as(file.toString()).isEmpty();
  }

  /** The dump of each file, with its errors; one process for all of them. */
  private static List<List<String>> dcmdump(List<Path> files) throws IOException {
    List<String> command = new ArrayList<>(List.of("dcmdump", "+F"));
    files.forEach(file -> command.add(file.toString()));
    List<List<String>> dumps = new ArrayList<>();
    for (String line : Peer.linesWhateverTheExit(command)) {
      if (line.startsWith("# dcmdump (")) {
        dumps.add(new ArrayList<>());
      }
      dumps.getLast().add(line);
    }
    return dumps;
  }

  /** Elements with their values: sequences may have changed between the two kinds of length. */
  private static List<String> withoutLengths(List<String> dump) {
    return dump.stream()
        .filter(line -> line.stripLeading().startsWith("("))
        .filter(line -> !line.matches("\\s*\\(....,0000\\).*|\\(0002,.*|\\s*\\(fffe,e0.d\\).*"))
        .map(line -> line.replaceAll("(explicit|undefined) length", "length"))
        .map(line -> line.replaceAll("#\\s*(\\d+|u/l),", "#").replaceAll("\\s+#", " #"))
        .toList();
  }
}
