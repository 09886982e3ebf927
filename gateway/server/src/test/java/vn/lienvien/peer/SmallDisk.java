package vn.lienvien.peer;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;

/** A file system of its own that can be filled to the last byte; mounting it needs root. */
public final class SmallDisk implements AutoCloseable {
  private static final int BLOCK_BYTES = 64 * 1024;

  private final Path directory;
  private final boolean mounted;

  private SmallDisk(Path directory, boolean mounted) {
    this.directory = directory;
    this.mounted = mounted;
  }

  /** Mounts; where that is not allowed the directory is an ordinary one, and is never filled. */
  public static SmallDisk at(Path directory, int megabytes)
      throws IOException, InterruptedException {
    Files.createDirectories(directory);
    boolean root = System.getProperty("user.name").equals("root");
    boolean mounted =
        root
            && run(
                "mount",
                "-t",
                "tmpfs",
                "-o",
                "size=" + megabytes + "m",
                "tmpfs",
                directory.toString());
    return new SmallDisk(directory, mounted);
  }

  public boolean canBeFilled() {
    return mounted;
  }

  /** Takes all space. */
  public void fill() throws IOException {
    try (OutputStream filler = Files.newOutputStream(filler())) {
      byte[] block = new byte[BLOCK_BYTES];
      while (true) {
        filler.write(block);
      }
    } catch (IOException full) {
      if (!String.valueOf(full.getMessage()).contains("No space left")) {
        throw full;
      }
    }
  }

  public void giveBack() throws IOException {
    Files.deleteIfExists(filler());
  }

  private Path filler() {
    return directory.resolve("filler");
  }

  private static boolean run(String... command) throws IOException, InterruptedException {
    return new ProcessBuilder(command).inheritIO().start().waitFor() == 0;
  }

  @Override
  public void close() throws IOException {
    try {
      if (mounted && !run("umount", directory.toString())) {
        throw new IOException(directory + " stays mounted");
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
