package vn.lienvien.security;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AccountsTest {
  private static final Account HUONG =
      new Account("bs.huong", "BS. Trần Thị Hương", Set.of(Role.RADIOLOGIST));

  @TempDir Path directory;

  @Test
  void onlyTheGeneratedPasswordFits() throws Exception {
    Accounts accounts = Accounts.open(directory.resolve("accounts.json"));
    String password = accounts.add(HUONG);
    assertThat(accounts.authenticate("bs.huong", password)).contains(HUONG);
    assertThat(accounts.authenticate("bs.huong", password + "x")).isEmpty();
    assertThat(accounts.authenticate("nobody", password)).isEmpty();
    assertThat(accounts.authenticate("nobody", "")).isEmpty();
  }

  @Test
  void anAuthenticatorLastsUntilThePasswordIsReset() throws Exception {
    // secret and codes of RFC 6238, appendix B
    String secret = "GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ";
    Accounts accounts = Accounts.open(directory.resolve("accounts.json"));
    accounts.add(HUONG);
    Instant then = Instant.ofEpochSecond(59);
    assertThat(accounts.addAuthenticator("bs.huong", secret, "000000", then)).isFalse();
    assertThat(accounts.addAuthenticator("bs.huong", secret, "287082", then)).isTrue();
    assertThat(accounts.confirmsCode("bs.huong", "287082", then)).isTrue();
    assertThat(accounts.confirmsCode("bs.huong", "287082", then)).isFalse();
    assertThat(accounts.confirmsCode("nobody", "287082", then)).isFalse();
    accounts.resetPassword("bs.huong");
    Instant later = Instant.ofEpochSecond(1_111_111_109);
    assertThat(accounts.confirmsCode("bs.huong", "081804", later)).isFalse();
    assertThat(accounts.hasAuthenticator("bs.huong")).isFalse();
  }

  @Test
  void seesAnAccountThatAnotherProcessAdded() throws Exception {
    Path file = directory.resolve("accounts.json");
    Accounts running = Accounts.open(file);
    assertThat(running.find("bs.huong")).isEmpty();
    String password = Accounts.open(file).add(HUONG);
    assertThat(running.authenticate("bs.huong", password)).contains(HUONG);
  }

  @Test
  void keepsNoPasswordAndLetsNobodyElseRead() throws Exception {
    Path file = directory.resolve("accounts.json");
    String password = Accounts.open(file).add(HUONG);
    assertThat(Files.readString(file)).doesNotContain(password).contains("Hương");
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
        .isEqualTo("rw-------");
  }

  @Test
  void refusesANameThatIsTakenOrStrange() throws Exception {
    Accounts accounts = Accounts.open(directory.resolve("accounts.json"));
    accounts.add(HUONG);
    assertThatThrownBy(() -> accounts.add(HUONG)).hasMessageContaining("taken");
    assertThatThrownBy(() -> accounts.add(new Account("../x", "x", Set.of(Role.RADIOLOGIST))))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void aSessionEndsByIdlenessAndByAge() {
    MovingClock clock = new MovingClock();
    Sessions sessions = new Sessions(clock);
    String token = sessions.open("bs.huong");
    clock.now = clock.now.plus(Sessions.IDLE);
    assertThat(sessions.username(token)).contains("bs.huong");
    clock.now = clock.now.plus(Sessions.IDLE).plusMillis(1);
    assertThat(sessions.username(token)).isEmpty();
    String busy = sessions.open("bs.huong");
    for (int minutes = 0; minutes <= Sessions.LONGEST.toMinutes(); minutes += 20) {
      assertThat(sessions.username(busy)).contains("bs.huong");
      clock.now = clock.now.plus(Duration.ofMinutes(20));
    }
    assertThat(sessions.username(busy)).isEmpty();
  }

  private static final class MovingClock extends Clock {
    Instant now = Instant.parse("2026-11-22T00:00:00Z");

    @Override
    public Instant instant() {
      return now;
    }

    @Override
    public ZoneId getZone() {
      return ZoneOffset.UTC;
    }

    @Override
    public Clock withZone(ZoneId zone) {
      return this;
    }
  }
}
