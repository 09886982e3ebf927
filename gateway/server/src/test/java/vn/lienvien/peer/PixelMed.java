package vn.lienvien.peer;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Debian's PixelMed toolkit: its programs, each in a Java of its own. */
public final class PixelMed {
  private static final Path JARS = Path.of("/usr/share/java");
  private static final String CLASS_PATH =
      Stream.of(
              "pixelmed",
              "commons-codec",
              "commons-net",
              "hsqldb",
              "jaxb-api",
              "jmdns",
              "javax.json",
              "slf4j-api",
              "vecmath")
          .map(name -> JARS.resolve(name + ".jar").toString())
          .collect(Collectors.joining(":"));

  private PixelMed() {}

  /** Runs one of its classes to the end; what it wrote on both outputs. */
  public static String run(Path directory, String className, Object... arguments) throws Exception {
    return finished(directory, "com.pixelmed." + className, arguments);
  }

  /** Its SCU of C-FIND or C-GET; see the source for the arguments. */
  public static String scu(Path directory, Object... arguments) throws Exception {
    Path source =
        Path.of(
            Objects.requireNonNull(PixelMed.class.getResource("/peer/PixelMedScu.java")).toURI());
    return finished(directory, source.toString(), arguments);
  }

  /** Its storage and query/retrieve server, which moves to one destination. */
  public static Program server(
      Path directory, String aeTitle, int port, String destinationAETitle, int destinationPort)
      throws Exception {
    Files.createDirectories(directory);
    Path properties =
        Files.writeString(
            directory.resolve("server.properties"),
            """
            Application.DatabaseFileName=%1$s/database
            Application.SavedImagesFolderName=%1$s/images
            Dicom.ListeningPort=%2$d
            Dicom.CalledAETitle=%3$s
            Dicom.CallingAETitle=%3$s
            Dicom.PrimaryDeviceType=ARCHIVE
            Dicom.RemoteAEs=destination
            Dicom.RemoteAEs.destination.CalledAETitle=%4$s
            Dicom.RemoteAEs.destination.HostNameOrIPAddress=127.0.0.1
            Dicom.RemoteAEs.destination.Port=%5$d
            WebServer.ListeningPort=%6$d
            WebServer.RootURL=http://127.0.0.1:%6$d/
            """
                .formatted(
                    directory,
                    port,
                    aeTitle,
                    destinationAETitle,
                    destinationPort,
                    Program.freePort()));
    Program server =
        Program.start(
            directory,
            command(directory, "com.pixelmed.server.DicomAndWebStorageServer", properties));
    server.awaitPort(port);
    return server;
  }

  private static String finished(Path directory, String program, Object... arguments)
      throws Exception {
    Program.Outcome outcome = Program.run(directory, 120, command(directory, program, arguments));
    return new String(outcome.output().getBytes(ISO_8859_1), UTF_8);
  }

  private static List<String> command(Path home, String program, Object... arguments) {
    List<String> command =
        new ArrayList<>(
            List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Djava.awt.headless=true",
                "-Djdk.xml.xpathTotalOpLimit=0", // its rules for templates are long
                "-Djdk.xml.xpathExprOpLimit=0",
                "-Djdk.xml.xpathExprGrpLimit=0",
                "-Duser.home=" + home,
                "-cp",
                CLASS_PATH,
                program));
    Stream.of(arguments).map(Object::toString).forEach(command::add);
    return command;
  }
}
