// Makes the pictures of docs/user-guide.vi.md: a real browser, the built pages, the mock gateway with phantom studies.
//
//   npm run build && node scripts/guide-images.mjs
//
// LIENVIEN_DIST names other built pages, LIENVIEN_FIXTURES phantoms that test/mock/export_fixtures.py wrote,
// LIENVIEN_CHROMIUM another browser.
import { spawn } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { chromium } from 'playwright-core';

const OUT = fileURLToPath(new URL('../../docs/images', import.meta.url));
const CASE = '00000000-0000-4000-8000-000000000001';
const SIZE = { width: 1200, height: 740 };

const mock = spawn('node', [fileURLToPath(new URL('../test/mock/server.mjs', import.meta.url)), '0'], { stdio: ['ignore', 'pipe', 'inherit'] });
const base = await new Promise((resolve) => mock.stdout.once('data', (line) => resolve(String(line).trim())));
const profile = mkdtempSync(join(tmpdir(), 'lienvien-guide-'));
const context = await chromium.launchPersistentContext(profile, {
  executablePath: process.env.LIENVIEN_CHROMIUM ?? '/usr/bin/chromium',
  headless: true,
  viewport: SIZE,
  args: ['--no-sandbox', '--use-gl=angle', '--use-angle=swiftshader', '--enable-unsafe-swiftshader'],
});
const page = context.pages()[0];

/** The whole page, or one part of it: small pictures are read, and load, more easily. */
const shoot = async (name, part) => {
  await page.waitForTimeout(400); // transitions
  await (part ? page.locator(part) : page).screenshot({ path: join(OUT, `${name}.png`) });
};

async function logIn(username) {
  await context.clearCookies();
  await page.goto(base);
  await page.evaluate(() => localStorage.setItem('lienvien.theme', 'light'));
  await page.reload();
  await page.locator('[name=username]').fill(username);
  await page.locator('[name=password]').fill('demo');
  await page.locator('button[type=submit]').click();
  await page.locator('table.cases').waitFor();
}

async function radiologist() {
  await logIn('bs.huong');
  await shoot('danh-sach-doc');
  await page.goto(`${base}/reading/${CASE}`);
  await page.locator('.pane[data-status=shown]').first().waitFor();
  await page.locator('[data-take]').click();
  await page.locator('[data-templates]').click();
  await page.locator('[data-template]').first().waitFor();
  await shoot('chon-mau', '.modal');
  await page.locator('[data-template]').first().click();
  await page.locator('[data-draft=saved]').waitFor();
  await page.locator('.pane[data-status=shown]').first().waitFor();
  await shoot('doc-ca');
  await page.locator('[data-critical]').click();
  await page.locator('[name=note-text]').fill('Chảy máu dưới nhện, giãn não thất. Cần hội chẩn phẫu thuật thần kinh ngay.');
  await shoot('bao-nguy-kich', '.modal');
  await page.keyboard.press('Escape');
  await page.locator('[data-sign]').click();
  await page.locator('[name=sign-password]').fill('demo');
  await shoot('ky-ket-qua', '.modal');
  await page.keyboard.press('Enter');
  await page.locator('[data-signed]').waitFor();
  await page.locator('[data-next]').scrollIntoViewIfNeeded();
  await shoot('da-ky', '.result');
}

async function requestingDoctor() {
  await logIn('bs.mai');
  await shoot('yeu-cau-cua-toi');
  await page.locator('.open-findings a').click();
  await page.locator('[data-acknowledge]').waitFor();
  await shoot('xac-nhan-nguy-kich');
  await page.goto(`${base}/requests/new`);
  await page.locator('[name=patientID]').fill('BN240137');
  await page.keyboard.press('Enter');
  await page.locator('.found button').first().click();
  await page.locator('[name=reasonForStudy]').fill('Đau đầu kéo dài ba tuần, nghi tổn thương choán chỗ hố sau.');
  await shoot('xin-hoi-chan');
}

try {
  mkdirSync(OUT, { recursive: true });
  await radiologist();
  await requestingDoctor();
} finally {
  await context.close();
  mock.kill();
  rmSync(profile, { recursive: true, force: true });
}
