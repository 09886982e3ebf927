// What the viewport shows against what pydicom and GDCM decode, value for value, and the image tools by mouse and keyboard.
//
//   node e2e/images.mjs --base URL --user NAME --password PASSWORD --out DIR --case CASE_ID --expected DIR
//
// The case's study and DIR are those of e2e/pixel_study.py. The last line of the output is a JSON summary; the exit code
// is 0 only if every step and axe passed.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { BASE, changes, check, DESK, inBrowser, logIn, look, option } from './browser.mjs';
import { brokenFrameIsSaidToBe } from './brokenFrame.mjs';
import { at, numbersOf, onScreen, shownColour } from './pixels.mjs';
import { previewOnAThinLine } from './thinLine.mjs';

const series = JSON.parse(readFileSync(join(option('expected'), 'series.json'), 'utf8'));
const PROBES = 12;

/** Places over the whole image; in one of blocks, their middles. */
function* places({ columns, rows, block }) {
  for (let i = 0; i < PROBES; i++) {
    const [x, y] = [((i * 5 + 2) % PROBES) / PROBES, (i + 0.5) / PROBES];
    const place = [Math.floor(x * columns), Math.floor(y * rows)];
    yield block ? place.map((one) => Math.floor(one / block) * block + block / 2) : place;
  }
}

async function checkSeries(page, one) {
  await page.locator(`.thumb[data-series="${one.seriesInstanceUID}"]`).click();
  await page.locator(`.pane[data-series="${one.seriesInstanceUID}"][data-status=shown]`).waitFor();
  await page.locator('.pane[data-matrix]').waitFor();
  await page.waitForTimeout(150);
  const values = numbersOf(one, 'f32');
  const greys = one.block ? numbersOf(one, 'u8') : undefined;
  for (const place of places(one)) {
    const point = await onScreen(page, place);
    await page.mouse.move(point.x, point.y);
    const readout = page.locator('.pane-readout');
    const [column, row] = [Number(await readout.getAttribute('data-column')), Number(await readout.getAttribute('data-row'))];
    if (Math.abs(column - place[0]) > 2 || Math.abs(row - place[1]) > 2) throw new Error(`${one.name}: ${place} is shown at ${column},${row}`);
    const told = (await readout.getAttribute('data-readout')).split(' ').map(Number);
    const expected = at(one, values, [column, row]);
    if (told.join() !== expected.join()) throw new Error(`${one.name} at ${column},${row}: shown ${told}, decoded ${expected}`);
    if (!greys) continue;
    const wanted = at(one, greys, place);
    const colour = await shownColour(page, point);
    const apart = Math.max(...colour.map((part, i) => Math.abs(part - wanted[one.samples === 1 ? 0 : i])));
    // One grey of 255 is what rounding in the graphics card may cost; the curve of a table is sampled.
    if (apart > (one.name === 'voi-lut' ? 2 : 1)) throw new Error(`${one.name} at ${place}: on the screen ${colour}, expected ${wanted}`);
  }
  check(true, `${one.name}: value for value${greys ? ', grey for grey' : ''}`);
}

async function drag(page, from, by) {
  await page.mouse.move(from.x, from.y);
  await page.mouse.down();
  await page.mouse.move(from.x + by.x / 2, from.y + by.y / 2);
  await page.mouse.move(from.x + by.x, from.y + by.y);
  await page.mouse.up();
}

/** On the first series, 0.5 mm a pixel, blocks of 16 pixels. */
async function measureOnIt(page) {
  await page.locator(`.thumb[data-series="${series[0].seriesInstanceUID}"]`).click();
  await page.locator(`.pane[data-series="${series[0].seriesInstanceUID}"][data-status=shown]`).waitFor();
  const mark = (kind) => page.locator(`.mark[data-kind=${kind}] .mark-text`).last();
  const from = await onScreen(page, [40, 40]);
  const to = await onScreen(page, [140, 40]);
  await page.keyboard.press('d');
  await drag(page, from, { x: to.x - from.x, y: to.y - from.y });
  const length = Number((await mark('length').textContent()).replace(',', '.').replace(' mm', ''));
  check(Math.abs(length - 50) <= 0.4, `100 pixels of 0.5 mm are 50 mm (told: ${length})`);
  await page.keyboard.press('o');
  const corner = await onScreen(page, [66, 66]);
  const other = await onScreen(page, [77, 77]);
  await drag(page, corner, { x: other.x - corner.x, y: other.y - corner.y });
  const [value] = at(series[0], numbersOf(series[0], 'f32'), [72, 72]);
  const words = await mark('rectangle').textContent();
  check(words.replace('.', '').includes(`Trung bình ${value} HU`), `a region within one block has its value as mean (${words})`);
  check(words.includes('Độ lệch chuẩn 0 HU'), 'and no deviation');
  await page.keyboard.press('a');
  await page.locator('.image-layer').last().focus();
  await page.keyboard.press('Enter');
  check((await mark('angle').textContent()) === '90°', 'an angle placed by keyboard');
  await look(page, 'images-measured');
  await page.keyboard.press('Delete');
  await changes(() => page.locator('.mark[data-kind=angle]').count(), 1, 'Delete removes it');
  const kept = page.waitForResponse((answer) => answer.url().endsWith('/annotations') && answer.request().method() === 'PUT' && answer.ok());
  await page.keyboard.press('k');
  await page.locator('.pane-key').waitFor();
  await kept;
  check(true, 'the gateway keeps what is put on the images');
  await page.keyboard.press('m');
  await page.locator('.mark-list').waitFor();
  check((await page.locator('.mark-list li').count()) === 3, 'the list has two measurements and a key image');
  await look(page, 'images-list');
  await page.keyboard.press('Escape');
  await page.keyboard.press('w');
}

async function turnIt(page) {
  const letters = async () => (await page.locator('.pane-edge').allTextContents()).join(' ');
  check((await letters()) === 'A L P R', 'an axial slice as stored: A above, L right, P below, R left');
  await page.keyboard.press(']');
  await changes(letters, 'A L P R', 'turned');
  check((await letters()) === 'R A L P', 'a quarter turn to the right: R above, A right');
  await page.keyboard.press('[');
  await page.keyboard.press('h');
  await changes(letters, 'R A L P', 'turned back and mirrored');
  check((await letters()) === 'A R P L', 'mirrored: R at the right');
  await page.keyboard.press('r');
  await changes(letters, 'A R P L', 'reset');
  check((await letters()) === 'A L P R', 'reset: as stored');
}

/** How the reader sees an image, kept as a presentation state is. */
async function keepAView(page) {
  const pane = page.locator('.pane').first();
  const matrix = async () => (await pane.getAttribute('data-matrix')).split(' ').map(Number);
  const asStored = await matrix();
  for (const key of [']', 'h', 'i', '+']) await page.keyboard.press(key);
  await changes(async () => (await page.locator('.pane-edge').allTextContents()).join(' '), 'A L P R', 'turned, mirrored, inverted, enlarged');
  const kept = page.waitForResponse((answer) => answer.url().endsWith('/annotations') && answer.request().method() === 'PUT' && answer.ok());
  await page.keyboard.press(';');
  await pane.locator('[data-view]').waitFor();
  await kept;
  const seen = await matrix();
  await page.keyboard.press('r');
  await changes(async () => near(await matrix(), asStored), false, 'reset');
  await page.keyboard.press('m');
  await page.locator('.mark-list').waitFor();
  await look(page, 'images-views');
  await page.locator('.mark-list [data-show-view]').click();
  await changes(async () => near(await matrix(), seen), false, 'a saved view is shown as it was');
  check((await pane.textContent()).includes('Âm bản'), 'inverted as well');
  await page.keyboard.press('r');
}

const near = (one, other) => one.every((value, i) => Math.abs(value - other[i]) < 1);

/** A site that answers for its displays has no warning above the images; any other has. */
async function answerForTheDisplays(page) {
  const warned = () => page.locator('.viewer-notice', { hasText: 'chưa được hiệu chuẩn' }).count();
  check((await warned()) === 1, 'the display is said not to be calibrated');
  await page.route('**/api/session', async (route) => {
    const answer = await route.fetch();
    await route.fulfill({ response: answer, json: { ...(await answer.json()), displaysCalibrated: true } });
  });
  await page.reload();
  await page.locator('.pane[data-status=shown]').first().waitFor();
  check((await warned()) === 0, 'unless the site says it is');
  await page.unroute('**/api/session');
}

async function showMany(page) {
  await page.locator('[data-popup=layout]').click();
  await look(page, 'images-layouts');
  await page.locator('.layout-cell').nth(6).click();
  await page.locator('.pane[data-status=shown]').nth(5).waitFor();
  check((await page.locator('.pane').count()) === 6, 'two rows of three panes');
  await look(page, 'images-2x3');
  await page.keyboard.press('f');
  await page.locator('.attributes').waitFor();
  await page.locator('.attributes-search input').fill('diem anh');
  check((await page.locator('.attributes tbody tr').count()) === 1, 'an attribute is found without its marks');
  await look(page, 'images-attributes');
  await page.keyboard.press('Escape');
}

await inBrowser(async (page) => {
  await page.setViewportSize(DESK);
  await logIn(page);
  await page.goto(`${BASE}/reading/${option('case')}`);
  await page.locator('.pane[data-status=shown]').first().waitFor();
  const named = (wanted) => series.find(({ name }) => name === wanted);
  await brokenFrameIsSaidToBe(page, named('mr'), named('ct'));
  await previewOnAThinLine(page, named('cr-large'));
  for (const one of series) await checkSeries(page, one);
  await measureOnIt(page);
  await turnIt(page);
  await keepAView(page);
  await showMany(page);
  await answerForTheDisplays(page);
});
