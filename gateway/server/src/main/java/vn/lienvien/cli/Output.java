package vn.lienvien.cli;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import java.io.UncheckedIOException;
import java.util.Map;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Where a command speaks: results on standard output, everything else on standard error. */
final class Output {
  private static final ObjectMapper JSON =
      new ObjectMapper().enable(SerializationFeature.ORDER_MAP_ENTRIES_BY_KEYS);

  @Spec(Spec.Target.MIXEE)
  CommandSpec spec;

  @Option(names = "--json", description = "print the result as JSON")
  boolean json;

  /** A line of result for a person; nothing when JSON was asked for. */
  void say(String line) {
    if (!json) {
      spec.commandLine().getOut().println(line);
      spec.commandLine().getOut().flush();
    }
  }

  /** One of very many lines of result; {@link #flush} ends them. */
  void append(String line) {
    spec.commandLine().getOut().print(line + System.lineSeparator());
  }

  void flush() {
    spec.commandLine().getOut().flush();
  }

  /** Text that is the result itself, whatever was asked for. */
  void line(String text) {
    spec.commandLine().getOut().println(text);
    spec.commandLine().getOut().flush();
  }

  /** The result for a program, one line; nothing unless JSON was asked for. */
  void result(Map<String, ?> values) {
    if (json) {
      try {
        spec.commandLine().getOut().println(JSON.writeValueAsString(values));
        spec.commandLine().getOut().flush();
      } catch (JsonProcessingException e) {
        throw new UncheckedIOException(e);
      }
    }
  }

  /** Progress, hints and complaints. */
  void warn(String line) {
    spec.commandLine().getErr().println(line);
    spec.commandLine().getErr().flush();
  }
}
