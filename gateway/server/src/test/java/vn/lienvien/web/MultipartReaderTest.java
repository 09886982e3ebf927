package vn.lienvien.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MultipartReaderTest {

  @Test
  void readsPartsBetweenPreambleAndEpilogue() throws IOException {
    String body =
        "to be ignored\r\n--b\r\nContent-Type: application/dicom\r\nX: 1\r\n\r\none\r\n"
            + "--b  \r\n\r\n\r\n--b\r\n\r\n--bx\r\n--c\r\n--b--\r\nafterwards";
    MultipartReader reader = reader(body, "b", Integer.MAX_VALUE);
    MultipartReader.Part first = reader.next().orElseThrow();
    assertThat(first.header("content-TYPE")).contains("application/dicom");
    assertThat(text(first)).isEqualTo("one");
    assertThat(text(reader.next().orElseThrow())).isEmpty();
    assertThat(text(reader.next().orElseThrow())).isEqualTo("--bx\r\n--c");
    assertThat(reader.next()).isEmpty();
    assertThat(reader.next()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 7, 1000, 131_072})
  void findsBoundariesHoweverTheBytesArrive(int most) throws IOException {
    List<byte[]> parts = new ArrayList<>();
    Random random = new Random(4);
    ByteArrayOutputStream body = new ByteArrayOutputStream();
    MultipartWriter writer = new MultipartWriter("application/dicom");
    for (int length : new int[] {0, 1, 300, 131_000, 131_072, 300_000}) {
      byte[] part = new byte[length];
      random.nextBytes(part);
      for (int i = 0; i + 3 < length; i += 50) {
        part[i] = '\r';
        part[i + 1] = '\n';
        part[i + 2] = '-';
      }
      parts.add(part);
      writer.part(body, "application/dicom", out -> out.write(part));
    }
    writer.end(body);
    String boundary = MediaType.parse(writer.contentType()).parameter("boundary").orElseThrow();
    MultipartReader reader = new MultipartReader(new Trickle(body.toByteArray(), most), boundary);
    for (byte[] part : parts) {
      assertThat(reader.next().orElseThrow().readAllBytes()).isEqualTo(part);
    }
    assertThat(reader.next()).isEmpty();
  }

  @Test
  void skipsWhatWasNotReadOfAPart() throws IOException {
    MultipartReader reader = reader("--b\r\n\r\nlong part\r\n--b\r\n\r\ntwo\r\n--b--", "b", 3);
    assertThat(reader.next().orElseThrow().read()).isEqualTo('l');
    assertThat(text(reader.next().orElseThrow())).isEqualTo("two");
    assertThat(reader.next()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "no boundary at all",
        "--b\r\n\r\nnever closed",
        "--b\r\n\r\nclosed by half\r\n--",
        "--b\r\nno colon\r\n\r\nx\r\n--b--",
        "--b"
      })
  void refusesABodyThatIsNoMultipart(String body) {
    assertThatThrownBy(
            () -> {
              MultipartReader reader = reader(body, "b", 5);
              Optional<MultipartReader.Part> part = reader.next();
              while (part.isPresent()) {
                part.get().readAllBytes();
                part = reader.next();
              }
            })
        .isInstanceOf(HttpFault.class);
  }

  @Test
  void takesABoundaryOfTwoUuidsAsOrthancSendsIt() throws IOException {
    String boundary = "d7865878-549c-49cd-97c3-54d40c67a335-d7865878-549c-49cd-97c3-54d40c67a335";
    String body = "--" + boundary + "\r\n\r\none\r\n--" + boundary + "--";
    assertThat(text(reader(body, boundary, 7).next().orElseThrow())).isEqualTo("one");
    assertThatThrownBy(() -> reader(body, "b".repeat(201), 7)).isInstanceOf(HttpFault.class);
  }

  @Test
  void boundsHeaderLinesAndTheirSum() {
    String longLine = "--b\r\nX: " + "y".repeat(9000) + "\r\n\r\n";
    assertThatThrownBy(() -> reader(longLine, "b", 100).next()).isInstanceOf(HttpFault.class);
    String manyLines = "--b\r\n" + "X: yyyyyyyyy\r\n".repeat(2000) + "\r\n";
    assertThatThrownBy(() -> reader(manyLines, "b", 100).next()).isInstanceOf(HttpFault.class);
  }

  private static MultipartReader reader(String body, String boundary, int most) {
    return new MultipartReader(new Trickle(body.getBytes(StandardCharsets.UTF_8), most), boundary);
  }

  private static String text(InputStream in) throws IOException {
    return new String(in.readAllBytes(), StandardCharsets.UTF_8);
  }

  /** Gives at most so many bytes at a time. */
  private static final class Trickle extends InputStream {
    private final InputStream whole;
    private final int most;

    Trickle(byte[] bytes, int most) {
      this.whole = new ByteArrayInputStream(bytes);
      this.most = most;
    }

    @Override
    public int read() throws IOException {
      return whole.read();
    }

    @Override
    public int read(byte[] target, int offset, int length) throws IOException {
      return whole.read(target, offset, Math.min(length, most));
    }
  }
}
