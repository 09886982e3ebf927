package vn.lienvien.demo;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/**
 * The lines and studies of {@code scripts/bench.sh link}.
 *
 * <p>{@code reachSeconds} and {@code reachUse} are what is to be reached; zero where the case asks
 * for none.
 */
enum LinkCase {
  CT("4mbit,100ms,0%", Material.CT, 6.8, .90),
  SMALL("4mbit,100ms,0%", Material.SMALL, 6, 0),
  MR("4mbit,100ms,0%", Material.MR, 2, 0),
  CT_LOSS("4mbit,100ms,1%", Material.CT, 7.6, 0),
  LARGE_LOSS("4mbit,100ms,1%", Material.LARGE, 0, .85),
  LARGE_FAR("4mbit,300ms,3%", Material.LARGE, 0, .75),
  FAST("50mbit,30ms,0%", Material.HUGE, 0, .85),
  FAST_LOSS("50mbit,30ms,0.1%", Material.HUGE, 0, .80),
  CUTS("4mbit,100ms,0%", Material.LARGE, 0, .65),
  STAT("4mbit,100ms,0%", Material.LARGE, 0, 0),
  OUTAGE("4mbit,100ms,0%", Material.LARGE, 0, 0),
  CAP("4mbit,100ms,0%", Material.LARGE, 0, 0),
  CAP_LOSS("4mbit,100ms,1%", Material.LARGE, 0, 0);

  /** What is sent. */
  enum Material {
    /** {@code series_ct_ge_head28}. */
    CT,
    /** {@code series_mr_sie_pdt2_70}. */
    MR,
    /** 300 phantom slices of 128 x 128. */
    SMALL,
    /** Phantom CT of more than 6 MB compressed. */
    LARGE,
    /** Phantom CT of about 30 MB compressed. */
    HUGE
  }

  final String line;
  final Material material;
  final double reachSeconds;
  final double reachUse;

  LinkCase(String line, Material material, double reachSeconds, double reachUse) {
    this.line = line;
    this.material = material;
    this.reachSeconds = reachSeconds;
    this.reachUse = reachUse;
  }

  String option() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  /** What the line of the report is called. */
  String title() {
    String what =
        switch (material) {
          case CT -> "CT 28";
          case MR -> "MR 70";
          case SMALL -> "300 small";
          case LARGE -> "CT over 6 MB";
          case HUGE -> "CT 30 MB";
        };
    return what + ", " + line + (this == CUTS ? ", cut 1 s in every 5" : "");
  }

  /** Large transfers are judged from the moment their frames are compressed. */
  boolean countsFromCompressed() {
    return material == Material.HUGE;
  }

  /** The named cases, or all. */
  static List<LinkCase> chosen(List<String> options) {
    return Arrays.stream(values())
        .filter(one -> options.isEmpty() || options.contains(one.option()))
        .toList();
  }
}
