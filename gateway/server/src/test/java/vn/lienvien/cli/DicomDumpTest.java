package vn.lienvien.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import vn.lienvien.dicom.data.Attributes;
import vn.lienvien.dicom.data.Tag;
import vn.lienvien.dicom.data.VR;
import vn.lienvien.peer.Program;
import vn.lienvien.peer.Slices;

/** What {@code dicom dump} shows, beside what {@code dcmdump} shows of the same file. */
final class DicomDumpTest {
  private static final Slices STUDY = new Slices("611");

  @TempDir static Path directory;
  private static Path slice;
  private static Path compressed;

  @BeforeAll
  static void write() throws IOException {
    Attributes odd =
        STUDY
            .slice(1, 1)
            .set(Tag.ImageComments, "one\r\ntwo\u001b[2J\u009b")
            .setBytes(0x00090010, VR.LO, "ACME".getBytes())
            .setBytes(0x00091001, VR.SH, "mine".getBytes())
            .setBytes(0x00091002, VR.AT, new byte[] {0x10, 0, 0x20, 0})
            .setBytes(Tag.DataSetTrailingPadding, VR.OB, new byte[4]);
    slice = Slices.write(directory.resolve("slice.dcm"), odd);
    compressed = directory.resolve("compressed.dcm");
    assertThat(Ran.of("dicom", "transcode", slice, compressed).exitCode()).isZero();
  }

  @Test
  void pixelsStandWhereTheirTagIs() throws Exception {
    String dump = Ran.of("dicom", "dump", slice).out();
    assertThat(dump.lines())
        .anyMatch(line ->
            line.startsWith("(7fe0,0010) OW [01\\00\\02\\00\\03\\00")
                && line.endsWith("…] #8192  PixelData"));
    assertThat(dump.indexOf("(7fe0,0010)")).isLessThan(dump.indexOf("(fffc,fffc)"));
    assertThat(dcmdump(slice)).containsPattern("\\(7fe0,0010\\) OW 0001.0002.0003");
    assertThat(Ran.of("dicom", "dump", "+P", "PixelData", slice).out()).startsWith("(7fe0,0010)");
  }

  @Test
  void eachFragmentIsAsLongAsDcmdumpSays() throws Exception {
    Matcher item =
        Pattern.compile("\\(fffe,e000\\) pi ff.*#\\s*(\\d+),").matcher(dcmdump(compressed));
    assertThat(item.find()).isTrue();
    assertThat(Ran.of("dicom", "dump", compressed).out())
        .contains("(7fe0,0010) OB 1 fragment(s)  PixelData", "  offset table [")
        .containsPattern("  fragment \\[ff.4f.ff.51.*] #" + item.group(1) + "\n");
  }

  @Test
  void aValueStaysOnItsLineAndHasNoPowerOverTheTerminal() {
    String dump = Ran.of("dicom", "dump", slice).out();
    assertThat(dump)
        .contains("(0020,4000) LT [one\\r\\ntwo\\x1b[2J\\x9b]")
        .doesNotContain("\u001b", "\u009b");
    assertThat(dump.lines()).allMatch(line -> line.matches("[(# ].*"));
  }

  @Test
  void tagsWithoutKeywordSayWhatTheyAreFor() {
    assertThat(Ran.of("dicom", "dump", slice).out())
        .contains("(0009,0010) LO [ACME] #4  PrivateCreator")
        .contains("(0009,1001) SH [mine] #4  Private")
        .contains("(0009,1002) AT [(0010,0020)] #4  Private");
  }

  @Test
  void jsonAndXmlReferToThePixelsInTheFile() throws Exception {
    Ran json = Ran.of("dicom", "dump", "--json", slice);
    assertThat(json.json().at("/7FE00010/vr").asText()).isEqualTo("OW");
    URI uri = URI.create(json.json().at("/7FE00010/BulkDataURI").asText());
    Matcher place = Pattern.compile("offset=(\\d+)&length=(\\d+)").matcher(uri.getQuery());
    assertThat(place.matches()).isTrue();
    int offset = Integer.parseInt(place.group(1));
    byte[] file = Files.readAllBytes(Path.of(uri.getPath()));
    assertThat(Arrays.copyOfRange(file, offset, offset + Integer.parseInt(place.group(2))))
        .isEqualTo(STUDY.slice(1, 1).bytes(Tag.PixelData));
    assertThat(Ran.of("dicom", "dump", "--xml", slice).out())
        .contains("keyword=\"PixelData\"", "<BulkData uri=\"file:///");
    assertThat(Ran.of("dicom", "dump", "--json", compressed).json().at("/7FE00010/BulkDataURI"))
        .asString()
        .contains("compressed.dcm?offset=");
  }

  private static String dcmdump(Path file) throws Exception {
    return Program.run(directory, "dcmdump", file.toString()).output();
  }
}
