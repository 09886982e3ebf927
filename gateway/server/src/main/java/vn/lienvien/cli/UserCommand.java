package vn.lienvien.cli;

import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import vn.lienvien.config.Settings;
import vn.lienvien.security.Account;
import vn.lienvien.security.Accounts;
import vn.lienvien.security.Role;

/** Who may log in. */
@Command(
    name = "user",
    mixinStandardHelpOptions = true,
    description = "Accounts of this site.",
    subcommands = {UserCommand.Add.class})
final class UserCommand {

  /** Prints the generated password, once, on standard output. */
  @Command(
      name = "add",
      mixinStandardHelpOptions = true,
      description = "Add an account and print its generated password; a running gateway sees it.")
  static final class Add implements Callable<Integer> {
    @Mixin ConfigFile config;

    @Option(
        names = "--role",
        required = true,
        split = ",",
        description = "${COMPLETION-CANDIDATES}; several separated by commas")
    Set<Role> roles = Set.of();

    @Option(names = "--name", required = true, description = "as it stands under a result")
    String displayName = "";

    @Parameters(paramLabel = "USERNAME")
    String username = "";

    @Mixin Output output;

    @Override
    public Integer call() throws Exception {
      Settings settings = config.settings();
      String password =
          Accounts.open(settings.dataDirectory().resolve("accounts.json"))
              .add(new Account(username, displayName, roles));
      output.say(password);
      output.result(Map.of("username", username, "password", password));
      return 0;
    }
  }
}
