package vn.lienvien.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import picocli.CommandLine.TypeConversionException;
import vn.lienvien.dicom.data.Attributes;
import vn.lienvien.dicom.data.UID;
import vn.lienvien.dicom.io.DicomFile;
import vn.lienvien.dicom.io.DicomJson;
import vn.lienvien.dicom.io.DicomXml;
import vn.lienvien.dicom.vietnamese.SourceText;
import vn.lienvien.dicom.vietnamese.TextRepair;

/** {@code lienvien dicom dump}: what a file holds, one element a line. */
@Command(
    name = "dump",
    mixinStandardHelpOptions = true,
    description =
        "Print the elements of Part 10 files and folders, as dcmdump does; --json and --xml give the"
            + " models of PS3.18 F and PS3.19 A, pixels as a reference into the file. What was wrong"
            + " with a file and read all the same is told on standard error. Exit code 1 where a"
            + " file cannot be read.")
final class DicomDump implements Callable<Integer> {
  @Parameters(paramLabel = "FILE|DIR", arity = "1..*", description = "folders with all below them")
  List<Path> files = List.of();

  @Option(
      names = {"+P", "--search"},
      paramLabel = "TAG",
      description = "only this element, gggg,eeee or keyword, wherever it is; may come again")
  List<String> search = List.of();

  @Option(
      names = "--max-length",
      paramLabel = "N",
      description = "cut values after N characters, 0 for never (default: ${DEFAULT-VALUE})")
  int maxLength = DatasetText.LONGEST_VALUE;

  @Option(
      names = {"+L", "--print-all"},
      description = "print values whole, however long")
  boolean whole;

  @Option(
      names = {"-M", "--load-short"},
      description = "taken for habit's sake: pixels are never loaded")
  boolean loadShort;

  @Option(
      names = {"+E", "--ignore-parse-errors"},
      description = "print a damaged file up to its fault; the exit code stays 1")
  boolean toFault;

  @Option(names = "--xml", description = "print the Native DICOM Model")
  boolean xml;

  @Option(
      names = "--character-set",
      paramLabel = "ENCODING",
      description =
          "what Vietnamese text is in: declared (default), detect, TCVN3, VNI, VISCII,"
              + " Windows-1258, UTF-8; what is read otherwise than declared is reported")
  String characterSet = "declared";

  @Mixin Output output;

  @Spec CommandSpec spec;

  @Override
  public Integer call() throws IOException {
    DatasetText text =
        new DatasetText(tags(), whole || maxLength == 0 ? Integer.MAX_VALUE : maxLength);
    SourceText source =
        SourceText.of(characterSet)
            .orElseThrow(() -> usage("there is no character set " + characterSet));
    boolean failed = false;
    for (Path path : expanded()) {
      try {
        failed |= dump(path, text, source);
      } catch (IOException e) {
        output.warn("error: " + path + ": " + Sentence.of(e));
        failed = true;
      }
    }
    return failed ? 1 : 0;
  }

  /** Whether the file is damaged. */
  private boolean dump(Path path, DatasetText text, SourceText source) throws IOException {
    DicomFile file = toFault ? DicomFile.readToFault(path) : DicomFile.read(path);
    repair(path, file.dataset(), source);
    if (output.json) {
      output.line(DicomJson.write(file, new FileBulkData(file)));
    } else if (xml) {
      output.line(DicomXml.write(file, new FileBulkData(file)).stripTrailing());
    } else {
      print(path, file, text);
    }
    file.tolerated().forEach(fault -> output.warn(path + ": tolerated: " + fault));
    file.fault().ifPresent(fault -> output.warn("error: " + path + ": " + fault.getMessage()));
    return file.fault().isPresent();
  }

  private void repair(Path path, Attributes dataset, SourceText source) {
    TextRepair repair = TextRepair.of(dataset, source).orElse(null);
    if (repair == null) {
      return;
    }
    String encoding = repair.encoding().label();
    repair.changes().forEach(change -> output.warn(path + ": read as " + encoding + ": " + change));
    Arrays.stream(dataset.tags()).forEach(dataset::remove);
    dataset.putAll(repair.dataset());
  }

  private void print(Path path, DicomFile file, DatasetText text) throws IOException {
    if (search.isEmpty() || files.size() > 1) {
      output.append("# " + path);
    }
    text.lines(file.fileMeta()).forEach(output::append);
    if (search.isEmpty()) {
      output.append("# " + UID.nameOf(file.transferSyntaxUID()));
    }
    text.lines(file).forEach(output::append);
    output.flush();
  }

  private List<Integer> tags() {
    return search.stream().map(this::tag).toList();
  }

  private int tag(String name) {
    try {
      return new QueryKey.Converter().convert(name).tag();
    } catch (TypeConversionException unknown) {
      throw usage(String.valueOf(unknown.getMessage()));
    }
  }

  private ParameterException usage(String why) {
    return new ParameterException(spec.commandLine(), why);
  }

  /** The files, and those below folders. */
  private List<Path> expanded() throws IOException {
    List<Path> all = new ArrayList<>();
    for (Path path : files) {
      if (Files.isDirectory(path)) {
        try (Stream<Path> below = Files.walk(path)) {
          below.filter(Files::isRegularFile).sorted().forEach(all::add);
        }
      } else {
        all.add(path);
      }
    }
    return all;
  }
}
