// Drives a real browser through one reading, against a running gateway, and through axe on every page it meets.
//
//   node e2e/reading.mjs --base http://127.0.0.1:8080 --user NAME --password PASSWORD --out DIR [--case CASE_ID]
//                        [--chromium /usr/bin/chromium]
//
// Each option may come from the environment instead: LIENVIEN_BASE, LIENVIEN_USER, LIENVIEN_PASSWORD, LIENVIEN_OUT,
// LIENVIEN_CASE, LIENVIEN_CHROMIUM. Without a case the first one on the reading list is read. Screenshots go to DIR;
// the last line of the output is a JSON summary; the exit code is 0 only if every step and axe passed.
import { mkdirSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { chromium } from 'playwright-core';

const text = { type: 'string' };
const { values } = parseArgs({ options: { base: text, user: text, password: text, out: text, case: text, chromium: text } });
const option = (name, otherwise) => {
  const value = values[name] ?? process.env[`LIENVIEN_${name.toUpperCase()}`] ?? otherwise;
  if (value === undefined) throw new Error(`--${name} is missing`);
  return value;
};
const BASE = option('base').replace(/\/$/, '');
const OUT = option('out');
const RESULT = {
  description: 'Nhu mô não hai bán cầu đại não có tỷ trọng bình thường. Không thấy ổ tăng tỷ trọng trong và ngoài trục.',
  conclusion: 'Không thấy hình ảnh chảy máu nội sọ.',
  recommendation: 'Theo dõi lâm sàng; đề nghị chụp lại sau 24 giờ nếu ý thức xấu đi.',
};
const BROWSER = [
  '--no-sandbox', '--disable-quic', '--no-first-run', '--disable-background-networking', '--disable-component-update',
  '--disable-sync', '--use-gl=angle', '--use-angle=swiftshader', '--enable-unsafe-swiftshader',
];
const PATIENCE_MS = 60_000;
const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

const summary = { ok: false, steps: [], violations: [], consoleErrors: [] };
mkdirSync(OUT, { recursive: true });
const profile = mkdtempSync(join(tmpdir(), 'lienvien-e2e-'));

function check(condition, sentence) {
  if (!condition) throw new Error(`not so: ${sentence}`);
  summary.steps.push(sentence);
}

/** A picture of the page, and what axe finds wrong with it. */
async function look(page, name) {
  await page.screenshot({ path: join(OUT, `${name}.png`) });
  await page.evaluate(axe);
  const { violations } = await page.evaluate(() =>
    globalThis.axe.run(document, { runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'] }),
  );
  for (const { id, help, nodes } of violations) {
    summary.violations.push(`${name}: ${id}: ${help} (${nodes.map((node) => node.target.join(' ')).join(', ')})`);
  }
}

/** How many different grey values the first pane shows; an empty canvas has one. */
const greys = (page) =>
  page.locator('.pane canvas').first().evaluate((canvas) => {
    const { data } = canvas.getContext('2d').getImageData(0, 0, canvas.width, canvas.height);
    const seen = new Set();
    for (let i = 0; i < data.length; i += 4) seen.add(data[i]);
    return seen.size;
  });

/** Waits until a probe gives something else than before. */
async function changes(probe, before, sentence) {
  const end = Date.now() + PATIENCE_MS;
  let now = await probe();
  while (now === before && Date.now() < end) {
    await new Promise((resolve) => setTimeout(resolve, 50));
    now = await probe();
  }
  check(now !== before, sentence);
}

async function logIn(page) {
  await page.goto(BASE);
  await page.locator('[name=username]').fill(option('user'));
  await look(page, '1-login');
  await page.locator('[name=password]').fill(option('password'));
  await page.locator('button[type=submit]').click();
  await page.locator('table.cases, .state').first().waitFor();
  check((await page.locator('html').getAttribute('lang')) === 'vi', 'Vietnamese comes first');
}

async function openCase(page) {
  const caseId = option('case', '');
  const link = page.locator(caseId ? `tbody a[href$="${caseId}"]` : 'tbody a').first();
  await link.waitFor();
  await look(page, '2-reading-list');
  await link.focus();
  await page.keyboard.press('Enter');
  await page.locator('.pane[data-status=shown]').first().waitFor();
  await changes(async () => (await greys(page)) > 8, false, 'the viewport shows an image');
  await page.waitForTimeout(500);
  await look(page, '3-image');
}

async function useTheImage(page) {
  const slice = () => page.locator('[data-slice]').first().textContent();
  const shownWindow = () => page.locator('[data-window]').first().textContent();
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
  const before = await shownWindow();
  await page.mouse.move(middle.x, middle.y);
  await page.mouse.down();
  await page.mouse.move(middle.x + 80, middle.y + 40, { steps: 8 });
  await page.mouse.up();
  await changes(shownWindow, before, 'dragging changes the window');
  await look(page, '4-window');
  const dragged = await shownWindow();
  await page.keyboard.press('r');
  await changes(shownWindow, dragged, 'reset brings the window back');
}

async function writeAndSign(page) {
  for (const [field, written] of Object.entries(RESULT)) {
    await page.locator(`textarea[name=${field}]`).click();
    await page.keyboard.insertText(written);
  }
  await page.locator('[data-draft=saved]').waitFor();
  check(true, 'the draft is saved by itself');
  await look(page, '5-draft');
  await page.reload();
  await page.locator('textarea[name=conclusion]').waitFor();
  check((await page.locator('textarea[name=conclusion]').inputValue()) === RESULT.conclusion, 'the draft outlives a reload');

  await page.locator('[data-sign]').click();
  await page.locator('[name=sign-password]').fill(option('password'));
  await look(page, '6-sign');
  await page.keyboard.press('Enter');
  await page.locator('[data-signed]').waitFor();
  for (const written of Object.values(RESULT)) {
    check((await page.locator('[data-signed]').textContent()).includes(written), `signed: ${written.slice(0, 20)}…`);
  }
  check((await page.locator('textarea').count()) === 0, 'nothing signed can be edited');
  await page.locator('.pane[data-status=shown]').first().waitFor();
  await look(page, '7-signed');
}

async function lookAtCaseFile(page) {
  await page.locator('.reading-bar > a').last().click();
  await page.locator('.steps').waitFor();
  await page.locator('.ledger').waitFor();
  await look(page, '8-case-file');
}

const context = await chromium.launchPersistentContext(profile, {
  executablePath: option('chromium', '/usr/bin/chromium'),
  headless: true,
  viewport: { width: 1440, height: 900 },
  args: BROWSER,
});
context.setDefaultTimeout(PATIENCE_MS);
try {
  const page = context.pages()[0] ?? (await context.newPage());
  // The first question, “is there a session?”, is answered 401 and the browser reports that by itself.
  page.on('console', (message) => {
    if (message.type() === 'error' && !message.text().includes('401')) summary.consoleErrors.push(message.text());
  });
  page.on('pageerror', (error) => summary.consoleErrors.push(error.message));
  await logIn(page);
  await openCase(page);
  await useTheImage(page);
  await writeAndSign(page);
  await lookAtCaseFile(page);
  summary.ok = summary.violations.length === 0 && summary.consoleErrors.length === 0;
} catch (error) {
  summary.error = error.message;
  await context.pages()[0]?.screenshot({ path: join(OUT, 'failed.png') }).catch(() => undefined);
} finally {
  await context.close();
  rmSync(profile, { recursive: true, force: true });
}
console.log(JSON.stringify(summary));
process.exitCode = summary.ok ? 0 : 1;
