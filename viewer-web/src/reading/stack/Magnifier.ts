import type { Matrix, Point } from '../geometry';
import { Easel, type Look } from './Easel';
import type { Picture } from './picture';

const SIZE = 240;
const TIMES = 2.5;

/** What lies under a place, larger, over the image. */
export class Magnifier {
  private readonly easel: Easel;

  constructor(private readonly element: HTMLElement) {
    const canvas = document.createElement('canvas');
    canvas.className = 'magnifier';
    this.easel = new Easel(canvas);
    element.append(canvas);
  }

  show([x, y]: Point, picture: Picture, matrix: Matrix, look: Look): void {
    const { canvas } = this.easel;
    const half = SIZE / 2;
    canvas.style.left = `${x - half}px`;
    canvas.style.top = `${y - half}px`;
    this.easel.fit({ width: SIZE, height: SIZE });
    const [a, b, c, d, e, f] = matrix;
    this.easel.draw(picture, [a * TIMES, b * TIMES, c * TIMES, d * TIMES, (e - x) * TIMES + half, (f - y) * TIMES + half], look);
  }

  close(): void {
    this.element.removeChild(this.easel.canvas);
  }
}
