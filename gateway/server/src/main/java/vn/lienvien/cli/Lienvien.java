package vn.lienvien.cli;

import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;
import vn.lienvien.dicom.net.AssociationException;

/** {@code lienvien}: exit code 0 done, 1 the answer is no or the work failed, 2 wrong usage. */
@Command(
    name = "lienvien",
    mixinStandardHelpOptions = true,
    versionProvider = Version.class,
    description = "Teleradiology DICOM gateway and PACS bridge.",
    subcommands = {
      ServeCommand.class,
      DoctorCommand.class,
      DicomCommand.class,
      Hl7Command.class,
      SiteCommand.class,
      UserCommand.class,
      BackupCommand.class,
      RestoreCommand.class,
      VerifyCommand.class
    })
public final class Lienvien implements Runnable {
  @Spec CommandSpec spec;

  @Override
  public void run() {
    throw new ParameterException(spec.commandLine(), "Which command?");
  }

  public static void main(String[] args) {
    System.exit(commandLine().execute(args));
  }

  /** The parser, with failures told in one sentence instead of a stack trace. */
  static CommandLine commandLine() {
    return new CommandLine(new Lienvien())
        .setCaseInsensitiveEnumValuesAllowed(true)
        .setExecutionExceptionHandler((failure, command, parsed) -> {
          command.getErr().println("error: " + Sentence.of(failure));
          if (failure instanceof AssociationException association) {
            command.getErr().println(association.advice());
          }
          if (System.getenv("LIENVIEN_DEBUG") != null) {
            failure.printStackTrace(command.getErr());
          }
          return 1;
        });
  }
}
