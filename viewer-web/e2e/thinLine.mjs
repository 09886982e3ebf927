// A large image on a thin line: what stands in its place until it is here.
import { createServer } from 'node:http';
import { setTimeout as delay } from 'node:timers/promises';
import { BASE, check, DESK, look, PHONE } from './browser.mjs';
import { numbersOf, onScreen, shownColour } from './pixels.mjs';

/** As a line of 1.3 Mbit/s brings it; the smaller resolutions of lossless JPEG 2000 are in its first third. */
const [PIECE, PIECE_MS, SHARE] = [16_384, 100, 0.5];
const PLACES = [[200, 200], [640, 300], [1000, 700], [400, 1100], [900, 1400]];
/** Half the side of what the grey of a preview is compared with, and how far from its mean it may be. */
const [AROUND, GREYS] = [8, 8];

/** The gateway's frames, of which the second half comes only when `work` calls what it is given. */
async function thinLine(page, work) {
  let open;
  const opened = new Promise((resolve) => (open = resolve));
  const server = createServer(async (request, response) => {
    const answer = await fetch(BASE + request.url, { headers: { cookie: request.headers.cookie, accept: request.headers.accept } });
    response.writeHead(answer.status, Object.fromEntries(answer.headers));
    const whole = Buffer.from(await answer.arrayBuffer());
    let at = 0;
    for (; at < whole.length * SHARE; at += PIECE) {
      response.write(whole.subarray(at, at + PIECE));
      await delay(PIECE_MS);
    }
    await opened;
    response.end(whole.subarray(at));
  });
  await new Promise((resolve) => server.listen(0, '127.0.0.1', resolve));
  const frames = '**/frames/*';
  await page.route(frames, (route) => {
    const { pathname, search } = new URL(route.request().url());
    return route.continue({ url: `http://127.0.0.1:${server.address().port}${pathname}${search}` });
  });
  try {
    await work(open);
  } finally {
    open();
    await page.unroute(frames);
    server.close();
  }
}

function meanAround({ columns }, values, [column, row]) {
  let sum = 0;
  for (let y = row - AROUND; y < row + AROUND; y++) for (let x = column - AROUND; x < column + AROUND; x++) sum += values[y * columns + x];
  return sum / (2 * AROUND) ** 2;
}

/** The image at its place and in its window, WL 2048 WW 4096, though not all of it is here. */
async function greysAreRight(page, one) {
  const values = numbersOf(one, 'f32');
  for (const place of PLACES) {
    const [grey] = await shownColour(page, await onScreen(page, place));
    const wanted = meanAround(one, values, place) / 16;
    if (Math.abs(grey - wanted) > GREYS) throw new Error(`the preview at ${place} shows ${grey}, expected ${wanted}`);
  }
  check(true, 'a preview lies where the image will lie, in its greys');
}

async function nothingIsMeasured(page, place) {
  const { x, y } = await onScreen(page, place);
  await page.mouse.move(x, y);
  const told = await page.locator('.pane').first().locator('.pane-readout, .image-layer').count();
  check(told === 0, 'no value is told of a preview, and nothing can be drawn on it');
}

export const previewOnAThinLine = (page, one) =>
  thinLine(page, async (openLine) => {
    await page.locator(`.thumb[data-series="${one.seriesInstanceUID}"]`).click();
    const preview = page.locator(`.pane[data-series="${one.seriesInstanceUID}"][data-status=preview]`);
    const notice = preview.locator('.pane-message[data-coarse="2"]');
    await notice.waitFor();
    await greysAreRight(page, one);
    await nothingIsMeasured(page, PLACES[0]);
    for (const [language, words] of [['en', 'Loading: at 1/2 '], ['vi', 'Đang tải: mới ở 1/2 ']]) {
      await page.locator(`header.shell [lang=${language}]`).click();
      check((await notice.textContent()).startsWith(words), `the notice of a preview in ${language}`);
      await look(page, `preview-${language}-desk`);
      await page.setViewportSize(PHONE);
      await look(page, `preview-${language}-phone`);
      await page.setViewportSize(DESK);
    }
    openLine();
    await page.locator(`.pane[data-series="${one.seriesInstanceUID}"][data-status=shown]`).waitFor();
    check((await page.locator('[data-coarse]').count()) === 0, 'the image takes the place of its preview');
  });
