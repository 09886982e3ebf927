package vn.lienvien.demo;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * One of viewer-web's browser scripts, run against a gateway of the stage; each checks pixels,
 * texts and accessibility and leaves screenshots in {@code test-data/target/screenshots}.
 */
record BrowserScript(String name, Account account) {

  /**
   * The script's JSON summary; fails with everything it said when one of its steps did not hold.
   */
  JsonNode run(String... options) throws IOException, InterruptedException {
    Path repository = StageDirectories.repository();
    List<String> command =
        new ArrayList<>(
            List.of(
                "node",
                repository.resolve("viewer-web/e2e/" + name).toString(),
                "--base",
                account.hospital().webAddress(),
                "--user",
                account.username(),
                "--password",
                account.password(),
                "--out",
                repository.resolve("test-data/target/screenshots").toString()));
    command.addAll(List.of(options));
    Process browser = new ProcessBuilder(command).redirectErrorStream(true).start();
    String said = new String(browser.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(browser.waitFor()).as(said).isZero();
    return new ObjectMapper().readTree(said.lines().toList().getLast());
  }
}
