import { watch, type Arrival } from '../arrivals';
import { frameUrl, transferSyntaxIn } from '../frames';
import { partHead } from '../multipart';
import type { Frame } from '../study';
import { arrivedOf, cutTo, halved } from './codestream';
import { decoders } from './decoders';
import { pictureOf, type Picture } from './picture';
import { shapeOf, type FrameShape } from './shape';

/** Nothing coarser is shown than a quarter of the columns and rows. */
const MOST_HALVINGS = 2;
/** What is here sooner than this is waited for. */
const WORTH_MS = 1000;
/** JPEG 2000 and HTJ2K (PS3.6 A). */
const BY_RESOLUTION = ['90', '91', '201', '202', '203'].map((last) => `1.2.840.10008.1.2.4.${last}`);

const restMs = ({ soFar, all, since }: Arrival) => ((all - soFar.length) / soFar.length) * (performance.now() - since);

/**
 * Tells of each smaller resolution of a large frame as soon as all of it is here, until what is returned is called. Where
 * none can be shown, none is told of: the pane stays empty until the frame is here.
 */
export function watchPreviews(frame: Frame, tell: (preview: Picture) => void): () => void {
  let stopped = false;
  let busy = false;
  let wanted = 0;
  let latest: Arrival | undefined;
  let least = MOST_HALVINGS + 1;
  const look = async ({ soFar }: Arrival) => {
    wanted = soFar.length + 1;
    const head = partHead(soFar);
    if (!head) return;
    const transferSyntaxUID = transferSyntaxIn(head.headers);
    if (!BY_RESOLUTION.includes(transferSyntaxUID)) throw new Error(`${transferSyntaxUID} has no resolutions`);
    const part = soFar.subarray(head.content);
    const { halvings, columns, rows, next } = arrivedOf(part);
    wanted = head.content + next;
    if (halvings === 0 || halvings >= least) return;
    least = halvings;
    const shape = await shapeOf(frame.dataSet);
    if (shape.columns !== columns || shape.rows !== rows || shape.palette) throw new Error('no image of this data set that can be halved');
    const task = { transferSyntaxUID, frame: { bytes: cutTo(part, halvings), shape: halvedShape(shape, halvings), halvings } };
    const preview = await pictureOf(frame.dataSet, await decoders.decode(task, true));
    if (!stopped) tell({ ...preview, coarse: 2 ** halvings });
  };
  const consider = () => {
    if (stopped || busy || !latest || latest.soFar.length < wanted || restMs(latest) < WORTH_MS) return;
    busy = true;
    look(latest)
      .catch(() => (wanted = Infinity))
      .finally(() => {
        busy = false;
        consider(); // More may have come in the meantime, and the line may stand still now.
      });
  };
  const stop = watch(frameUrl(frame.imageId), (arrival) => {
    latest = arrival;
    consider();
  });
  return () => {
    stopped = true;
    stop();
  };
}

const halvedShape = (shape: FrameShape, halvings: number): FrameShape => ({
  ...shape,
  columns: halved(shape.columns, halvings),
  rows: halved(shape.rows, halvings),
});
