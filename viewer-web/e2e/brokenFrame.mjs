// A frame that cannot be decoded: its pane says so, and shows nothing of the frame decoded before it.
import { check } from './browser.mjs';

const HEADER = Buffer.from([0xff, 0x4f, 0xff, 0x51]);
export const FRAMES = '**/frames/*';

/** Garbage in the place of the sizes that a codestream of JPEG 2000 begins with. */
export async function withoutSizes(route) {
  const answer = await route.fetch();
  const body = await answer.body();
  const at = body.indexOf(HEADER);
  if (at < 0) throw new Error('the frame is not JPEG 2000');
  await route.fulfill({ response: answer, body: body.fill(7, at + 2, at + 60) });
}

/** Frames as they are again, also those that are being broken at this moment. */
export const unbroken = (page) => page.unrouteAll({ behavior: 'ignoreErrors' });

/** @param other of the same size, shown before */
export async function brokenFrameIsSaidToBe(page, one, other) {
  const open = async ({ seriesInstanceUID }, status) => {
    await page.locator(`.thumb[data-series="${seriesInstanceUID}"]`).click();
    await page.locator(`.pane[data-series="${seriesInstanceUID}"][data-status=${status}]`).waitFor();
  };
  await open(other, 'shown');
  await page.route(FRAMES, withoutSizes);
  await open(one, 'failed');
  check((await page.locator('.pane [role=alert]').textContent()) === 'Không hiển thị được ảnh này.', 'a frame that cannot be decoded is said to be broken');
  await unbroken(page);
  await open(other, 'shown');
  await open(one, 'shown');
  check(true, 'and fetched anew when it is looked at again');
}
