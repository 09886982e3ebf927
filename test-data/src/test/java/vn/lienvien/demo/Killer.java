package vn.lienvien.demo;

import java.util.SplittableRandom;

/** Kills one of the two gateways at random moments and starts it again, a given number of times. */
final class Killer implements Runnable {
  private static final int SHORTEST_PAUSE_MILLIS = 300;
  private static final int LONGEST_PAUSE_MILLIS = 4000;

  private final TwoHospitals stage;
  private final SplittableRandom random;
  private final int kills;

  Killer(TwoHospitals stage, SplittableRandom random, int kills) {
    this.stage = stage;
    this.random = random;
    this.kills = kills;
  }

  @Override
  public void run() {
    for (int i = 0; i < kills; i++) {
      pause(random.nextInt(SHORTEST_PAUSE_MILLIS, LONGEST_PAUSE_MILLIS));
      ManagedProcess victim = random.nextBoolean() ? stage.gatewayA() : stage.gatewayB();
      victim.kill();
      System.out.println("killed " + victim.name());
      victim.start();
    }
  }

  private static void pause(int millis) {
    try {
      Thread.sleep(millis);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
