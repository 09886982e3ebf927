package vn.lienvien.cli;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import vn.lienvien.dicom.data.SopClasses;
import vn.lienvien.dicom.data.TransferSyntax;
import vn.lienvien.dicom.data.UID;
import vn.lienvien.dicom.net.Acceptance;
import vn.lienvien.dicom.net.AssociationObserver;
import vn.lienvien.dicom.net.AssociationOptions;
import vn.lienvien.dicom.net.AsyncWindow;
import vn.lienvien.dicom.net.DicomListener;
import vn.lienvien.dicom.net.ListenerSettings;
import vn.lienvien.dicom.net.Services;
import vn.lienvien.dicom.net.StoreRequest;
import vn.lienvien.dicom.net.SupportedContexts;
import vn.lienvien.dicom.net.Transport;

/** {@code lienvien dicom receive}: a storage SCP for anybody, as {@code storescp}. */
@Command(
    name = "receive",
    mixinStandardHelpOptions = true,
    description =
        "Accept C-STORE from anybody and keep the files, until interrupted; --json prints one line an"
            + " object.")
final class DicomReceive implements Callable<Integer> {
  @Option(
      names = {"-od", "--out"},
      defaultValue = ".",
      paramLabel = "DIR",
      description = "where the files go; default: here")
  Path directory;

  @Option(
      names = "--bind",
      paramLabel = "ADDRESS",
      defaultValue = "0.0.0.0",
      description = "of ours to listen at; default: every one")
  String bind;

  @Option(names = "--no-sync", description = "answer before the file is forced to the disk")
  boolean withoutSync;

  @Parameters(paramLabel = "PORT", description = "to listen at; 0 for any that is free")
  int port;

  @Mixin TlsOptions tls;
  @Mixin Output output;

  @Override
  public Integer call() throws Exception {
    AssociationOptions options = AssociationOptions.defaults().withWindow(new AsyncWindow(16, 16));
    ListenerSettings settings = ListenerSettings.on(bind, port);
    if (tls.wanted()) {
      options = options.withTls(tls.settings());
      settings = settings.withTls();
    }
    try (FileReceiver receiver = new FileReceiver(directory, !withoutSync, this::tell);
        Transport transport = Transport.open();
        DicomListener listener =
            DicomListener.open(transport, settings, options, acceptance(receiver))) {
      output.warn("listening on port " + listener.port());
      new CountDownLatch(1).await();
    }
    return 0;
  }

  private static Acceptance acceptance(FileReceiver receiver) {
    var contexts =
        new SupportedContexts()
            .service(UID.Verification, List.of(UID.ImplicitVRLittleEndian))
            .storage(SopClasses.storage(), TransferSyntax.storable());
    return new Acceptance(
        request -> Optional.empty(),
        contexts,
        Services.echoOnly().withStorage(receiver),
        AssociationObserver.NONE);
  }

  private void tell(StoreRequest request, Path file) {
    String aeTitle = request.association().callingAETitle();
    output.say("from %s: %s".formatted(DatasetText.printable(aeTitle), file));
    output.result(
        Map.of(
            "file", file.toString(),
            "callingAETitle", aeTitle,
            "sopClassUID", request.sopClassUID(),
            "sopInstanceUID", request.sopInstanceUID(),
            "transferSyntaxUID", request.transferSyntaxUID()));
  }
}
