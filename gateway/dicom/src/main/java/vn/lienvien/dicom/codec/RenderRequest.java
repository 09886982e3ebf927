package vn.lienvien.dicom.codec;

import java.util.Optional;

/**
 * What picture is wanted of a frame.
 *
 * @param frameIndex 0-based
 * @param maxColumns the picture is made smaller, never larger, to fit; its shape stays
 * @param maxRows as maxColumns
 * @param window instead of the one in the data set
 */
public record RenderRequest(
    int frameIndex, int maxColumns, int maxRows, Optional<Window> window, Format format) {
  /** File format of the picture. */
  public enum Format {
    JPEG("image/jpeg", "jpeg"),
    PNG("image/png", "png");

    private final String mediaType;
    private final String imageIoName;

    Format(String mediaType, String imageIoName) {
      this.mediaType = mediaType;
      this.imageIoName = imageIoName;
    }

    public String mediaType() {
      return mediaType;
    }

    String imageIoName() {
      return imageIoName;
    }
  }

  public RenderRequest {
    if (frameIndex < 0 || maxColumns < 1 || maxRows < 1) {
      throw new IllegalArgumentException("no picture of frame " + frameIndex + " in that size");
    }
  }

  /** A JPEG of at most {@code side} pixels a side, in the window of the data set. */
  public static RenderRequest thumbnail(int frameIndex, int side) {
    return new RenderRequest(frameIndex, side, side, Optional.empty(), Format.JPEG);
  }

  /** A JPEG in full size, in the window of the data set. */
  public static RenderRequest full(int frameIndex) {
    return thumbnail(frameIndex, Integer.MAX_VALUE);
  }
}
