package vn.lienvien.consult;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.text.Normalizer;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ResultPdfTest {
  private static final String ALPHABET =
      "aàảãáạăằẳẵắặâầẩẫấậ bc dđ eèẻẽéẹêềểễếệ gh iìỉĩíị kl mn oòỏõóọôồổỗốộơờởỡớợ pq rst"
          + " uùủũúụưừửữứự vx yỳỷỹýỵ";

  @TempDir Path directory;

  @Test
  void canBeReadBackAsNfcVietnamese() throws Exception {
    String text = textOf(ResultPdf.of(Samples.consultation(), Samples.result(ALPHABET)));
    assertThat(text)
        .contains(ResultPdf.TITLE)
        .contains("BỆNH VIỆN BẠCH MAI")
        .contains("Nguyễn Thị Hồng Đào")
        .contains("12/03/1985")
        .contains("Đau đầu đột ngột, nghi xuất huyết dưới nhện")
        .contains("Xuất huyết dưới nhện lan tỏa, Fisher độ 3.\nPhù não nhẹ.\n")
        .contains("Ký lúc 22/11/2026 10:04 (UTC+7)")
        .contains("BS. CKII Lê Thị Ngọc Ánh")
        .contains("Trang 1/1");
    assertThat(text.replaceAll("\\s+", " ")).contains(ALPHABET);
  }

  @Test
  void keepsEveryLetterOfTheAlphabetInBothCases() throws Exception {
    String upper = ALPHABET.toUpperCase(java.util.Locale.ROOT);
    assertThat(
            textOf(ResultPdf.of(Samples.consultation(), Samples.result(upper)))
                .replaceAll("\\s+", " "))
        .contains(upper)
        .doesNotContain("\u25A1");
  }

  @Test
  void composesWhatWasTypedDecomposed() throws Exception {
    String typed = Normalizer.normalize("Tổn thương ở thùy trán trái", Normalizer.Form.NFD);
    assertThat(textOf(ResultPdf.of(Samples.consultation(), Samples.result(typed))))
        .contains("Tổn thương ở thùy trán trái");
  }

  @Test
  void wrapsLongTextOverPagesAndLosesNothing() throws Exception {
    StringBuilder description = new StringBuilder();
    for (int i = 0; i < 1500; i++) {
      description.append("từ").append(i).append(i % 50 == 49 ? "\n" : " ");
    }
    description.append("x".repeat(500));
    String text =
        textOf(ResultPdf.of(Samples.consultation(), Samples.result(description.toString())));
    for (int i = 0; i < 1500; i++) {
      assertThat(text).containsPattern("\\bừ?từ" + i + "\\b");
    }
    assertThat(Pattern.compile("x").matcher(text).results().count()).isGreaterThanOrEqualTo(500);
    assertThat(text).containsPattern("Trang 3/\\d");
  }

  @Test
  void showsABoxForWhatTheFontLacks() throws Exception {
    assertThat(
            textOf(ResultPdf.of(Samples.consultation(), Samples.result("mặt \uD83D\uDE00 漢 hết"))))
        .contains("mặt \u25A1 \u25A1 hết");
  }

  @Test
  void givesTheSameBytesEachTime() {
    assertThat(ResultPdf.of(Samples.consultation(), Samples.result(ALPHABET)))
        .isEqualTo(ResultPdf.of(Samples.consultation(), Samples.result(ALPHABET)));
  }

  private String textOf(byte[] pdf) throws IOException, InterruptedException {
    Path file = Files.write(directory.resolve("result.pdf"), pdf);
    return Tool.run("pdftotext", "-enc", "UTF-8", "-nopgbrk", file.toString(), "-");
  }
}
