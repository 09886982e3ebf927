package vn.lienvien.audit;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Clock;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import vn.lienvien.audit.AuditEvent.Action;
import vn.lienvien.audit.AuditEvent.Outcome;

class AuditLogTest {
  @TempDir Path directory;

  @Test
  void goesOnInTheSameChainAfterALineWasCutShort() throws Exception {
    Path file = directory.resolve("audit.jsonl");
    write(file, 3);
    Files.writeString(file, "{\"at\":\"2026-", StandardOpenOption.APPEND);
    write(file, 2);
    assertThat(Files.readAllLines(file)).hasSize(5);
    assertThat(AuditLog.firstFault(file)).isEmpty();
  }

  @Test
  void tellsWhichLineNoLongerFits() throws Exception {
    Path file = directory.resolve("audit.jsonl");
    write(file, 4);
    Files.writeString(file, Files.readString(file).replaceFirst("bs.huong", "bs.khac"));
    assertThat(AuditLog.firstFault(file)).contains(2);
  }

  private static void write(Path file, int lines) throws Exception {
    try (AuditLog log = AuditLog.open(file, Clock.systemUTC())) {
      for (int i = 0; i < lines; i++) {
        log.record(new AuditEvent("bs.huong", Action.VIEW_CASE, "case-1", Outcome.SUCCESS, ""));
      }
    }
  }
}
