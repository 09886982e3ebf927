package vn.lienvien.consult;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CountDownLatch;
import java.util.function.BiFunction;
import vn.lienvien.hl7.MllpListener;
import vn.lienvien.hl7.MllpOptions;
import vn.lienvien.hl7.OrderConversation;
import vn.lienvien.model.Order;
import vn.lienvien.model.OrderMessage;
import vn.lienvien.model.PlacementOutcome;

/** The process that {@link OrderKillTest} kills: takes orders over MLLP until its hour has come. */
final class OrderingProcess {
  static final int HALTED = 99;

  private OrderingProcess() {}

  /** Arguments: directory, {@code before-commit|before-acknowledgement|never}. Prints its port. */
  public static void main(String[] arguments) throws IOException, InterruptedException {
    SiteUnderTest site =
        new SiteUnderTest(Samples.A, Path.of(arguments[0]), new Random(1), List.of(Samples.B));
    String end = arguments[1];
    BiFunction<Order, OrderMessage, PlacementOutcome> place =
        (order, message) -> {
          haltIf(end.equals("before-commit"));
          PlacementOutcome outcome = site.intake.place(order, message);
          haltIf(end.equals("before-acknowledgement"));
          return outcome;
        };
    MllpListener listener =
        MllpListener.open(
            MllpOptions.of("127.0.0.1", 0),
            new OrderConversation(place, StandardCharsets.UTF_8, Clock.systemUTC()));
    System.out.println(listener.port());
    new CountDownLatch(1).await();
  }

  private static void haltIf(boolean now) {
    if (now) {
      Runtime.getRuntime().halt(HALTED);
    }
  }
}
