package vn.lienvien.cli;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import picocli.CommandLine.Option;
import vn.lienvien.dicom.net.TlsProfile;
import vn.lienvien.dicom.net.TlsSettings;
import vn.lienvien.security.ForeignTls;

/** TLS on the command line (PS3.15 B.12), from PEM files. */
final class TlsOptions {
  @Option(
      names = {"+tls", "--tls"},
      description = "speak TLS 1.2 or 1.3")
  boolean wanted;

  @Option(
      names = {"+cf", "--tls-ca"},
      paramLabel = "FILE",
      description = "the only authorities that are believed; the public ones without it")
  Optional<Path> authority = Optional.empty();

  @Option(names = "--tls-cert", paramLabel = "FILE", description = "our certificate")
  Optional<Path> certificate = Optional.empty();

  @Option(names = "--tls-key", paramLabel = "FILE", description = "its key, PKCS #8")
  Optional<Path> key = Optional.empty();

  @Option(
      names = "--tls-any-host",
      description = "take a certificate that is believed but names another host")
  boolean anyHost;

  boolean wanted() {
    return wanted || authority.isPresent() || certificate.isPresent();
  }

  TlsSettings settings() throws IOException {
    return new TlsSettings(
        ForeignTls.context(authority, certificate, key),
        authority.isPresent(), // as listener: whoever dials must show a certificate of theirs
        TlsProfile.BCP_195_RFC_8996_9325,
        !anyHost);
  }
}
