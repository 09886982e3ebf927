import type { LookupTable } from '../bulk';
import { apply, invert, magnification, type Matrix, type Point } from '../geometry';
import { painter, rasterOf, reduced, type Raster, type Rectangle } from './paint';
import type { Picture, ShapedWindow } from './picture';
import type { Size } from './view';

export interface Look {
  voi: ShapedWindow | LookupTable;
  inverted: boolean;
}

/** Pixels beyond the edge of the pane that take part in the smoothing of the last ones inside. */
const MARGIN = 2;

/**
 * Draws pictures into one canvas, with the processor alone: the greys are exact, and no image waits for a graphics card
 * that an ordinary PC of a district hospital does not have. Only what is in sight is painted, no finer than the screen.
 */
export class Easel {
  private readonly context: CanvasRenderingContext2D;
  private readonly sheet = document.createElement('canvas');
  private image: ImageData | undefined;
  private of: Picture | undefined;
  private raster: Raster | undefined;
  private factor = 0;

  constructor(readonly canvas: HTMLCanvasElement) {
    // Kept in memory: a canvas that has to reach an emulated graphics card first is several times slower.
    this.context = contextOf(canvas, { alpha: false, willReadFrequently: true });
  }

  /** As many dots as the screen has, whatever the browser's zoom. */
  fit({ width, height }: Size): void {
    const [dotsWide, dotsHigh] = [Math.round(width * devicePixelRatio), Math.round(height * devicePixelRatio)];
    if (this.canvas.width !== dotsWide) this.canvas.width = dotsWide;
    if (this.canvas.height !== dotsHigh) this.canvas.height = dotsHigh;
  }

  clear(): void {
    this.context.setTransform(1, 0, 0, 1, 0, 0);
    this.context.fillStyle = '#000';
    this.context.fillRect(0, 0, this.canvas.width, this.canvas.height);
  }

  /** @param matrix from image places to CSS pixels of the canvas */
  draw(picture: Picture, matrix: Matrix, { voi, inverted }: Look): void {
    this.clear();
    const dots = matrix.map((part) => part * devicePixelRatio) as unknown as Matrix;
    const raster = this.rasterFor(picture, Math.floor(1 / Math.min(magnification(dots), Math.hypot(dots[2], dots[3]))));
    const factor = this.factor;
    const part = partInSight(raster, dots, factor, this.canvas);
    if (!part) return;
    const image = this.sheetOf(part);
    painter(picture, voi, inverted)(raster, part, new Uint32Array(image.data.buffer));
    contextOf(this.sheet, { willReadFrequently: true }).putImageData(image, 0, 0);
    this.context.setTransform(...(dots as unknown as [number, number, number, number, number, number]));
    // The means at the right and lower edges may be of fewer pixels: none is shown beyond the image.
    this.context.save();
    this.context.beginPath();
    this.context.rect(0, 0, picture.columns, picture.rows);
    this.context.clip();
    const { left, top, width, height } = part;
    this.context.drawImage(this.sheet, 0, 0, width, height, left * factor, top * factor, width * factor, height * factor);
    this.context.restore();
  }

  /** The last one is kept: a window that is dragged asks for it thirty times a second. */
  private rasterFor(picture: Picture, factor: number): Raster {
    const { coarse = 1 } = picture;
    const means = Math.max(1, Math.floor(factor / coarse));
    const wanted = coarse * means;
    if (!this.raster || this.of !== picture || this.factor !== wanted) {
      this.raster = reduced(rasterOf(picture), means);
      this.of = picture;
      this.factor = wanted;
    }
    return this.raster;
  }

  private sheetOf({ width, height }: Rectangle): ImageData {
    if (this.image?.width !== width || this.image.height !== height) this.image = new ImageData(width, height);
    if (this.sheet.width < width) this.sheet.width = width;
    if (this.sheet.height < height) this.sheet.height = height;
    return this.image;
  }
}

function contextOf(canvas: HTMLCanvasElement, settings: CanvasRenderingContext2DSettings): CanvasRenderingContext2D {
  const context = canvas.getContext('2d', settings);
  if (!context) throw new Error('the browser gave no canvas');
  return context;
}

function partInSight({ columns, rows }: Raster, dots: Matrix, factor: number, { width, height }: Size): Rectangle | undefined {
  const toImage = invert(dots);
  const corners = ([[0, 0], [width, 0], [0, height], [width, height]] as Point[]).map((corner) => apply(toImage, corner));
  const [xs, ys] = [corners.map(([x]) => x / factor), corners.map(([, y]) => y / factor)];
  const left = Math.max(0, Math.floor(Math.min(...xs)) - MARGIN);
  const top = Math.max(0, Math.floor(Math.min(...ys)) - MARGIN);
  const right = Math.min(columns, Math.ceil(Math.max(...xs)) + MARGIN);
  const bottom = Math.min(rows, Math.ceil(Math.max(...ys)) + MARGIN);
  return right > left && bottom > top ? { left, top, width: right - left, height: bottom - top } : undefined;
}
