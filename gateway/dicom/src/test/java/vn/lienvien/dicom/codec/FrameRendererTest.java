package vn.lienvien.dicom.codec;

import static org.assertj.core.api.Assertions.assertThat;

import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import vn.lienvien.dicom.MadeUpImage;
import vn.lienvien.dicom.codec.RenderRequest.Format;
import vn.lienvien.dicom.data.Attributes;
import vn.lienvien.dicom.data.Tag;
import vn.lienvien.dicom.data.VR;
import vn.lienvien.dicom.io.DicomFile;

class FrameRendererTest {
  @TempDir private Path directory;
  @AutoClose private static final FrameCodecPool pool = TestPool.open();

  @Test
  void putsTheModalityValueThroughTheWindow() throws IOException {
    // Stored 0, 100, 150, 200 with intercept -100: -100, 0, 50, 100 in a window of 0 to 100.
    Attributes dataset =
        grayscale(0, 100, 150, 200)
            .set(Tag.RescaleSlope, "1")
            .set(Tag.RescaleIntercept, "-100")
            .set(Tag.WindowCenter, "50")
            .set(Tag.WindowWidth, "100")
            .set(Tag.VOILUTFunction, "LINEAR_EXACT");

    assertThat(grays(dataset, Optional.empty())).containsExactly(0, 0, 128, 255);
    assertThat(grays(dataset, Optional.of(new Window(-50, 100, Window.Function.LINEAR_EXACT))))
        .containsExactly(0, 255, 255, 255);
  }

  @Test
  void showsTheLeastOfMonochrome1White() throws IOException {
    Attributes dataset =
        grayscale(0, 85, 170, 255).set(Tag.PhotometricInterpretation, "MONOCHROME1");

    assertThat(grays(dataset, Optional.empty())).containsExactly(255, 170, 85, 0);
  }

  @Test
  void usesTheRangeOfTheFrameWithoutItsPaddingWhenThereIsNoWindow() throws IOException {
    Attributes dataset = grayscale(1000, 1100, 1200, 63).setIntegers(Tag.PixelPaddingValue, 63);

    assertThat(grays(dataset, Optional.empty())).containsExactly(0, 128, 255, 0);
  }

  @Test
  void looksUpPaletteColors() throws IOException {
    Attributes dataset =
        grayscale(0, 1, 1, 0)
            .set(Tag.PhotometricInterpretation, "PALETTE COLOR")
            .setBytes(Tag.RedPaletteColorLookupTableDescriptor, VR.US, shorts(2, 0, 16))
            .setBytes(Tag.GreenPaletteColorLookupTableDescriptor, VR.US, shorts(2, 0, 16))
            .setBytes(Tag.BluePaletteColorLookupTableDescriptor, VR.US, shorts(2, 0, 16))
            .setBytes(Tag.RedPaletteColorLookupTableData, VR.OW, shorts(0xFF00, 0x1000))
            .setBytes(Tag.GreenPaletteColorLookupTableData, VR.OW, shorts(0x8000, 0x2000))
            .setBytes(Tag.BluePaletteColorLookupTableData, VR.OW, shorts(0x0100, 0x3000));

    BufferedImage image = render(dataset, request(Optional.empty()));

    assertThat(image.getRGB(0, 0) & 0xFFFFFF).isEqualTo(0xFF8001);
    assertThat(image.getRGB(1, 0) & 0xFFFFFF).isEqualTo(0x102030);
  }

  @Test
  void makesPicturesSmallerButNeverLarger() throws IOException {
    Attributes dataset = grayscale(0, 1, 2, 3);

    assertThat(render(dataset, new RenderRequest(0, 2, 9, Optional.empty(), Format.PNG)))
        .extracting(BufferedImage::getWidth, BufferedImage::getHeight)
        .containsExactly(2, 1);
    assertThat(render(dataset, RenderRequest.full(0)).getWidth()).isEqualTo(4);
  }

  private int[] grays(Attributes dataset, Optional<Window> window) throws IOException {
    BufferedImage image = render(dataset, request(window));
    return image.getRaster().getSamples(0, 0, 4, 1, 0, (int[]) null);
  }

  private static RenderRequest request(Optional<Window> window) {
    return new RenderRequest(0, 100, 100, window, Format.PNG);
  }

  private BufferedImage render(Attributes dataset, RenderRequest request) throws IOException {
    Path file = MadeUpImage.write(directory.resolve("image.dcm"), dataset);
    byte[] picture = new FrameRenderer(pool).render(DicomFile.read(file), request);
    return ImageIO.read(new ByteArrayInputStream(picture));
  }

  private static Attributes grayscale(int... cells) {
    return MadeUpImage.grayscale(1, cells.length, 16, 16)
        .setBytes(Tag.PixelData, VR.OW, shorts(cells));
  }

  private static byte[] shorts(int... values) {
    byte[] bytes = new byte[2 * values.length];
    for (int i = 0; i < values.length; i++) {
      bytes[2 * i] = (byte) values[i];
      bytes[2 * i + 1] = (byte) (values[i] >> 8);
    }
    return bytes;
  }
}
