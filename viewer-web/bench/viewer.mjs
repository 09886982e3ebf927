// Measures the pages in a real browser against a running gateway; JSON lines of medians.
//
//   node bench/viewer.mjs --base URL --user NAME --password PASSWORD --trust SPKI [--runs N] --case pages|scroll|line
//
// The first case of the reading list is opened, whatever its state. Software graphics (SwiftShader), as on a machine
// without a graphics card. SPKI: the SHA-256 of the server's public key. For `line` the server is behind a line of
// 20 Mbit/s and 40 ms.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { gzipSync } from 'node:zlib';
import { chromium } from 'playwright-core';

const text = { type: 'string' };
const { values: option } = parseArgs({ options: { base: text, user: text, password: text, trust: text, case: text, runs: { ...text, default: '5' } } });
const RUNS = Number(option.runs);
const BROWSER = [
  '--no-sandbox', '--disable-quic', '--no-first-run', '--disable-background-networking', '--disable-component-update',
  '--disable-sync', '--use-gl=angle', '--use-angle=swiftshader', '--enable-unsafe-swiftshader',
  `--ignore-certificate-errors-spki-list=${option.trust}`,
];
const LINE_BITS_PER_SECOND = 20e6;
const OHIF = { peer: 5.4, peerName: 'OHIF 3.13 cold on localhost, as published' };

const median = (values) => [...values].sort((a, b) => a - b)[values.length >> 1];
const round = (value) => Math.round(value * 1000) / 1000;

/** `less`: smaller is better. */
function tell(name, unit, ours, target, { peer = null, peerName = null, less = true } = {}) {
  const ratio = peer === null ? null : round(less ? peer / ours : ours / peer);
  const pass = less ? ours <= target : ours >= target;
  console.log(JSON.stringify({ bench: 'viewer', case: name, unit, ours: round(ours), peer, peerName, ratio, target: round(target), pass }));
}

async function withBrowser(work) {
  const profile = mkdtempSync(join(tmpdir(), 'lienvien-bench-'));
  const context = await chromium.launchPersistentContext(profile, {
    executablePath: '/usr/bin/chromium', headless: true, viewport: { width: 1440, height: 900 }, args: BROWSER,
  });
  try {
    const page = context.pages()[0] ?? (await context.newPage());
    return await work(page, await context.newCDPSession(page));
  } finally {
    await context.close();
    rmSync(profile, { recursive: true, force: true });
  }
}

const LINK = 'tbody a[href*="/reading/"], tbody a[href*="/cases/"]';
/** Also of cases that are read already, as the one of a demonstration is. */
const LIST = '/reading?state=ALL';

async function logIn(page) {
  await page.goto(option.base + LIST);
  await page.locator('[name=username]').fill(option.user);
  await page.locator('[name=password]').fill(option.password);
  await page.locator('button[type=submit]').click();
  await page.locator(LINK).first().waitFor();
}

const caseId = (page) => page.locator(LINK).first().getAttribute('href').then((href) => href.split('/').at(-1));

/** Seconds from the click on a link of the application to pixels of an image on the screen. */
const firstImage = (page, path) =>
  page.evaluate(
    (to) =>
      new Promise((resolve) => {
        const start = performance.now();
        performance.clearResourceTimings();
        history.pushState({}, '', to);
        dispatchEvent(new PopStateEvent('popstate'));
        const look = () => {
          const canvas = document.querySelector('.pane[data-status=shown] .viewport-element canvas');
          const data = canvas?.getContext('2d').getImageData(0, 0, canvas.width, canvas.height).data;
          const greys = new Set();
          for (let i = 0; data && i < data.length && greys.size < 9; i += 404) greys.add(data[i]);
          if (greys.size > 8) resolve((performance.now() - start) / 1000);
          else requestAnimationFrame(look);
        };
        look();
      }),
    path,
  );

async function back(page) {
  await page.evaluate((list) => {
    history.pushState({}, '', list);
    dispatchEvent(new PopStateEvent('popstate'));
  }, LIST);
  await page.locator(LINK).first().waitFor();
}

/** Waits until every frame is here; seconds since the click to the last one, and their bytes. */
async function wholeSeries(page) {
  const count = Number((await page.locator('[data-slice]').first().textContent()).split('/')[1].replace(/\D/g, ''));
  await page.waitForFunction((all) => performance.getEntriesByType('resource').filter(({ name }) => name.includes('/frames/')).length >= all, count, { timeout: 120_000 });
  return page.evaluate(() => {
    const frames = performance.getEntriesByType('resource').filter(({ name }) => name.includes('/frames/'));
    const first = Math.min(...frames.map((entry) => entry.startTime));
    return { seconds: (Math.max(...frames.map((entry) => entry.responseEnd)) - first) / 1000, bytes: frames.reduce((sum, entry) => sum + entry.encodedBodySize, 0) };
  });
}

/** Images shown in a second while a key is held. */
const scrolled = (page) =>
  page.evaluate(
    () =>
      new Promise((resolve) => {
        const place = document.querySelector('[data-slice]');
        let shown = 0;
        let key = 'ArrowDown';
        const watcher = new MutationObserver(() => (shown += 1));
        watcher.observe(place, { characterData: true, subtree: true, childList: true });
        const start = performance.now();
        const step = () => {
          const [at, all] = place.textContent.match(/\d+/g).map(Number);
          if (at === all) key = 'ArrowUp';
          if (at === 1) key = 'ArrowDown';
          document.body.dispatchEvent(new KeyboardEvent('keydown', { key, bubbles: true }));
          if (shown < 300 && performance.now() - start < 20_000) requestAnimationFrame(step);
          else {
            watcher.disconnect();
            resolve(shown / ((performance.now() - start) / 1000));
          }
        };
        step();
      }),
  );

async function list() {
  const paints = [];
  for (let run = 0; run < RUNS; run++) {
    await withBrowser(async (page) => {
      await logIn(page);
      await page.goto(option.base + LIST);
      await page.locator(LINK).first().waitFor();
      const paint = () => performance.getEntriesByName('first-contentful-paint')[0]?.startTime;
      paints.push((await (await page.waitForFunction(paint)).jsonValue()) / 1000);
    });
  }
  tell('list page, first contentful paint', 's', median(paints), 0.6);
  const bytes = await withBrowser(async (page) => {
    const bodies = [];
    page.on('response', (answer) => {
      if (/\.(js|css)$|\/$|\/reading$/.test(new URL(answer.url()).pathname)) bodies.push(answer.body().then((body) => gzipSync(body).length));
    });
    await logIn(page);
    return (await Promise.all(bodies)).reduce((sum, size) => sum + size, 0);
  });
  tell('list page, gzip', 'KiB', bytes / 1024, 150);
}

async function images() {
  const [cold, warm] = [[], []];
  for (let run = 0; run < RUNS; run++) {
    await withBrowser(async (page) => {
      await logIn(page);
      const path = `/reading/${await caseId(page)}`;
      cold.push(await firstImage(page, path));
      await wholeSeries(page);
      await back(page);
      warm.push(await firstImage(page, path));
    });
  }
  tell('first image, cold, localhost', 's', median(cold), 2, OHIF);
  tell('first image, warm, localhost', 's', median(warm), 1, OHIF);
}

/** The pages are loaded, the study's images are not in the browser. */
async function overTheLine() {
  const [first, all] = [[], []];
  let bytes;
  for (let run = 0; run < RUNS; run++) {
    await withBrowser(async (page, devtools) => {
      await logIn(page);
      const path = `/reading/${await caseId(page)}`;
      await firstImage(page, path);
      await wholeSeries(page);
      await back(page);
      await devtools.send('Network.clearBrowserCache');
      first.push(await firstImage(page, path));
      const series = await wholeSeries(page);
      all.push(series.seconds);
      bytes = series.bytes;
    });
  }
  tell('first image, 20 Mbit/s 40 ms, pages loaded', 's', median(first), 1.5);
  const needed = (bytes * 8) / LINE_BITS_PER_SECOND;
  tell(`whole series, 20 Mbit/s 40 ms, ${Math.round(bytes / 1024)} KiB`, 's', median(all), needed * 1.15, { peer: round(needed), peerName: 'the time its bytes need' });
}

/** The rate at which images follow each other while a key is held, once all of them are decoded. */
async function scrolling() {
  const rates = [];
  let count;
  for (let run = 0; run < RUNS; run++) {
    await withBrowser(async (page) => {
      await logIn(page);
      await firstImage(page, `/reading/${await caseId(page)}`);
      await page.locator('[data-loaded]').waitFor({ state: 'detached', timeout: 120_000 });
      count = Number((await page.locator('[data-slice]').first().textContent()).match(/\d+/g)[1]);
      rates.push(await scrolled(page));
    });
  }
  tell(`scroll through ${count} cached slices`, 'images/s', median(rates), 30, { less: false });
}

/** The heap after the fifth study and after the twentieth. */
async function memory() {
  const [early, late] = await withBrowser(async (page, devtools) => {
    await logIn(page);
    const path = `/reading/${await caseId(page)}`;
    const heap = async () => {
      await devtools.send('HeapProfiler.collectGarbage');
      return (await devtools.send('Runtime.getHeapUsage')).usedSize / 1048576;
    };
    const sizes = [];
    for (let round = 1; round <= 20; round++) {
      await firstImage(page, path);
      await back(page);
      if (round === 5 || round === 20) sizes.push(await heap());
    }
    return sizes;
  });
  tell('heap after 20 studies, against 5', 'ratio', late / early, 1.1);
}

const CASES = { pages: [list, images, memory], scroll: [scrolling], line: [overTheLine] };
for (const measure of CASES[option.case]) await measure();
