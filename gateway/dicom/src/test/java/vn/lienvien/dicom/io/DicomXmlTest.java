package vn.lienvien.dicom.io;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.Reader;
import java.io.StringReader;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import vn.lienvien.dicom.SharedData;
import vn.lienvien.dicom.data.Attributes;
import vn.lienvien.dicom.data.Tag;
import vn.lienvien.dicom.data.VR;
import vn.lienvien.dicom.fuzz.SeedFiles;

/** The Native DICOM Model, with DCMTK's dcm2xml as judge; its xml2dcm does not read this model. */
class DicomXmlTest {
  @TempDir private Path directory;

  @Test
  void everyRealFileComesBackFromTheModelAsItWas() throws IOException {
    for (DicomFile file : SeedFiles.readable(SharedData.filesOrMadeUp(), Long.MAX_VALUE)) {
      Attributes dataset = file.dataset();
      Attributes again = read(DicomXml.write(dataset, BulkDataUri.NONE));
      assertThat(contents(again, true))
          .as(file.path().toString())
          .isEqualTo(contents(dataset, true));
    }
  }

  @Test
  void whatDcm2xmlWritesOfRealFilesIsReadAsTheFilesAre() throws IOException {
    for (Path path : sample()) {
      Path xml = directory.resolve("native.xml");
      Peer.linesWhateverTheExit(
          List.of("dcm2xml", "--native-format", path.toString(), xml.toString()));
      Attributes theirs;
      Charset charset = Charset.forName(declared(xml));
      try (Reader reader = Files.newBufferedReader(xml, charset)) {
        theirs = DicomXml.read(reader, uri -> new byte[0]);
      }
      TreeMap<String, List<String>> expected = contents(DicomFile.read(path).dataset(), false);
      assertThat(contents(theirs, false)).as(path.toString()).isEqualTo(expected);
    }
  }

  @Test
  void bulkDataIsReferredToAndFetched() throws IOException {
    Attributes dataset = new Attributes().setBytes(Tag.EncapsulatedDocument, VR.OB, new byte[2000]);
    String xml =
        DicomXml.write(dataset, (path, vr, length) -> Optional.of("bulk/" + path + "?a&b"));
    assertThat(xml).contains("<BulkData uri=\"bulk/00420011?a&amp;b\"/>");
    Attributes back =
        DicomXml.read(
            new StringReader(xml),
            uri -> {
              assertThat(uri).isEqualTo("bulk/00420011?a&b");
              return new byte[2000];
            });
    assertThat(back.bytes(Tag.EncapsulatedDocument)).hasSize(2000);
  }

  @Test
  void privateElementsAreKnownByTheirCreatorWhateverTheirBlock() throws IOException {
    Attributes dataset =
        new Attributes().set(0x00090010, VR.LO, "ONE").set(0x00090011, VR.LO, "TWO");
    dataset.set(0x00091105, VR.LO, "of two");
    String xml = DicomXml.write(dataset, BulkDataUri.NONE);
    assertThat(xml).contains("tag=\"00090005\" vr=\"LO\" privateCreator=\"TWO\"");
    assertThat(read(xml)).isEqualTo(dataset);
    String without =
        "<NativeDicomModel><DicomAttribute tag=\"00090005\" vr=\"LO\" privateCreator=\"NEW\">"
            + "<Value number=\"1\">x</Value></DicomAttribute></NativeDicomModel>";
    assertThat(read(without).string(0x00091005)).hasValue("x");
    assertThat(read(without).string(0x00090010)).hasValue("NEW");
  }

  @Test
  void namesAreWrittenByComponentAndMarkupAsText() throws IOException {
    Attributes dataset =
        new Attributes()
            .set(Tag.PatientName, "Nguyễn^Văn Đức^^BS=阮^文德")
            .set(Tag.ImageComments, "a < b & \"c\"\r\nsecond\tline\u0001");
    String xml = DicomXml.write(dataset, BulkDataUri.NONE);
    assertThat(xml).contains("<FamilyName>Nguyễn</FamilyName>", "<NamePrefix>BS</NamePrefix>");
    Attributes back = read(xml);
    assertThat(back.string(Tag.PatientName)).hasValue("Nguyễn^Văn Đức^^BS=阮^文德");
    assertThat(back.string(Tag.ImageComments)).hasValue("a < b & \"c\"\r\nsecond\tline\uFFFD");
  }

  @Test
  void entitiesAndWhatIsNotTheModelAreRefused() {
    List<String> hostile = new ArrayList<>(List.of("", "<a/>", "<NativeDicomModel><x/>"));
    hostile.add(
        "<!DOCTYPE N [<!ENTITY a \"aa\"><!ENTITY b \"&a;&a;\">]>"
            + "<NativeDicomModel>&b;</NativeDicomModel>");
    hostile.add(
        "<!DOCTYPE N [<!ENTITY f SYSTEM \"file:///etc/passwd\">]>"
            + "<NativeDicomModel>&f;</NativeDicomModel>");
    String open = "<DicomAttribute tag=\"00081140\" vr=\"SQ\"><Item number=\"1\">";
    hostile.add("<NativeDicomModel>" + open.repeat(10_000));
    for (String xml : hostile) {
      assertThatThrownBy(() -> read(xml)).isInstanceOf(DicomFormatException.class);
    }
  }

  private static Attributes read(String xml) throws IOException {
    return DicomXml.read(new StringReader(xml), DicomJson.BulkDataSource.REFUSE);
  }

  /** Files whose text both tools agree on the encoding of. */
  private static List<Path> sample() {
    return SharedData.filesOrMadeUp().stream()
        .filter(
            path -> path.toString().matches(".*(693_UNCI|RG3_J2KR|rtplan.dcm|label.seg|/ISOIR).*"))
        .toList();
  }

  private static String declared(Path xml) throws IOException {
    String head = new String(Files.readAllBytes(xml), StandardCharsets.ISO_8859_1);
    return head.replaceFirst("(?s).*?encoding=\"([^\"]+)\".*", "$1");
  }

  private static TreeMap<String, List<String>> contents(Attributes dataset, boolean withBinary) {
    TreeMap<String, List<String>> contents = new TreeMap<>();
    collect(dataset, "", withBinary, contents);
    return contents;
  }

  /**
   * The values of every element but group lengths, by path. Empty components at the end of a name
   * have no place in the model.
   */
  private static void collect(
      Attributes dataset, String path, boolean withBinary, TreeMap<String, List<String>> into) {
    for (int tag : dataset.tags()) {
      String here = path + "%08X".formatted(tag);
      List<Attributes> items = dataset.items(tag);
      for (int i = 0; i < items.size(); i++) {
        collect(items.get(i), here + "/" + i + "/", withBinary, into);
      }
      boolean told = (tag & 0xFFFF) != 0 && tag != Tag.SpecificCharacterSet;
      if (told && ModelVR.isInline(ModelVR.of(dataset, tag))) {
        if (withBinary && !dataset.isFragments(tag)) {
          into.put(here, List.of(ElementDump.sha256(dataset.bytes(tag))));
        }
      } else if (told && dataset.vr(tag) != VR.SQ) {
        boolean name = dataset.vr(tag) == VR.PN;
        List<String> values =
            dataset.strings(tag).stream().map(v -> name ? trimmed(v) : v).toList();
        into.put(here, values.equals(List.of("")) ? List.of() : values);
      }
    }
  }

  private static String trimmed(String name) {
    return name.replaceAll("\\^+(=|$)", "$1").replaceAll("=+$", "");
  }
}
