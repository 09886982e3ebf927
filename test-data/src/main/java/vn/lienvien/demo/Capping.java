package vn.lienvien.demo;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Caps that are changed while studies cross: whether what crosses the line keeps to them. */
final class Capping {
  private static final int STUDIES = 4;
  private static final double ALLOWED = .03;

  /** What is on its way when a cap is changed has left by then. */
  private static final Duration SETTLING = Duration.ofSeconds(4);

  private static final Duration MEASURED = Duration.ofSeconds(20);

  private final LinkBench bench;

  Capping(LinkBench bench) {
    this.bench = bench;
  }

  void run(LinkCase one) throws IOException {
    TwoHospitals stage = bench.stage();
    ApiClient sender = loggedIn(stage.administratorA());
    ApiClient receiver = loggedIn(stage.administratorB());
    String toB = "/api/link-caps/" + stage.b().siteId();
    String toA = "/api/link-caps/" + stage.a().siteId();
    sender.put(toB, cap("SEND", 2_000_000));
    List<Consultation> studies = fill(one);
    held(one, "cap 2 Mbps", 2_000_000);
    sender.put(toB, cap("SEND", 1_000_000));
    held(one, "cap changed to 1 Mbps", 1_000_000);
    sender.delete(toB);
    receiver.put(toA, cap("RECEIVE", 1_500_000));
    held(one, "receiver's cap 1.5 Mbps", 1_500_000);
    receiver.delete(toA);
    studies.forEach(study -> study.awaitAtB("READABLE"));
  }

  private static ApiClient loggedIn(Account account) {
    ApiClient client = new ApiClient(account);
    client.login();
    return client;
  }

  private static Map<String, ?> cap(String direction, long bitsPerSecond) {
    List<String> days =
        List.of("MONDAY", "TUESDAY", "WEDNESDAY", "THURSDAY", "FRIDAY", "SATURDAY", "SUNDAY");
    return Map.of(
        "windows",
        List.of(
            Map.of(
                "direction",
                direction,
                "bitsPerSecond",
                bitsPerSecond,
                "from",
                "00:00",
                "to",
                "00:00",
                "days",
                days)),
        "statExempt",
        false);
  }

  /** More than crosses under any of the caps while it is measured. */
  private List<Consultation> fill(LinkCase one) throws IOException {
    List<Consultation> studies = new ArrayList<>();
    for (int i = 0; i < STUDIES; i++) {
      Consultation consultation = bench.fresh(bench.materials().of(one.material));
      consultation.loadPacs();
      bench.order(consultation, "R");
      studies.add(consultation);
    }
    studies.forEach(study -> study.awaitAtA("SENDING", "AWAITING_RESULT"));
    return studies;
  }

  private void held(LinkCase one, String what, long bitsPerSecond) {
    sleep(SETTLING);
    long began = System.nanoTime();
    Line.Crossed before = bench.line().crossed();
    sleep(MEASURED);
    Line.Crossed crossed = bench.line().crossed().since(before);
    double seconds = (System.nanoTime() - began) / 1e9;
    double packets = crossed.packetBytesFromA() * 8 / seconds / bitsPerSecond;
    double payload = crossed.fromA() * 8 / seconds / bitsPerSecond;
    LinkBench.say("%s: packets %.3f x, TCP payload %.3f x of the cap", what, packets, payload);
    String title = "%s, %s".formatted(what, one.line);
    BenchReport.less(title + ", packets", "off", Math.abs(packets - 1), ALLOWED, "within 3%");
    BenchReport.less(title + ", TCP payload", "off", Math.abs(payload - 1), ALLOWED, "within 3%");
  }

  private static void sleep(Duration time) {
    try {
      Thread.sleep(time);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new StageException("interrupted", e);
    }
  }
}
