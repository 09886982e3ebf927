package vn.lienvien.dicom.net;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.UnpooledByteBufAllocator;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.FilterInputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Random;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import vn.lienvien.dicom.data.UID;

class DataSetPdusTest {
  private static final AcceptedContext CONTEXT =
      new AcceptedContext(7, UID.CTImageStorage, UID.ExplicitVRLittleEndian, true, false);

  @TempDir Path directory;

  /**
   * Lengths about the capacity of a value and about a batch; odd ones are of deflated data sets.
   */
  @ParameterizedTest
  @CsvSource({
    "1, 16378",
    "2, 16378",
    "101, 16378",
    "16377, 16378",
    "16378, 16378",
    "16379, 16378",
    "655347, 16378",
    "655348, 16378",
    "655360, 16378",
    "1500001, 16378",
    "1500000, 131066",
    "131067, 131066",
    "999, 10",
    "1500001, 8388602"
  })
  void carriesEveryByteOnceAndSaysWhichValueIsTheLast(int length, int capacity) throws Exception {
    byte[] bytes = new byte[length];
    new Random(length).nextBytes(bytes);
    Path file = Files.write(directory.resolve("data"), bytes);
    for (DataSetSource source :
        new DataSetSource[] {
          new DataSetSource.Bytes(ByteBuffer.wrap(bytes)),
          new DataSetSource.FileRegion(file, 0, length),
          new DataSetSource.Stream(new ByteArrayInputStream(bytes))
        }) {
      assertThat(values(source, capacity)).isEqualTo(bytes);
    }
  }

  /** 512 x 512 of 16 bits behind a header, an odd byte more (deflated), a PDU of the least size. */
  @ParameterizedTest
  @CsvSource({"526228, 16378", "526229, 16378", "526228, 131066", "526228, 4090"})
  void aSliceIsOneBatchSoThatItsEndDoesNotWaitForAnotherTurn(int length, int capacity)
      throws Exception {
    Path file = Files.write(directory.resolve("slice"), new byte[length]);
    try (DataSetPdus pdus = open(new DataSetSource.FileRegion(file, 0, length), capacity)) {
      pdus.first().release();
      assertThat(pdus.next()).isNull();
    }
  }

  @Test
  void closesASourceThatCannotBeRead() {
    AtomicBoolean closed = new AtomicBoolean();
    DataSetSource source =
        new DataSetSource.Stream(
            new FilterInputStream(new ByteArrayInputStream(new byte[0])) {
              @Override
              public int read(byte[] into, int offset, int length) throws IOException {
                throw new IOException("the disk does not answer");
              }

              @Override
              public void close() {
                closed.set(true);
              }
            });
    assertThatThrownBy(() -> open(source, 16378)).hasMessage("the disk does not answer");
    assertThat(closed).isTrue();
  }

  private static DataSetPdus open(DataSetSource source, int capacity) throws IOException {
    return DataSetPdus.open(UnpooledByteBufAllocator.DEFAULT, capacity, CONTEXT, source);
  }

  /** Reads the PDUs as PS3.8 9.3.5 says they are, one value in each. */
  private static byte[] values(DataSetSource source, int capacity) throws IOException {
    ByteArrayOutputStream values = new ByteArrayOutputStream();
    boolean last = false;
    try (DataSetPdus pdus = open(source, capacity)) {
      for (ByteBuf batch = pdus.first(); batch != null; batch = pdus.next()) {
        while (batch.isReadable()) {
          assertThat(last).isFalse();
          assertThat(batch.readShort()).isEqualTo((short) 0x0400);
          int pduLength = batch.readInt();
          int valueLength = batch.readInt() - 2;
          assertThat(valueLength).isEqualTo(pduLength - 6).isBetween(1, capacity);
          assertThat(batch.readByte()).isEqualTo((byte) 7);
          last = batch.readByte() == 2;
          batch.readBytes(values, valueLength);
        }
        batch.release();
      }
    }
    assertThat(last).isTrue();
    return values.toByteArray();
  }
}
