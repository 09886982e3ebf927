package vn.lienvien.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import picocli.CommandLine;

/** What one command line left: run in this process, its two outputs kept. */
record Ran(int exitCode, String out, String err) {
  static Ran of(Object... words) {
    StringWriter out = new StringWriter();
    StringWriter err = new StringWriter();
    String[] args = new String[words.length];
    for (int i = 0; i < words.length; i++) {
      args[i] = words[i].toString();
    }
    CommandLine commandLine =
        Lienvien.commandLine().setOut(new PrintWriter(out)).setErr(new PrintWriter(err));
    int exitCode = commandLine.execute(args);
    commandLine.getOut().flush();
    commandLine.getErr().flush();
    return new Ran(exitCode, out.toString(), err.toString());
  }

  /** Standard output, which must be one JSON value. */
  JsonNode json() throws IOException {
    return new ObjectMapper().readTree(out);
  }
}
