// A radiologist's way through one reading, against a running gateway.
//
//   node e2e/reading.mjs --base http://127.0.0.1:8080 --user NAME --password PASSWORD --out DIR [--case CASE_ID]
//                        [--chromium /usr/bin/chromium]
//
// Each option may come from the environment instead: LIENVIEN_BASE, LIENVIEN_USER and so on. Without a case the first one
// on the reading list is read. Screenshots go to DIR; the last line of the output is a JSON summary; the exit code is 0
// only if every step and axe passed.
import { changes, check, inBrowser, logIn, look, option } from './browser.mjs';

const RESULT = {
  description: 'Nhu mô não hai bán cầu đại não có tỷ trọng bình thường. Không thấy ổ tăng tỷ trọng trong và ngoài trục.',
  conclusion: 'Không thấy hình ảnh chảy máu nội sọ.',
  recommendation: 'Theo dõi lâm sàng; đề nghị chụp lại sau 24 giờ nếu ý thức xấu đi.',
};

/** How many different grey values the first pane shows; an empty canvas has one. */
const greys = (page) =>
  page.locator('.pane canvas').first().evaluate((canvas) => {
    const { data } = canvas.getContext('2d').getImageData(0, 0, canvas.width, canvas.height);
    const seen = new Set();
    for (let i = 0; i < data.length; i += 4) seen.add(data[i]);
    return seen.size;
  });

/** A number for the picture that a pane shows: another picture, another number. */
const picture = (page, pane = 0) =>
  page.locator('.pane canvas').nth(pane).evaluate((canvas) => {
    const { data } = canvas.getContext('2d').getImageData(0, 0, canvas.width, canvas.height);
    let hash = 0;
    for (let i = 0; i < data.length; i += 4) hash = (Math.imul(hash, 31) + data[i]) | 0;
    return hash;
  });

async function openCase(page) {
  const caseId = option('case', '');
  await page.locator('table.cases, .state').first().waitFor();
  const link = page.locator(caseId ? `tbody a[href$="${caseId}"]` : 'tbody a').first();
  await link.waitFor();
  await look(page, 'reading-2-list');
  await link.focus();
  await page.keyboard.press('Enter');
  await page.locator('.pane[data-status=shown]').first().waitFor();
  await changes(async () => (await greys(page)) > 8, false, 'the viewport shows an image');
  await page.waitForTimeout(500);
  await look(page, 'reading-3-image');
}

async function drag(page, from, by) {
  await page.mouse.move(from.x, from.y);
  await page.mouse.down();
  await page.mouse.move(from.x + by.x, from.y + by.y, { steps: 8 });
  await page.mouse.up();
}

async function useTheImage(page) {
  const slice = () => page.locator('[data-slice]').first().textContent();
  const shownWindow = () => page.locator('[data-window]').first().textContent();
  const zoom = () => page.locator('[data-zoom]').first().textContent();
  const image = await page.locator('.pane-image').first().boundingBox();
  const middle = { x: image.x + image.width / 2, y: image.y + image.height / 2 };

  if ((await page.locator('.pane-slider').count()) > 0) {
    const first = await slice();
    await page.mouse.move(middle.x, middle.y);
    await page.mouse.wheel(0, 100);
    await changes(slice, first, 'the wheel scrolls');
    const second = await slice();
    await page.keyboard.press('ArrowUp');
    await changes(slice, second, 'the arrow scrolls back');
  }
  const window = await shownWindow();
  await drag(page, middle, { x: 80, y: 40 });
  await changes(shownWindow, window, 'dragging changes the window');
  const size = await zoom();
  await page.keyboard.press('z');
  await drag(page, middle, { x: 0, y: 60 });
  await changes(zoom, size, 'dragging with the zoom tool zooms');
  const zoomed = await zoom();
  const still = await picture(page);
  await page.keyboard.press('p');
  await drag(page, middle, { x: 60, y: -30 });
  await changes(() => picture(page), still, 'dragging with the pan tool moves the image');
  check((await zoom()) === zoomed, 'panning leaves the zoom alone');
  await look(page, 'reading-4-window-zoom-pan');
  const dragged = await shownWindow();
  await page.keyboard.press('r');
  await changes(shownWindow, dragged, 'reset brings the window back');
  check((await zoom()) === size, 'reset brings the zoom back');
  await page.keyboard.press('w');
}

/** A study of several series: another one into the pane, then two beside each other. */
async function useTheSeries(page) {
  const thumbs = page.locator('.rail .thumb');
  if ((await thumbs.count()) < 2) return;
  const first = await picture(page);
  await thumbs.nth(1).click();
  await changes(() => picture(page), first, 'a click on a thumbnail shows the other series');
  const second = await picture(page);
  await thumbs.nth(0).click();
  await changes(() => picture(page), second, 'and another one the first again');
  await page.keyboard.press('l');
  await page.locator('.pane[data-status=shown]').nth(1).waitFor();
  await changes(async () => (await picture(page, 0)) !== (await picture(page, 1)), false, 'two series side by side');
  await look(page, 'reading-5-two-series');
}

async function writeAndSign(page) {
  for (const [field, written] of Object.entries(RESULT)) {
    await page.locator(`textarea[name=${field}]`).click();
    await page.keyboard.insertText(written);
  }
  await page.locator('[data-draft=saved]').waitFor();
  check(true, 'the draft is saved by itself');
  await look(page, 'reading-6-draft');
  await page.reload();
  await page.locator('textarea[name=conclusion]').waitFor();
  check((await page.locator('textarea[name=conclusion]').inputValue()) === RESULT.conclusion, 'the draft outlives a reload');

  await page.locator('[data-sign]').click();
  await page.locator('[name=sign-password]').fill(option('password'));
  await look(page, 'reading-7-sign');
  await page.keyboard.press('Enter');
  await page.locator('[data-signed]').waitFor();
  for (const written of Object.values(RESULT)) {
    check((await page.locator('[data-signed]').textContent()).includes(written), `signed: ${written.slice(0, 20)}…`);
  }
  check((await page.locator('textarea').count()) === 0, 'nothing signed can be edited');
  await page.locator('.pane[data-status=shown]').first().waitFor();
  await look(page, 'reading-8-signed');
}

async function lookAtCaseFile(page) {
  await page.locator('.reading-bar > a').last().click();
  await page.locator('.steps').waitFor();
  await page.locator('.ledger').waitFor();
  await look(page, 'reading-9-case-file');
}

await inBrowser(async (page) => {
  await logIn(page, () => look(page, 'reading-1-login'));
  await openCase(page);
  await useTheImage(page);
  await useTheSeries(page);
  await writeAndSign(page);
  await lookAtCaseFile(page);
});
