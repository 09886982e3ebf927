package vn.lienvien.link;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import vn.lienvien.dicom.codec.CodecSettings;
import vn.lienvien.dicom.codec.FrameCodecPool;
import vn.lienvien.dicom.codec.LosslessTranscoder;
import vn.lienvien.dicom.codec.TranscodeOutcome;
import vn.lienvien.model.ParcelObject;
import vn.lienvien.peer.RealData;

/** Real series, compressed as the gateway does, over the whole link; prints what they cost. */
class LinkSeriesTest {
  private static final List<String> SERIES =
      List.of("series_ct_ge_head28", "series_ct_ibsi_phantom60", "series_mr_sie_pdt2_70");

  @TempDir Path directory;

  @Test
  void realSeriesCostTheirCompressedPixelsAndLittleMoreOnTheWire() throws IOException {
    Hospitals hospitals = new Hospitals(directory);
    try (TestSite hub = new TestSite(directory.resolve("hub"), hospitals.hub());
        TestSite spoke = new TestSite(directory.resolve("spoke"), hospitals.spoke());
        LinkServer server = new LinkServer(hub.room, hospitals.invitation);
        CuttableLine line = new CuttableLine(server.start("127.0.0.1", 0));
        LinkDialer dialer =
            new LinkDialer(
                spoke.room,
                List.of(new HubAddress(Hospitals.HUB, "127.0.0.1", line.port())),
                "test")) {
      dialer.start();
      LinkTest.until(() -> dialer.status().getFirst().connected());
      for (String series : SERIES) {
        List<ParcelObject> objects = spoke.keep(compressed(series));
        long content = objects.stream().mapToLong(ParcelObject::sizeBytes).sum();
        String caseId = series.replace('_', '-');
        long before = line.upBytes() + line.downBytes();
        long started = System.nanoTime();
        spoke.send(spoke.manifest(Hospitals.HUB, caseId, objects));
        LinkTest.until(() -> spoke.events.delivered.contains(caseId + "-study"));
        Duration took = Duration.ofNanos(System.nanoTime() - started);
        long wire = line.upBytes() + line.downBytes() - before;
        System.out.printf(
            "%s: %d objects, files %d bytes, wire %d bytes both ways, %d ms to the receipt%n",
            series, objects.size(), content, wire, took.toMillis());
        assertThat(wire).isLessThan(content + content / 20 + 200_000);
        for (ParcelObject object : objects) {
          assertThat(hub.store.file(object)).isPresent();
        }
      }
    }
  }

  private List<Path> compressed(String series) throws IOException {
    List<Path> originals = RealData.series(series);
    if (originals.isEmpty()) {
      originals = Phantoms.slices(directory.resolve("made-up"), series, 5, 128);
    }
    List<Path> files = new ArrayList<>();
    try (FrameCodecPool codecs = FrameCodecPool.open(CodecSettings.defaults())) {
      LosslessTranscoder transcoder = new LosslessTranscoder(codecs);
      for (Path original : originals) {
        Path target = directory.resolve(series + "-" + original.getFileName());
        boolean smaller =
            transcoder.compress(original, target) instanceof TranscodeOutcome.Compressed;
        files.add(smaller ? target : original);
      }
    }
    return files;
  }
}
