package vn.lienvien.testdata;

/**
 * What a phantom is made of.
 *
 * @see #hounsfield
 */
enum Tissue {
  AIR(-1000, 0, 0),
  SKIN(30, 620, 330),
  FAT(-90, 900, 520),
  BONE(900, 60, 40),
  DIPLOE(420, 330, 210),
  CEREBROSPINAL_FLUID(6, 140, 1050),
  GREY_MATTER(37, 420, 610),
  WHITE_MATTER(29, 560, 470),
  FRESH_BLOOD(68, 380, 260);

  /** CT number in HU at 120 kVp. */
  final int hounsfield;

  /** Signal of a T1-weighted spin echo, arbitrary units, 0 to 1100. */
  final int t1Signal;

  /** Signal of a T2-weighted spin echo, arbitrary units, 0 to 1100. */
  final int t2Signal;

  Tissue(int hounsfield, int t1Signal, int t2Signal) {
    this.hounsfield = hounsfield;
    this.t1Signal = t1Signal;
    this.t2Signal = t2Signal;
  }
}
