package vn.lienvien.link;

import java.util.SplittableRandom;

/** What goes wrong next, drawn from a seed so that the same run can be had again. */
enum FaultPlan {
  CUT(35),
  HUB_RESTART(20),
  SPOKE_RESTART(20),
  TORN_FILE(12),
  CLOCK_JUMP(3),
  DISK_FULL(3),
  HALF_OPEN(1),
  CORRUPTED_CONTENT(1),
  BACKED_UP(3),
  RESTORED(2);

  private final int weight;

  FaultPlan(int weight) {
    this.weight = weight;
  }

  static FaultPlan next(SplittableRandom random) {
    int drawn = random.nextInt(100);
    for (FaultPlan one : values()) {
      drawn -= one.weight;
      if (drawn < 0) {
        return one;
      }
    }
    throw new IllegalStateException("the weights are a hundred");
  }
}
