// The images in a window of their own, in step with the report; images fetched ahead, and gone when the person logs out.
//
//   node e2e/windows.mjs --base URL --user NAME --password PASSWORD --out DIR --case CASE_ID
//
// While the case is to be read; leaves an empty draft behind.
import { BASE, changes, check, DESK, inBrowser, logIn, look, option } from './browser.mjs';

const CASE = option('case');
const ACCEPT = 'multipart/related; type=application/octet-stream; transfer-syntax=*';
const shown = (page) => page.locator('.pane[data-status=shown]').first();

/** Whether the browser's own cache answers for an image; the line is not asked. */
const kept = (page, url) =>
  page.evaluate(
    ([frame, accept]) => fetch(frame, { cache: 'only-if-cached', mode: 'same-origin', headers: { Accept: accept } }).then((answer) => answer.ok, () => false),
    [url, ACCEPT],
  );

async function fetchAhead(page) {
  const row = page.locator('tr', { has: page.locator(`a[href$="${CASE}"]`) });
  const frame = page.waitForResponse((answer) => answer.url().includes('/frames/') && answer.ok());
  await row.locator('[data-ahead=not]').click();
  const url = (await frame).url();
  await row.locator('[data-ahead=done]').waitFor();
  check(await kept(page, url), 'images are fetched ahead from the list');
  await look(page, 'windows-1-fetched-ahead');
  return url;
}

async function moveImagesOut(page) {
  await page.goto(`${BASE}/reading/${CASE}`);
  await shown(page).waitFor();
  const [images] = await Promise.all([page.context().waitForEvent('page'), page.locator('[data-images-window]').click()]);
  await images.setViewportSize(DESK);
  await shown(images).waitFor();
  await page.locator('.images-elsewhere').waitFor();
  check((await page.locator('.pane').count()) === 0, 'the report has the window to itself');
  check((await images.locator('header.shell').isVisible()) === false, 'and the images have theirs');
  check((await images.locator('.patient-bar strong').textContent()) === (await page.locator('.patient-bar strong').textContent()), 'both say whose images they are');
  await look(page, 'windows-2-report');
  await look(images, 'windows-3-images');
  return images;
}

async function workAcross(page, images) {
  const field = page.locator('textarea[name=description]');
  await field.waitFor();
  await images.bringToFront();
  await images.locator('.pane-image').first().click();
  await images.keyboard.press('k');
  await images.locator('.pane-key').waitFor();
  await images.keyboard.press('m');
  await images.locator('.mark-list li button', { hasText: 'Chèn' }).first().click();
  await changes(() => field.inputValue(), '', 'a key image goes into the text of the other window');
  const link = await field.inputValue();
  check(/^\[Chuỗi \d+, ảnh \d+\]$/.test(link), `as a link to its place (${link})`);
  await page.locator('[data-draft=saved]').waitFor();
  await images.keyboard.press('Escape');
  await images.locator('.mark-list').waitFor({ state: 'detached' });
  const slice = () => images.locator('[data-slice]').first().textContent();
  const marked = await slice();
  await images.keyboard.press('End');
  await changes(slice, marked, 'the images are scrolled on');
  await page.bringToFront();
  await field.click({ position: { x: 20, y: 16 } });
  await changes(async () => (await slice()) === marked, false, 'a click on the link goes back to the image');
  await images.bringToFront();
  await images.keyboard.press('k');
  await page.bringToFront();
  await page.locator('header.shell [lang=en]').click();
  await changes(() => images.locator('html').getAttribute('lang'), 'vi', 'the language is switched in both windows');
  await page.locator('header.shell [lang=vi]').click();
  await field.fill('');
  await page.locator('[data-draft=edited], [data-draft=saving]').waitFor();
  await page.locator('[data-draft=saved]').waitFor();
}

async function followAndReturn(page, images) {
  const closed = images.waitForEvent('close');
  await page.locator('[data-images-window]').click();
  await closed;
  await shown(page).waitFor();
  check(true, 'the images come back beside the report');
}

async function leaveNothing(page, url) {
  check(await kept(page, url), 'the browser keeps images between visits');
  const [images] = await Promise.all([page.context().waitForEvent('page'), page.locator('[data-images-window]').click()]);
  await shown(images).waitFor();
  await page.locator('.images-elsewhere').waitFor();
  const closed = images.waitForEvent('close');
  await page.locator('.shell-user .button').last().click();
  await page.locator('[name=password]').waitFor();
  await closed;
  check(true, 'logging out closes the other window');
  await changes(() => kept(page, url), true, 'and leaves no image behind');
}

await inBrowser(async (page) => {
  await logIn(page);
  const url = await fetchAhead(page);
  const images = await moveImagesOut(page);
  await workAcross(page, images);
  await followAndReturn(page, images);
  await leaveNothing(page, url);
});
