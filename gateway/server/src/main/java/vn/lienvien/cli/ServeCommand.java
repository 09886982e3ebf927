package vn.lienvien.cli;

import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import vn.lienvien.Main;
import vn.lienvien.config.Settings;
import vn.lienvien.config.SettingsException;

/** {@code lienvien serve}: runs the gateway until it is told to stop. */
@Command(
    name = "serve",
    mixinStandardHelpOptions = true,
    description = "Run the gateway (or, without a link, a plain archive) in the foreground.")
final class ServeCommand implements Callable<Integer> {
  @Mixin ConfigFile config;

  @Mixin Output output;

  @Override
  public Integer call() throws Exception {
    Settings settings;
    try {
      settings = config.settings();
    } catch (SettingsException e) {
      output.warn(Sentence.of(e));
      return 2;
    }
    CountDownLatch stopped = new CountDownLatch(1);
    Main main = Main.start(config.file, settings, Version.text());
    Runtime.getRuntime()
        .addShutdownHook(
            new Thread(() -> {
              main.close();
              stopped.countDown();
            }));
    output.warn(settings.site().siteId() + " is up; Ctrl-C stops it");
    stopped.await();
    return 0;
  }
}
