package vn.lienvien.dicom.net;

import java.io.IOException;
import vn.lienvien.dicom.data.Attributes;

/** Serves C-FIND (PS3.7 9.1.2): each match a pending response, then the final status. */
final class QueryScp {
  private final Association association;
  private final QueryHandler handler;
  private final Responder responder;

  QueryScp(Association association, QueryHandler handler, Responder responder) {
    this.association = association;
    this.handler = handler;
    this.responder = responder;
  }

  void serve(InboundMessage message, Attributes identifier, Cancellation cancellation)
      throws IOException {
    QueryRequest request =
        new QueryRequest(association, message.context().abstractSyntax(), identifier, cancellation);
    Status last =
        handler.find(
            request,
            match -> {
              if (!cancellation.isCancelled()) {
                CommandSet pending = CommandSet.response(message.command(), Status.PENDING);
                responder.respond(message, pending, match);
              }
            });
    responder.respond(message, cancellation.isCancelled() ? Status.CANCEL : last);
  }
}
