package vn.lienvien.dicom.net;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.StringWriter;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.tools.JavaCompiler;
import javax.tools.JavaFileObject;
import javax.tools.SimpleJavaFileObject;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the README shows about the network compiles as it stands there. */
final class ReadmeExamplesTest {
  private static final Pattern BLOCK = Pattern.compile("```java\n(.*?)```", Pattern.DOTALL);

  @TempDir Path directory;

  @Test
  void everyExampleOfARoleCompiles() throws IOException {
    String readme = Files.readString(Path.of("README.md"));
    String network = readme.substring(readme.indexOf("## Network"), readme.indexOf("## Tables"));
    List<JavaFileObject> sources = new ArrayList<>();
    for (Matcher block = BLOCK.matcher(network); block.find(); ) {
      sources.add(source("Example" + sources.size(), block.group(1)));
    }
    assertThat(sources).hasSize(7);
    JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
    StringWriter said = new StringWriter();
    boolean compiled =
        compiler
            .getTask(
                said,
                null,
                null,
                List.of(
                    "-proc:none",
                    "-d",
                    directory.toString(),
                    "-cp",
                    System.getProperty("java.class.path")),
                null,
                sources)
            .call();
    assertThat(compiled).as(said.toString()).isTrue();
  }

  private static JavaFileObject source(String name, String block) {
    String text =
        """
        import java.nio.channels.FileChannel;
        import java.nio.file.*;
        import java.util.*;
        import vn.lienvien.dicom.data.*;
        import vn.lienvien.dicom.io.*;
        import vn.lienvien.dicom.net.*;

        class %s {
          void example(
              Transport transport,
              AssociationRequestor requestor,
              ApplicationEntity pacs,
              StorageHandler storage,
              Path path) throws Exception {
        %s
          }
        }
        """
            .formatted(name, block);
    return new SimpleJavaFileObject(
        URI.create("string:///" + name + ".java"), JavaFileObject.Kind.SOURCE) {
      @Override
      public CharSequence getCharContent(boolean ignoreEncodingErrors) {
        return text;
      }
    };
  }
}
