package vn.lienvien.cli;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import vn.lienvien.hl7.HisReceiver;
import vn.lienvien.hl7.MllpListener;
import vn.lienvien.hl7.MllpOptions;
import vn.lienvien.hl7.MllpSender;

/** HL7 v2 over MLLP by hand. */
@Command(
    name = "hl7",
    mixinStandardHelpOptions = true,
    description = "Send or receive HL7 v2 messages over MLLP.",
    subcommands = {Hl7Command.Send.class, Hl7Command.Receive.class})
final class Hl7Command {

  /** Exit code 0 only for AA or CA. */
  @Command(
      name = "send",
      mixinStandardHelpOptions = true,
      description = "Send one message and print its acknowledgement; exit code 1 unless accepted.")
  static final class Send implements Callable<Integer> {
    @Option(
        names = "--to",
        required = true,
        paramLabel = "HOST:PORT",
        converter = HostAndPort.Converter.class)
    HostAndPort to;

    @Option(names = "--timeout", defaultValue = "60", paramLabel = "SECONDS")
    int timeoutSeconds;

    @Parameters(paramLabel = "FILE", description = "UTF-8; lines may end with CR, LF or both")
    Path file;

    @Mixin Output output;

    @Override
    public Integer call() throws Exception {
      String text = Files.readString(file).replaceAll("\r?\n", "\r");
      var sender =
          new MllpSender(
              to.host(), to.port(), Duration.ofSeconds(5), Duration.ofSeconds(timeoutSeconds));
      return switch (sender.send(text.getBytes(java.nio.charset.StandardCharsets.UTF_8))) {
        case MllpSender.Answer.Accepted accepted -> {
          output.say(accepted.acknowledgement().replace('\r', '\n').strip());
          yield 0;
        }
        case MllpSender.Answer.Refused refused -> {
          output.say(refused.acknowledgement().replace('\r', '\n').strip());
          yield 1;
        }
        case MllpSender.Answer.None none -> {
          output.warn("no acknowledgement: " + none.reason());
          yield 1;
        }
      };
    }
  }

  /** Runs until it is interrupted. */
  @Command(
      name = "receive",
      mixinStandardHelpOptions = true,
      description = "Keep each message as a file and acknowledge it, as a HIS would.")
  static final class Receive implements Callable<Integer> {
    @Option(names = "--port", required = true)
    int port;

    @Option(names = "--bind", defaultValue = "127.0.0.1")
    String bind;

    @Option(names = "--out", required = true, paramLabel = "DIR")
    Path directory;

    @Mixin Output output;

    @Override
    public Integer call() throws Exception {
      var receiver = new HisReceiver(directory, Clock.systemUTC());
      try (var listener = MllpListener.open(MllpOptions.of(bind, port), receiver)) {
        output.warn("listening on " + bind + ":" + listener.port());
        new CountDownLatch(1).await();
      }
      return 0;
    }
  }
}
