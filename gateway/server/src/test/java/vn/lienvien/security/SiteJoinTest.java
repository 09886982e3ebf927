package vn.lienvien.security;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.KeyPair;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import vn.lienvien.model.SignedDocument;

class SiteJoinTest {
  private static final Instant NOW = Instant.parse("2026-11-22T04:00:00Z");
  private static final Clock CLOCK = Clock.fixed(NOW, ZoneOffset.UTC);
  private static final byte[] NO_CHANNEL = new byte[0];

  @TempDir Path directory;
  Path hubDirectory;
  Path spokeDirectory;
  SiteInvitation hub;

  @BeforeEach
  void openTheHub() throws IOException {
    hubDirectory = directory.resolve("hub");
    spokeDirectory = directory.resolve("spoke");
    hub = SiteInvitation.open(hubDirectory, "central", CLOCK);
  }

  @Test
  void aJoinedSiteAndItsHubBelieveEachOthersSignatures() throws IOException {
    join("district-1", spokeDirectory);
    SiteIdentity spoke = SiteIdentity.load(spokeDirectory, CLOCK);
    SiteIdentity central = SiteIdentity.load(hubDirectory, CLOCK);

    SignedDocument signed = spoke.sign("{\"tên\":\"Đỗ\"}", SignedDocument.Kind.RECEIPT, "case-1");

    assertThat(spoke.siteId()).isEqualTo("district-1");
    assertThat(central.fault(signed, "district-1")).isEmpty();
    assertThat(central.fault(signed, "district-2")).isPresent();
    assertThat(central.fault(withBody(signed, "{\"tên\":\"Do\"}"), "district-1"))
        .hasValueSatisfying(why -> assertThat(why).contains("does not fit"));
  }

  @Test
  void aSignatureByACertificateOfAnotherAuthorityIsNotBelieved() throws IOException {
    Path stranger = directory.resolve("stranger");
    SiteInvitation.open(stranger, "district-1", CLOCK);
    SignedDocument forged =
        SiteIdentity.load(stranger, CLOCK).sign("{}", SignedDocument.Kind.RECEIPT, "case-1");

    assertThat(SiteIdentity.load(hubDirectory, CLOCK).fault(forged, "district-1"))
        .hasValueSatisfying(why -> assertThat(why).contains("not from our hub's authority"));
  }

  @Test
  void privateKeysAreReadableByTheirOwnerOnly() throws IOException {
    join("district-1", spokeDirectory);
    for (Path key :
        new Path[] {
          hubDirectory.resolve("ca.key"),
          hubDirectory.resolve("site.key"),
          spokeDirectory.resolve("site.key")
        }) {
      assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(key)))
          .isEqualTo("rw-------");
    }
    assertThat(spokeDirectory.resolve("site.key.joining")).doesNotExist();
  }

  @Test
  void aCodeWorksOnceButALostAnswerCanBeAskedForAgain() throws IOException {
    InviteCode code = hub.invite("district-1", Duration.ofHours(1)).code();
    JoinRequest first = new SiteJoining(spokeDirectory, "district-1", CLOCK).requestFile(code);
    JoinOutcome answered = hub.answerFile(first);

    assertThat(hub.answerFile(first)).isEqualTo(answered);
    JoinRequest other =
        new SiteJoining(directory.resolve("thief"), "district-1", CLOCK).requestFile(code);
    assertThat(hub.answerFile(other)).isInstanceOf(JoinOutcome.Refused.class);
  }

  @Test
  void anExpiredCodeACodeOfAnotherSiteAndAGuessAreRefusedAlike() throws IOException {
    InviteCode code = hub.invite("district-1", Duration.ofHours(1)).code();
    JoinRequest honest = new SiteJoining(spokeDirectory, "district-1", CLOCK).requestFile(code);
    SiteInvitation later =
        SiteInvitation.open(
            hubDirectory, "central", Clock.fixed(NOW.plusSeconds(3601), ZoneOffset.UTC));
    JoinRequest otherSite =
        new SiteJoining(directory.resolve("other"), "district-2", CLOCK).requestFile(code);
    JoinRequest guess =
        new SiteJoining(directory.resolve("guess"), "district-1", CLOCK)
            .requestFile(InviteCode.random(new SecureRandom()));

    JoinOutcome refused = later.answerFile(honest);
    assertThat(refused).isInstanceOf(JoinOutcome.Refused.class);
    assertThat(hub.answerFile(otherSite)).isEqualTo(refused);
    assertThat(hub.answerFile(guess)).isEqualTo(refused);
  }

  @Test
  void theProofIsWorthlessOverAnotherTlsCertificate() throws IOException {
    InviteCode code = hub.invite("district-1", Duration.ofHours(1)).code();
    KeyPair pair = SitePki.newKeyPair();
    String request = SitePki.request(pair, "district-1");
    byte[] middlemansCertificate = new byte[32];
    String proof =
        JoinProof.ofRequest(code.key("district-1"), "district-1", request, middlemansCertificate);

    assertThat(hub.answer(new JoinRequest("district-1", request, proof)))
        .isInstanceOf(JoinOutcome.Refused.class);
  }

  @Test
  void anAnswerFromWhoDoesNotKnowTheCodeIsRefusedAndNothingIsInstalled() throws IOException {
    InviteCode code = hub.invite("district-1", Duration.ofHours(1)).code();
    SiteJoining joining = new SiteJoining(spokeDirectory, "district-1", CLOCK);
    JoinRequest request = joining.requestFile(code);
    SiteInvitation impostor = SiteInvitation.open(directory.resolve("impostor"), "central", CLOCK);
    InviteCode wrong = impostor.invite("district-1", Duration.ofHours(1)).code();
    String reproved =
        JoinProof.ofRequest(wrong.key("district-1"), "district-1", request.request(), NO_CHANNEL);
    JoinAnswer forged =
        ((JoinOutcome.Joined)
                impostor.answerFile(new JoinRequest("district-1", request.request(), reproved)))
            .answer();

    assertThatThrownBy(() -> joining.completeFile(code, request, forged))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("does not come from the hub");
    assertThat(spokeDirectory.resolve("site.crt")).doesNotExist();
    assertThat(spokeDirectory.resolve("ca.crt")).doesNotExist();
  }

  @Test
  void aMistypedCodeIsFoundBeforeAnythingIsSent() {
    InviteCode code = InviteCode.random(new SecureRandom());
    String spoken = code.spoken();
    char wrong = spoken.charAt(2) == '7' ? '8' : '7';
    String mistyped = spoken.substring(0, 2) + wrong + spoken.substring(3);

    assertThat(InviteCode.parse(spoken.toLowerCase(java.util.Locale.ROOT).replace('-', ' ')))
        .isEqualTo(code);
    assertThat(spoken).matches("([0-9A-HJKMNP-TV-Z]{4}-){3}[0-9A-HJKMNP-TV-Z]{4}");
    assertThatThrownBy(() -> InviteCode.parse(mistyped)).hasMessageContaining("mistyped");
    assertThatThrownBy(() -> InviteCode.parse("ABCD")).hasMessageContaining("16 characters");
  }

  private void join(String siteId, Path spoke) throws IOException {
    InviteCode code = hub.invite(siteId, Duration.ofHours(1)).code();
    SiteJoining joining = new SiteJoining(spoke, siteId, CLOCK);
    JoinRequest request = joining.requestFile(code);
    JoinOutcome outcome = hub.answerFile(request);
    assertThat(outcome).isInstanceOf(JoinOutcome.Joined.class);
    joining.completeFile(code, request, ((JoinOutcome.Joined) outcome).answer());
  }

  private static SignedDocument withBody(SignedDocument signed, String body) {
    return new SignedDocument(
        signed.caseId(),
        signed.kind(),
        signed.siteId(),
        body,
        signed.signature(),
        signed.certificate(),
        signed.signedAt());
  }
}
