package vn.lienvien.web;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import java.time.Instant;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import vn.lienvien.model.Priority;
import vn.lienvien.peer.Program;

/** A person's authenticator app over the API; the codes are those that Python makes. */
class AuthenticatorTest {
  private static final String PATH = "/api/session/authenticator";
  private static final String CASE_ID = "3f8a9c6e-0000-4000-8000-000000000001";

  /** RFC 6238 in Python; the code of the next half minute is taken for a minute or more. */
  private static final String APP =
      """
      import base64, hashlib, hmac, struct, sys, time
      step = int(time.time()) // 30 + 1
      digest = hmac.new(base64.b32decode(sys.argv[1]), struct.pack('>Q', step), hashlib.sha1).digest()
      at = digest[-1] & 15
      print('%06d' % ((struct.unpack('>I', digest[at:at + 4])[0] & 0x7fffffff) % 1000000), end='')
      """;

  @TempDir Path directory;
  @AutoClose private WebHouse house;
  private ApiDocument document;

  @BeforeEach
  void open() throws Exception {
    house = new WebHouse(directory);
    document = new ApiDocument();
  }

  @Test
  void aCodeSignsInThePasswordsPlaceOnce() throws Exception {
    house.putToRead(CASE_ID, WebHouse.PEER, Priority.STAT, Instant.parse("2026-11-22T01:00:00Z"));
    String secret = offered();
    String code = code(secret);
    assertThat(sign(code)).as("an app that nobody has added").isEqualTo(401);
    assertThat(add(secret, code, "guess")).isEqualTo(401);
    assertThat(add(secret, "000000".equals(code) ? "111111" : "000000", password())).isEqualTo(400);
    assertThat(hasAuthenticator()).isFalse();
    assertThat(add(secret, code, password())).isEqualTo(204);
    assertThat(hasAuthenticator()).isTrue();
    assertThat(sign(code)).isEqualTo(200);
    assertThat(sign(code)).as("a code is good for once").isEqualTo(401);
    assertThat(house.audited()).contains("radiologist CHANGE_ACCOUNTS radiologist SUCCESS");
  }

  @Test
  void thePasswordSignsAsBeforeAndTheAppCanBeTakenAway() throws Exception {
    house.putToRead(CASE_ID, WebHouse.PEER, Priority.STAT, Instant.parse("2026-11-22T01:00:00Z"));
    String secret = offered();
    String code = code(secret);
    assertThat(add(secret, code, password())).isEqualTo(204);
    assertThat(house.send("radiologist", "DELETE", PATH, "").statusCode()).isEqualTo(204);
    assertThat(hasAuthenticator()).isFalse();
    assertThat(sign(code)).isEqualTo(401);
    assertThat(sign(password())).isEqualTo(200);
  }

  private String offered() throws Exception {
    String body = house.send("radiologist", "POST", PATH, "").body();
    JsonNode offer = document.require("AuthenticatorOffer", body);
    assertThat(offer.get("uri").asText())
        .startsWith("otpauth://totp/")
        .contains("secret=" + offer.get("secret").asText());
    return offer.get("secret").asText();
  }

  private boolean hasAuthenticator() throws Exception {
    String session = house.get("radiologist", "/api/session").body();
    return document.require("Session", session).get("authenticator").asBoolean();
  }

  private int add(String secret, String code, String password) throws Exception {
    String body =
        "{\"secret\":\"%s\",\"code\":\"%s\",\"password\":\"%s\"}".formatted(secret, code, password);
    return house.send("radiologist", "PUT", PATH, body).statusCode();
  }

  private int sign(String typed) throws Exception {
    String body =
        """
        {"description":"d","conclusion":"c","recommendation":"","revision":0,"password":"%s"}\
        """
            .formatted(typed);
    return house.send("radiologist", "POST", "/api/cases/" + CASE_ID + "/sign", body).statusCode();
  }

  private String password() {
    return house.people.password("radiologist");
  }

  private String code(String secret) throws Exception {
    Program.Outcome app = Program.run(directory, "/usr/bin/python3", "-c", APP, secret);
    assertThat(app.exitCode()).as(app.output()).isZero();
    return app.output();
  }
}
