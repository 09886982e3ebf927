package vn.lienvien.cli;

import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import vn.lienvien.config.Settings;
import vn.lienvien.security.HttpProxy;
import vn.lienvien.security.InviteCode;
import vn.lienvien.security.Revocations;
import vn.lienvien.security.SiteInvitation;
import vn.lienvien.security.SiteJoining;

/** Makes two sites know each other. */
@Command(
    name = "site",
    mixinStandardHelpOptions = true,
    description = "Invite a site to this hub, join a hub, or end a site's access.",
    subcommands = {SiteCommand.Invite.class, SiteCommand.Join.class, SiteCommand.Revoke.class})
final class SiteCommand {

  /** Prints the code alone on standard output. */
  @Command(
      name = "invite",
      mixinStandardHelpOptions = true,
      description = "Print a one-time code with which the named site can join this hub.")
  static final class Invite implements Callable<Integer> {
    @Mixin ConfigFile config;

    @Option(names = "--valid-hours", defaultValue = "24")
    int validHours;

    @Parameters(paramLabel = "SITE_ID")
    String siteId;

    @Mixin Output output;

    @Override
    public Integer call() throws Exception {
      Settings settings = config.settings();
      var invited =
          SiteInvitation.open(
                  settings.identityDirectory(), settings.site().siteId(), Clock.systemUTC())
              .invite(siteId, Duration.ofHours(validHours));
      output.say(invited.code().spoken());
      output.result(
          Map.of(
              "siteId", invited.siteId(),
              "code", invited.code().spoken(),
              "expiresAt", invited.expiresAt().toString()));
      output.warn(
          "Tell this code to the administrator of %s; it works once, until %s."
              .formatted(siteId, invited.expiresAt()));
      return 0;
    }
  }

  /** Writes this site's key and certificates. */
  @Command(
      name = "join",
      mixinStandardHelpOptions = true,
      description = "Join a hub with the code its administrator told you.")
  static final class Join implements Callable<Integer> {
    @Mixin ConfigFile config;

    @Option(
        names = "--hub",
        required = true,
        paramLabel = "HOST:PORT",
        converter = HostAndPort.Converter.class)
    HostAndPort hub;

    @Parameters(paramLabel = "CODE")
    String code;

    @Mixin Output output;

    @Override
    public Integer call() throws Exception {
      Settings settings = config.settings();
      var joining =
          new SiteJoining(
              settings.identityDirectory(), settings.site().siteId(), Clock.systemUTC());
      String hubSiteId =
          joining.join(hub.host(), hub.port(), proxy(settings), InviteCode.parse(code));
      output.say("joined " + hubSiteId);
      output.result(Map.of("hubSiteId", hubSiteId));
      return 0;
    }

    /** The proxy through which the configuration dials this address. */
    private Optional<HttpProxy> proxy(Settings settings) {
      return settings.link().stream()
          .flatMap(link -> link.dial().stream())
          .filter(dial -> dial.host().equals(hub.host()) && dial.port() == hub.port())
          .flatMap(dial -> dial.proxy().stream())
          .map(proxy ->
              new HttpProxy(proxy.host(), proxy.port(), proxy.user(), proxy.passwordFile()))
          .findFirst();
    }
  }

  /** Takes effect in the running gateway too, on open connections within seconds. */
  @Command(
      name = "revoke",
      mixinStandardHelpOptions = true,
      description = "End a site's access: its certificates are no longer believed here.")
  static final class Revoke implements Callable<Integer> {
    @Mixin ConfigFile config;

    @Parameters(paramLabel = "SITE_ID")
    String siteId;

    @Mixin Output output;

    @Override
    public Integer call() throws Exception {
      Settings settings = config.settings();
      if (!siteId.matches("[a-z0-9-]{1,32}") || siteId.equals(settings.site().siteId())) {
        output.warn("not the id of another site: " + siteId);
        return 2;
      }
      new Revocations(settings.identityDirectory()).add(siteId);
      output.say("revoked " + siteId);
      output.result(Map.of("siteId", siteId));
      return 0;
    }
  }
}
