package vn.lienvien.dicom.net;

import java.io.IOException;
import org.jspecify.annotations.Nullable;
import vn.lienvien.dicom.data.Attributes;

/** Writes responses to requests of the other side. */
final class Responder {
  private final MessageWriter writer;

  Responder(MessageWriter writer) {
    this.writer = writer;
  }

  void respond(InboundMessage request, Status status) throws IOException {
    respond(request, CommandSet.response(request.command(), status), null);
  }

  void respond(InboundMessage request, CommandSet response, @Nullable Attributes dataSet)
      throws IOException {
    AcceptedContext context = request.context();
    writer.send(
        context,
        response,
        dataSet == null ? null : Identifiers.source(dataSet, context.transferSyntax()));
  }
}
