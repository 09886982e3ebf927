package vn.lienvien.cli;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import vn.lienvien.config.Settings;
import vn.lienvien.config.SettingsException;
import vn.lienvien.config.WebSettings;
import vn.lienvien.dicom.data.UID;
import vn.lienvien.dicom.net.ApplicationEntity;
import vn.lienvien.dicom.net.Association;
import vn.lienvien.dicom.net.AssociationException;
import vn.lienvien.dicom.net.AssociationOptions;
import vn.lienvien.dicom.net.AssociationRequestor;
import vn.lienvien.dicom.net.PresentationContext;
import vn.lienvien.dicom.net.Status;
import vn.lienvien.dicom.net.Transport;
import vn.lienvien.security.KeyedCertificate;
import vn.lienvien.security.SiteIdentity;

/** {@code lienvien doctor}: everything a configuration needs, tried out, with advice. */
@Command(
    name = "doctor",
    mixinStandardHelpOptions = true,
    description =
        "Check configuration, disk, certificates, PACS, HIS and hubs; exit code 1 if one fails.")
final class DoctorCommand implements Callable<Integer> {
  private static final Duration SOON = Duration.ofDays(60);

  /** Public authorities renew after two thirds of 45 to 90 days. */
  private static final Duration TWO_WEEKS = Duration.ofDays(14);

  @Mixin ConfigFile config;

  @Mixin Output output;

  private final List<Map<String, ?>> findings = new ArrayList<>();

  /** What one check says when it is well; what is wrong is an exception. */
  private interface Check {
    String run() throws Exception;
  }

  @Override
  public Integer call() throws Exception {
    Settings settings;
    try {
      settings = config.settings();
    } catch (SettingsException e) {
      output.say("FAIL  configuration: " + e.getMessage());
      output.result(Map.of("ok", false, "configuration", Sentence.of(e)));
      return 1;
    }
    examine("configuration", () -> "every key is known and fits");
    examine("disk", () -> disk(settings));
    settings.link().ifPresent(link -> examine("identity", () -> identity(settings)));
    settings
        .web()
        .flatMap(web -> web.tls())
        .ifPresent(tls -> examine("web certificate", () -> webCertificate(tls)));
    settings
        .dicom()
        .pacs()
        .ifPresent(pacs ->
            examine(
                "PACS " + pacs.aeTitle(),
                () ->
                    echo(
                        settings.dicom().aeTitle(),
                        new ApplicationEntity(pacs.aeTitle(), pacs.host(), pacs.port()))));
    settings
        .hl7()
        .flatMap(hl7 -> hl7.his())
        .ifPresent(his -> examine("HIS", () -> reach(his.host(), his.port())));
    settings
        .link()
        .ifPresent(link ->
            link.dial()
                .forEach(
                    hub -> examine("hub " + hub.siteId(), () -> reach(hub.host(), hub.port()))));
    boolean well = findings.stream().allMatch(finding -> Boolean.TRUE.equals(finding.get("ok")));
    output.result(Map.of("ok", well, "findings", findings));
    return well ? 0 : 1;
  }

  private void examine(String what, Check check) {
    String said;
    boolean well = true;
    try {
      said = check.run();
    } catch (AssociationException e) {
      well = false;
      said = e.advice();
    } catch (Exception e) {
      // The top of a check: whatever it meets is its finding, and the next one is made.
      well = false;
      said = Sentence.of(e);
    }
    output.say("%s  %s: %s".formatted(well ? "ok  " : "FAIL", what, said));
    findings.add(Map.of("check", what, "ok", well, "message", said));
  }

  private static String disk(Settings settings) throws IOException {
    Path data = Files.createDirectories(settings.dataDirectory());
    Files.delete(Files.createTempFile(data, "doctor-", ".tmp"));
    long free = Files.getFileStore(data).getUsableSpace();
    if (free < settings.archive().minimumFreeBytes()) {
      throw new IOException("only %d MiB free: new objects are refused".formatted(free >> 20));
    }
    return "writable, %d GiB free".formatted(free >> 30);
  }

  private static String identity(Settings settings) throws IOException {
    SiteIdentity identity = SiteIdentity.load(settings.identityDirectory(), Clock.systemUTC());
    if (!identity.siteId().equals(settings.site().siteId())) {
      throw new IOException("the certificate is of " + identity.siteId());
    }
    return validUntil(identity.certificate().getNotAfter().toInstant(), SOON, "join again before");
  }

  private static String webCertificate(WebSettings.Tls tls) throws IOException {
    Instant end = KeyedCertificate.read(tls.certificate(), tls.key()).endsAt();
    return validUntil(end, TWO_WEEKS, "put a renewed one into the files; it is shown at once");
  }

  private static String validUntil(Instant end, Duration before, String advice) throws IOException {
    if (end.isBefore(Instant.now().plus(before))) {
      throw new IOException("the certificate ends on " + end + ": " + advice);
    }
    return "certificate valid until " + end;
  }

  private static String echo(String callingAETitle, ApplicationEntity entity) throws IOException {
    var context =
        new PresentationContext(
            UID.Verification, UID.ExplicitVRLittleEndian, UID.ImplicitVRLittleEndian);
    try (Transport transport = Transport.open();
        Association association =
            new AssociationRequestor(transport, AssociationOptions.defaults())
                .open(callingAETitle, entity, List.of(context))) {
      Status status = association.echo();
      if (!status.isSuccess()) {
        throw new IOException("C-ECHO answered " + status);
      }
      return "C-ECHO " + status;
    }
  }

  private static String reach(String host, int port) throws IOException {
    try (Socket socket = new Socket()) {
      socket.connect(new InetSocketAddress(host, port), 5000);
      return "%s:%d answers".formatted(host, port);
    }
  }
}
