package vn.lienvien.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import vn.lienvien.dicom.net.ApplicationEntity;
import vn.lienvien.dicom.net.Association;
import vn.lienvien.dicom.net.AssociationOptions;
import vn.lienvien.dicom.net.AssociationProposal;
import vn.lienvien.dicom.net.AssociationRequestor;
import vn.lienvien.dicom.net.AsyncWindow;
import vn.lienvien.dicom.net.PresentationContext;
import vn.lienvien.dicom.net.Services;
import vn.lienvien.dicom.net.Timeouts;
import vn.lienvien.dicom.net.Transport;
import vn.lienvien.dicom.net.UserIdentity;

/** The other side of a network command, with DCMTK's option names. */
final class RemoteNode {
  @Option(
      names = {"-aet", "--aetitle"},
      paramLabel = "AETITLE",
      defaultValue = "LIENVIEN",
      description = "our AE title; default ${DEFAULT-VALUE}")
  String callingAETitle = "LIENVIEN";

  @Option(
      names = {"-aec", "--call"},
      paramLabel = "AETITLE",
      defaultValue = "ANY-SCP",
      description = "the other AE title; default ${DEFAULT-VALUE}")
  String calledAETitle = "ANY-SCP";

  @Option(
      names = "--timeout",
      defaultValue = "300",
      paramLabel = "SECONDS",
      description = "to wait for each response; default ${DEFAULT-VALUE}")
  int responseSeconds;

  @Option(
      names = {"-usr", "--user"},
      paramLabel = "NAME",
      description = "user identity to offer")
  Optional<String> user = Optional.empty();

  @Option(
      names = "--passcode-file",
      paramLabel = "FILE",
      description = "where the user's passcode is")
  Optional<Path> passcodeFile = Optional.empty();

  @Mixin TlsOptions tls;

  @Spec(Spec.Target.MIXEE)
  CommandSpec spec;

  /** Proposed; the other side may want less. */
  AsyncWindow window = new AsyncWindow(16, 16);

  @Parameters(index = "0", paramLabel = "HOST", description = "name or address of the other side")
  String host = "";

  @Parameters(index = "1", paramLabel = "PORT", description = "its port, often 104 or 11112")
  int port;

  /** Work on one association. */
  @FunctionalInterface
  interface Work {
    int with(Association association) throws Exception;
  }

  /** Opens an association, works and releases. */
  int associate(List<PresentationContext> contexts, Services services, Work work) throws Exception {
    AssociationOptions options =
        AssociationOptions.defaults()
            .withTimeouts(Timeouts.defaults().withResponse(Duration.ofSeconds(responseSeconds)))
            .withWindow(window);
    if (tls.wanted()) {
      options = options.withTls(tls.settings());
    }
    AssociationProposal proposal = proposal(contexts).withServices(services);
    if (user.isPresent()) {
      proposal = proposal.withUserIdentity(UserIdentity.of(user.get(), passcode(), true));
    }
    try (Transport transport = Transport.open();
        Association association = new AssociationRequestor(transport, options).open(proposal)) {
      return work.with(association);
    }
  }

  private Optional<String> passcode() throws IOException {
    return passcodeFile.isEmpty()
        ? Optional.empty()
        : Optional.of(Files.readString(passcodeFile.get()).strip());
  }

  int associate(List<PresentationContext> contexts, Work work) throws Exception {
    return associate(contexts, Services.echoOnly(), work);
  }

  private AssociationProposal proposal(List<PresentationContext> contexts) {
    try {
      ApplicationEntity called = new ApplicationEntity(calledAETitle, host, port, tls.wanted());
      return new AssociationProposal(callingAETitle, called, contexts);
    } catch (IllegalArgumentException e) {
      throw new ParameterException(spec.commandLine(), Sentence.of(e), e);
    }
  }
}
