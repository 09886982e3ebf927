// The reading list as a person waits for it: a real browser, the built pages, 5,000 cases at a stand-in gateway.
//
//   node bench/list.mjs [RUNS]        LIENVIEN_DIST: built pages elsewhere; LIENVIEN_CHROMIUM: another browser
//
// JSON lines: bytes of everything the page asks for before the list stands (gzip, as the gateway sends it), first
// contentful paint, until the rows stand, and frames per second while thousands of rows scroll by. Medians.
import { spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { gzipSync } from 'node:zlib';
import { chromium } from 'playwright-core';

const runs = Number(process.argv[2] ?? 7);
const mock = spawn('node', [fileURLToPath(new URL('../test/mock/server.mjs', import.meta.url)), '0'], {
  stdio: ['ignore', 'pipe', 'inherit'],
  env: { ...process.env, LIENVIEN_MANY: '5000' },
});
const base = await new Promise((resolve) => mock.stdout.once('data', (line) => resolve(String(line).trim())));
const median = (values) => [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)];

async function inFreshBrowser(steps) {
  const profile = mkdtempSync(join(tmpdir(), 'lienvien-bench-'));
  const context = await chromium.launchPersistentContext(profile, {
    executablePath: process.env.LIENVIEN_CHROMIUM ?? '/usr/bin/chromium',
    headless: true,
    viewport: { width: 1440, height: 900 },
    args: ['--no-sandbox', '--disable-background-networking'],
  });
  try {
    return await steps(context, context.pages()[0]);
  } finally {
    await context.close();
    rmSync(profile, { recursive: true, force: true });
  }
}

/** Logged in without the page, so that the list is the first thing the browser ever loads. */
async function logIn(context) {
  const answer = await context.request.post(`${base}/api/session`, {
    headers: { 'X-Lienvien': '1' },
    data: { username: 'bs.huong', password: 'demo' },
  });
  if (!answer.ok()) throw new Error(`login: ${answer.status()}`);
}

/** One cold visit. */
const visit = () =>
  inFreshBrowser(async (context, page) => {
    await logIn(context);
    const bodies = [];
    page.on('response', (response) => {
      if (!response.url().includes('/api/')) bodies.push(response.body().catch(() => Buffer.alloc(0)));
    });
    const begin = performance.now();
    await page.goto(`${base}/reading`, { waitUntil: 'commit' });
    await page.locator('table.cases tbody a').first().waitFor();
    const rows = performance.now() - begin;
    const paint = await page.evaluate(() => performance.getEntriesByName('first-contentful-paint')[0]?.startTime ?? NaN);
    const bytes = (await Promise.all(bodies)).reduce((sum, body) => sum + gzipSync(body).length, 0);
    const frames = await page.evaluate(async () => {
      const end = performance.now() + 2000;
      let count = 0;
      while (performance.now() < end) {
        window.scrollBy(0, 120);
        await new Promise(requestAnimationFrame);
        count += 1;
      }
      return count / 2;
    });
    return { rows, paint, bytes, frames };
  });

const results = [];
for (let i = 0; i < runs; i++) results.push(await visit());
mock.kill();

const say = (name, unit, ours, target, more) =>
  console.log(
    JSON.stringify({
      bench: 'viewer', case: name, unit, ours, peer: null, peerName: '', ratio: null, target,
      pass: more ? ours >= target : ours <= target,
    }),
  );
const of = (key) => median(results.map((one) => one[key]));
say('list page, gzip', 'KB', Math.round(of('bytes') / 100) / 10, 150);
say('list, first contentful paint, cold', 's', Math.round(of('paint')) / 1000, 0.6);
say('list of 5000 cases, until rows stand, cold', 's', Math.round(of('rows')) / 1000, 1);
say('list of 5000 cases, scrolling', 'frames/s', Math.round(of('frames')), 30, true);
