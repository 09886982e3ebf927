package vn.lienvien.dicom.vietnamese;

import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import vn.lienvien.dicom.data.Attributes;
import vn.lienvien.dicom.data.VR;

/**
 * Mislabelled Vietnamese text of a data set, read right. The data set it was found in stays as it
 * is; what is made of it is for showing and finding.
 *
 * @param encoding that the text is really in
 * @param dataset a copy in ISO_IR 192 with the text as it was meant
 * @param changes every value that reads differently now
 */
public record TextRepair(
    VietnameseEncoding encoding, Attributes dataset, List<RepairedValue> changes) {

  public TextRepair {
    changes = List.copyOf(changes);
  }

  /**
   * Looks at a data set whose text is declared as ASCII, Latin 1 or UTF-8, or not declared.
   *
   * @return empty where the text is what it is declared to be, as far as can be told
   */
  public static Optional<TextRepair> of(Attributes dataset, SourceText source) {
    Attributes copy = dataset.copy();
    List<TextSample> samples = new ArrayList<>();
    collect(copy, "", samples);
    Optional<VietnameseEncoding> encoding =
        switch (source) {
          case SourceText.AsDeclared() -> Optional.empty();
          case SourceText.Detected() -> EncodingDetector.detect(samples);
          case SourceText.Always(VietnameseEncoding known) -> Optional.of(known);
        };
    return encoding
        .map(found -> repaired(found, copy, samples))
        .filter(repair -> !repair.changes().isEmpty());
  }

  private static TextRepair repaired(
      VietnameseEncoding encoding, Attributes copy, List<TextSample> samples) {
    List<RepairedValue> changes = new ArrayList<>();
    List<TextSample> changed = new ArrayList<>();
    for (TextSample sample : samples) {
      Optional<String> text = encoding.decode(sample.bytes()).map(TextRepair::withoutPadding);
      if (text.isPresent()) {
        byte[] original = sample.bytes().clone();
        changes.add(new RepairedValue(sample.path(), sample.vr(), original, text.get()));
        changed.add(sample);
      }
    }
    copy.useUnicode();
    for (int i = 0; i < changed.size(); i++) {
      TextSample sample = changed.get(i);
      if (!sample.dataset().charset().isUnicode()) {
        sample.dataset().useUnicode();
      }
      sample.dataset().set(sample.tag(), sample.vr(), changes.get(i).text());
    }
    return new TextRepair(encoding, copy, changes);
  }

  private static void collect(Attributes dataset, String path, List<TextSample> samples) {
    for (int tag : dataset.tags()) {
      if (dataset.vr(tag) == VR.SQ) {
        List<Attributes> items = dataset.items(tag);
        for (int i = 0; i < items.size(); i++) {
          collect(items.get(i), pathOf(path, tag) + "/" + i + "/", samples);
        }
      } else if (dataset.vr(tag).isCharsetDependent() && isDoubtful(dataset, tag)) {
        samples.add(new TextSample(dataset, tag, pathOf(path, tag)));
      }
    }
  }

  private static String pathOf(String parent, int tag) {
    return parent + HexFormat.of().withUpperCase().toHexDigits(tag);
  }

  /** Text beyond ASCII whose declaration hardly ever means what it says. */
  private static boolean isDoubtful(Attributes dataset, int tag) {
    byte[] bytes = dataset.bytes(tag);
    boolean beyondAscii = false;
    for (byte b : bytes) {
      beyondAscii |= b < 0;
    }
    if (!beyondAscii || dataset.charset().hasCodeExtensions()) {
      return false;
    }
    return dataset.charset().isUnicode()
        ? VietnameseEncoding.UTF_8.decode(bytes).isEmpty()
        : dataset.charset().isLatin();
  }

  private static String withoutPadding(String text) {
    return text.replaceAll("[ \\x00]+$", "");
  }
}
