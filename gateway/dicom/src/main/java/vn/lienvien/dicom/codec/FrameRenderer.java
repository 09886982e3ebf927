package vn.lienvien.dicom.codec;

import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.image.BufferedImage;
import java.awt.image.DataBufferByte;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import javax.imageio.ImageIO;
import vn.lienvien.dicom.data.Attributes;
import vn.lienvien.dicom.data.Tag;
import vn.lienvien.dicom.io.DicomFile;
import vn.lienvien.dicom.io.PixelData;

/**
 * Pictures of frames for people to find their way by, 8 bits a sample: thumbnails and WADO-RS
 * rendered (PS3.18 8.3.5). Not for diagnosis. Safe for many threads.
 */
public final class FrameRenderer {
  private final FrameCodecPool pool;

  public FrameRenderer(FrameCodecPool pool) {
    this.pool = pool;
  }

  /**
   * @return a file of {@link RenderRequest#format}
   * @throws FrameCodecException when the frame cannot be decoded or has no picture
   * @throws IndexOutOfBoundsException when there is no such frame
   */
  public byte[] render(DicomFile file, RenderRequest request) throws IOException {
    try (Frames frames = Frames.open(file, pool)) {
      requireIntegers(file, frames.description());
      byte[] decoded = frames.decoded(request.frameIndex());
      PixelDescription pixels = frames.decodedDescription();
      return pool.call(() -> {
        BufferedImage picture = picture(decoded, pixels, file.dataset(), request);
        return encode(scaled(picture, request), request.format());
      });
    }
  }

  private static void requireIntegers(DicomFile file, PixelDescription pixels)
      throws FrameCodecException {
    boolean integers = file.pixelData().map(PixelData::tag).orElse(0) == Tag.PixelData;
    if (!integers || pixels.bitsAllocated() > Integer.SIZE) {
      throw FrameCodecException.unsupported("a picture of floating point or 64-bit pixels");
    }
  }

  private static BufferedImage picture(
      byte[] decoded, PixelDescription pixels, Attributes dataset, RenderRequest request)
      throws FrameCodecException {
    if (pixels.photometricInterpretation().startsWith("MONOCHROME")) {
      GrayscaleTransform transform = new GrayscaleTransform(dataset, request.frameIndex(), pixels);
      byte[] gray = transform.apply(new StoredValues(decoded, pixels), request.window());
      return image(gray, pixels, BufferedImage.TYPE_BYTE_GRAY);
    }
    byte[] rgb = ColorTransform.rgb(decoded, pixels, dataset);
    for (int at = 0; at < rgb.length; at += 3) {
      byte red = rgb[at];
      rgb[at] = rgb[at + 2];
      rgb[at + 2] = red;
    }
    return image(rgb, pixels, BufferedImage.TYPE_3BYTE_BGR);
  }

  private static BufferedImage image(byte[] samples, PixelDescription pixels, int type) {
    BufferedImage image = new BufferedImage(pixels.columns(), pixels.rows(), type);
    byte[] raster = ((DataBufferByte) image.getRaster().getDataBuffer()).getData();
    System.arraycopy(samples, 0, raster, 0, raster.length);
    return image;
  }

  /** By halves down to the size, because one bilinear step would skip rows of a large image. */
  private static BufferedImage scaled(BufferedImage picture, RenderRequest request) {
    double share =
        Math.min(
            (double) request.maxColumns() / picture.getWidth(),
            (double) request.maxRows() / picture.getHeight());
    if (share >= 1) {
      return picture;
    }
    int columns = Math.max(1, (int) Math.round(picture.getWidth() * share));
    int rows = Math.max(1, (int) Math.round(picture.getHeight() * share));
    BufferedImage step = picture;
    while (step.getWidth() > columns || step.getHeight() > rows) {
      step =
          drawn(
              step,
              Math.max(columns, (step.getWidth() + 1) / 2),
              Math.max(rows, (step.getHeight() + 1) / 2));
    }
    return step;
  }

  private static BufferedImage drawn(BufferedImage source, int columns, int rows) {
    BufferedImage smaller = new BufferedImage(columns, rows, source.getType());
    Graphics2D graphics = smaller.createGraphics();
    graphics.setRenderingHint(
        RenderingHints.KEY_INTERPOLATION, RenderingHints.VALUE_INTERPOLATION_BILINEAR);
    graphics.drawImage(source, 0, 0, columns, rows, null);
    graphics.dispose();
    return smaller;
  }

  private static byte[] encode(BufferedImage picture, RenderRequest.Format format)
      throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    if (!ImageIO.write(picture, format.imageIoName(), bytes)) {
      throw new IOException("this Java platform cannot write " + format.mediaType());
    }
    return bytes.toByteArray();
  }
}
