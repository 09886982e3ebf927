// Cuts through a series and its projection, and a volume of which a slice cannot be decoded.
//
//   node e2e/volume.mjs --base URL --user NAME --password PASSWORD --out DIR --case CASE_ID
//
// The case's first series can be cut. The last line of the output is a JSON summary.
import { FRAMES, unbroken, withoutSizes } from './brokenFrame.mjs';
import { BASE, changes, check, DESK, inBrowser, logIn, look, option } from './browser.mjs';

/** Above, at the right, below and at the left of each, as a reader wants them (PS3.3 C.7.6.1.1.1). */
const EDGES = { axial: 'A L P R', coronal: 'H L F R', sagittal: 'H P F A' };

/** How many greys a cut shows. */
const greysOf = (page, cut) =>
  page.locator(`[data-cut=${cut}] canvas`).first().evaluate((canvas) => {
    const { data } = canvas.getContext('2d').getImageData(0, 0, canvas.width, canvas.height);
    return new Set(data.filter((_, i) => i % 404 === 0)).size > 8;
  });

async function openIt(page, status) {
  await page.locator('.toolbar [aria-keyshortcuts=u]').click();
  await page.locator(`.volume[data-status=${status}]`).waitFor();
}

async function lookAtTheCuts(page) {
  await openIt(page, 'shown');
  for (const [cut, letters] of Object.entries(EDGES)) {
    await page.locator(`[data-cut=${cut}] .pane-edge.left`).waitFor();
    const shown = (await page.locator(`[data-cut=${cut}] .pane-edge`).allTextContents()).join(' ');
    check(shown === letters, `${cut}: ${letters} from the top clockwise (shown: ${shown})`);
  }
  for (const cut of [...Object.keys(EDGES), 'projection']) await changes(() => greysOf(page, cut), false, `${cut}: an image`);
  await look(page, 'volume');
}

async function breakASlice(page) {
  await page.locator('.volume-bar .tool').first().click();
  await page.locator('.pane[data-status=shown]').first().waitFor();
  let asked = 0;
  await page.route(FRAMES, (route) => (++asked === 2 ? withoutSizes(route) : route.continue()));
  await openIt(page, 'failed');
  check((await page.locator('.volume [role=alert]').textContent()) === 'Không dựng được khối ảnh từ chuỗi này.', 'a volume with a broken slice is said to be none');
  check(!(await page.locator('.volume-panes').isVisible()), 'and nothing of it is shown');
  await look(page, 'volume-broken');
  await unbroken(page);
}

await inBrowser(async (page) => {
  await page.setViewportSize(DESK);
  await logIn(page);
  await page.goto(`${BASE}/reading/${option('case')}`);
  await page.locator('.pane[data-status=shown]').first().waitFor();
  await lookAtTheCuts(page);
  await breakASlice(page);
}, /cannot be decoded/);
