package vn.lienvien.consult;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import vn.lienvien.archive.CaseFilter;
import vn.lienvien.hl7.MllpSender;
import vn.lienvien.security.SitePki;

/**
 * A HIS that got no acknowledgement sends the order again (HL7 v2.5.1 §2.9.2), and the gateway that
 * died may or may not have committed it: there is one case in the end, and only one.
 */
class OrderKillTest {
  private static final byte[] ORDER =
      """
      MSH|^~\\&|HIS|BVHN|LIENVIEN|GW|20261122080000+0700||ORM^O01^ORM_O01|MSG00001|P|2.5.1|||||VNM|UNICODE UTF-8
      PID|1||BN0001^^^01234^PI||Nguyễn^Đào^Thị Hồng||19850312|F
      ORC|NW|PL-77|||||1^^^^^S
      OBR|1|PL-77||CTSN^CT sọ não không tiêm^L|||20261122|||||||||||ACC-2026-01|||||||||^^^^^S||||^Xuất huyết não?
      """
          .strip()
          .replace("\n", "\r")
          .concat("\r")
          .getBytes(StandardCharsets.UTF_8);

  @TempDir Path directory;

  @ParameterizedTest
  @CsvSource({"before-commit,0", "before-acknowledgement,1"})
  void anOrderSentAgainAfterAKillMakesOneCase(String moment, int casesLeftByKill) throws Exception {
    SitePki.open(directory, Clock.systemUTC()).provideSite(directory, "a");

    Process killed = start(moment);
    assertThat(send(killed)).isInstanceOf(MllpSender.Answer.None.class);
    assertThat(killed.waitFor(60, TimeUnit.SECONDS)).isTrue();
    assertThat(killed.exitValue()).isEqualTo(OrderingProcess.HALTED);
    assertThat(cases()).isEqualTo(casesLeftByKill);

    Process again = start("never");
    assertThat(send(again)).isInstanceOf(MllpSender.Answer.Accepted.class);
    again.destroyForcibly().waitFor();
    assertThat(cases()).isEqualTo(1);
  }

  private Process start(String moment) throws IOException {
    return new ProcessBuilder(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-cp",
            System.getProperty("java.class.path"),
            OrderingProcess.class.getName(),
            directory.toString(),
            moment)
        .redirectError(ProcessBuilder.Redirect.INHERIT)
        .start();
  }

  private static MllpSender.Answer send(Process gateway) throws IOException {
    int port = Integer.parseInt(gateway.inputReader().readLine());
    return new MllpSender("127.0.0.1", port, Duration.ofSeconds(5), Duration.ofSeconds(30))
        .send(ORDER);
  }

  private long cases() throws IOException {
    try (SiteUnderTest site =
        new SiteUnderTest(Samples.A, directory, new Random(1), List.of(Samples.B))) {
      return site.rooms.cases().list(CaseFilter.ALL).total();
    }
  }
}
