package vn.lienvien.dicom.net;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.InputStream;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import vn.lienvien.dicom.data.UID;

/** A slow handler slows the sender; the heap does not fill. */
@Timeout(120)
class BackPressureTest {
  private static final long LENGTH = 3L << 30;
  private static final long KERNEL_AND_QUEUES = 64L << 20;

  private final AtomicLong sent = new AtomicLong();

  @Test
  void anObjectLargerThanTheHeapStreamsThroughAndNeverRunsAhead() throws Exception {
    AtomicLong largestLead = new AtomicLong();
    StorageHandler reading =
        (request, dataSet) -> {
          byte[] buffer = new byte[1 << 20];
          while (dataSet.read(buffer) >= 0) {
            largestLead.accumulateAndGet(sent.get() - dataSet.bytesRead(), Math::max);
          }
          return dataSet.bytesRead() == LENGTH ? Status.SUCCESS : Status.PROCESSING_FAILURE;
        };
    assertThat(LENGTH).isGreaterThan(Runtime.getRuntime().maxMemory());
    assertThat(store(reading)).isEqualTo(Status.SUCCESS);
    assertThat(largestLead.get()).isLessThan(KERNEL_AND_QUEUES);
  }

  private Status store(StorageHandler handler) throws Exception {
    try (Node node = new Node(Services.echoOnly().withStorage(handler));
        Association association =
            node.requestor()
                .open(
                    "TEST",
                    node.entity(),
                    List.of(
                        new PresentationContext(UID.CTImageStorage, UID.ExplicitVRLittleEndian)))) {
      return association.store(new Endless());
    }
  }

  /** Three gigabytes of nothing, counted as they are taken. */
  private final class Endless implements OutgoingInstance {
    @Override
    public String sopClassUID() {
      return UID.CTImageStorage;
    }

    @Override
    public String sopInstanceUID() {
      return "2.25.3";
    }

    @Override
    public List<String> transferSyntaxes() {
      return List.of(UID.ExplicitVRLittleEndian);
    }

    @Override
    public DataSetSource dataSet(String transferSyntaxUID) {
      return new DataSetSource.Stream(
          new InputStream() {
            @Override
            public int read() {
              return sent.get() < LENGTH && sent.incrementAndGet() > 0 ? 0 : -1;
            }

            @Override
            public int read(byte[] target, int offset, int length) {
              int taken = (int) Math.min(length, LENGTH - sent.get());
              sent.addAndGet(taken);
              return taken == 0 ? -1 : taken;
            }
          });
    }
  }
}
