package vn.lienvien.dicom.net;

import java.util.concurrent.CompletableFuture;

/** The response to one asynchronous C-STORE. */
final class FutureStatus implements Exchanges.Waiting {
  private final CompletableFuture<Status> future = new CompletableFuture<>();

  CompletableFuture<Status> future() {
    return future;
  }

  @Override
  public void reply(Reply reply) {
    future.complete(reply.status());
  }

  @Override
  public void failed(AssociationException why) {
    future.completeExceptionally(why);
  }
}
