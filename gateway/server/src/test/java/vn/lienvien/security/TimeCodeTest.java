package vn.lienvien.security;

import static org.assertj.core.api.Assertions.assertThat;

import java.security.SecureRandom;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TimeCodeTest {
  /** The secret of RFC 6238, appendix B: the 20 bytes "12345678901234567890". */
  private static final String SECRET = "GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ";

  /** The last six of the eight digits of the appendix. */
  @ParameterizedTest
  @CsvSource({
    "59, 287082",
    "1111111109, 081804",
    "1111111111, 050471",
    "1234567890, 005924",
    "2000000000, 279037",
    "20000000000, 353130"
  })
  void hasTheCodesOfTheStandard(long seconds, String code) {
    assertThat(TimeCode.stepOf(SECRET, code, Instant.ofEpochSecond(seconds)))
        .hasValue(seconds / 30);
  }

  @Test
  void aCodeHoldsForTheNeighbouringHalfMinutesOnly() {
    assertThat(TimeCode.stepOf(SECRET, "287082", Instant.ofEpochSecond(0))).hasValue(1);
    assertThat(TimeCode.stepOf(SECRET, "287082", Instant.ofEpochSecond(89))).hasValue(1);
    assertThat(TimeCode.stepOf(SECRET, "287082", Instant.ofEpochSecond(90))).isEmpty();
  }

  @Test
  void whatIsNoCodeOrNoSecretFitsNothing() {
    Instant now = Instant.ofEpochSecond(59);
    assertThat(List.of("", "28708", "2870820", "28708a"))
        .allMatch(code -> TimeCode.stepOf(SECRET, code, now).isEmpty());
    assertThat(TimeCode.stepOf("short", "287082", now)).isEmpty();
  }

  @Test
  void aNewSecretIsOfBase32AndAnotherEachTime() {
    SecureRandom random = new SecureRandom();
    String secret = TimeCode.newSecret(random);
    assertThat(TimeCode.isSecret(secret)).isTrue();
    assertThat(TimeCode.newSecret(random)).isNotEqualTo(secret);
  }
}
