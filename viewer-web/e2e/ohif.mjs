// OHIF as a client of our DICOMweb: its built distribution, unchanged, shows a study of a running gateway.
//
//   node e2e/ohif.mjs --base URL --user NAME --password PASSWORD --dist DIR --study UID --out DIR
//
// DIR is the dist of npm's @ohif/app. It is served here with /dicom-web passed on to the gateway, as a site's reverse proxy
// would. The study has one report of measurements. The last line of the output is a JSON summary; the exit code is 0 only
// if an image is seen, the report's measurement is among OHIF's own, and the list names the study.
import { createReadStream, existsSync, mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { createServer, request } from 'node:http';
import { tmpdir } from 'node:os';
import { extname, join, normalize } from 'node:path';
import { parseArgs } from 'node:util';
import { chromium } from 'playwright-core';

const text = { type: 'string' };
const NAMES = ['base', 'user', 'password', 'dist', 'study', 'out', 'chromium'];
const { values } = parseArgs({ options: Object.fromEntries(NAMES.map((name) => [name, text])) });
const PATIENCE_MS = 90_000;
const TYPES = { '.html': 'text/html', '.js': 'text/javascript', '.css': 'text/css', '.wasm': 'application/wasm', '.json': 'application/json', '.svg': 'image/svg+xml' };

const CONFIG = `window.config = {
  routerBasename: '/', extensions: [], modes: [], showStudyList: true, defaultDataSourceName: 'gateway',
  dataSources: [{
    namespace: '@ohif/extension-default.dataSourcesModule.dicomweb', sourceName: 'gateway',
    configuration: {
      friendlyName: 'gateway', name: 'gateway', wadoUriRoot: '/dicom-web', qidoRoot: '/dicom-web', wadoRoot: '/dicom-web',
      qidoSupportsIncludeField: true, imageRendering: 'wadors', thumbnailRendering: 'wadors', enableStudyLazyLoad: true,
      supportsFuzzyMatching: true, supportsWildcard: true, singlepart: 'bulkdata,video', bulkDataURI: { enabled: true },
      omitQuotationForMultipartRequest: true,
    },
  }],
};`;

const refused = [];

/** The gateway's DICOMweb under our own origin; the Host stays ours, so that the gateway's addresses are too. */
function passOn(incoming, outgoing) {
  const gateway = new URL(values.base);
  const authorization = `Basic ${Buffer.from(`${values.user}:${values.password}`).toString('base64')}`;
  const { origin, referer, cookie, ...headers } = incoming.headers;
  const onward = request(
    { host: gateway.hostname, port: gateway.port, method: incoming.method, path: incoming.url, headers: { ...headers, authorization } },
    (answer) => {
      if (answer.statusCode >= 400) refused.push(`${answer.statusCode} ${incoming.url}`);
      outgoing.writeHead(answer.statusCode, answer.headers);
      answer.pipe(outgoing);
    },
  );
  onward.on('error', () => outgoing.destroy());
  incoming.pipe(onward);
}

function serve(incoming, outgoing) {
  const path = normalize(new URL(incoming.url, 'http://here').pathname);
  if (path.startsWith('/dicom-web')) return passOn(incoming, outgoing);
  if (path === '/app-config.js') return outgoing.writeHead(200, { 'content-type': TYPES['.js'] }).end(CONFIG);
  const named = join(values.dist, path);
  const file = extname(path) && existsSync(named) ? named : join(values.dist, 'index.html');
  outgoing.writeHead(200, { 'content-type': TYPES[extname(file)] ?? 'application/octet-stream' });
  return createReadStream(file).pipe(outgoing);
}

/** How many grey levels the largest viewport shows. */
function greys() {
  const canvases = [...document.querySelectorAll('canvas')].sort((a, b) => b.width * b.height - a.width * a.height);
  const context = canvases[0]?.getContext('2d');
  if (!context) return 0;
  const { data } = context.getImageData(0, 0, canvases[0].width, canvases[0].height);
  const seen = new Set();
  for (let i = 0; i < data.length; i += 4) seen.add(data[i]);
  return seen.size;
}

/** Opens the report of measurements and takes them over, as a reader who goes on with them does. */
async function takeOverMeasurements(page) {
  const report = page.locator('[data-cy="study-browser-thumbnail-no-image"]').first();
  await report.waitFor();
  await report.dblclick();
  // Asked or not, as OHIF is configured. Its own tool then draws the line and says how long it is.
  const yes = page.getByRole('button', { name: /^yes/i }).first();
  const drawn = page.locator('svg text', { hasText: ' mm' }).first();
  await yes.or(drawn).first().waitFor();
  if (await yes.isVisible()) await yes.click();
  await drawn.waitFor();
  await page.screenshot({ path: join(values.out, 'ohif-measurements.png') });
  return (await drawn.textContent()).trim();
}

mkdirSync(values.out, { recursive: true });
const server = createServer(serve);
await new Promise((listening) => server.listen(0, '127.0.0.1', listening));
const here = `http://127.0.0.1:${server.address().port}`;
const profile = mkdtempSync(join(tmpdir(), 'lienvien-ohif-'));
const context = await chromium.launchPersistentContext(profile, {
  executablePath: values.chromium ?? '/usr/bin/chromium',
  headless: true,
  viewport: { width: 1280, height: 800 },
  args: ['--no-sandbox', '--use-gl=angle', '--use-angle=swiftshader', '--enable-unsafe-swiftshader', '--no-first-run'],
});
const summary = { ok: false, greys: 0, measured: '', listed: false, refused };
try {
  const page = context.pages()[0] ?? (await context.newPage());
  page.setDefaultTimeout(PATIENCE_MS);
  // The tour that greets a newcomer lies over everything.
  const tour = page.getByText('Skip all');
  await page.addLocatorHandler(tour, () => tour.click());
  await page.goto(`${here}/viewer?StudyInstanceUIDs=${values.study}`);
  await page.waitForFunction(`(${greys})() > 50`, undefined, { timeout: PATIENCE_MS, polling: 500 });
  summary.greys = await page.evaluate(greys);
  await page.screenshot({ path: join(values.out, 'ohif-viewer.png') });
  summary.measured = await takeOverMeasurements(page);
  await page.goto(`${here}/`);
  await page.locator('[data-cy="study-list-results"] tr, tbody tr').first().waitFor();
  summary.listed = true;
  await page.screenshot({ path: join(values.out, 'ohif-list.png') });
  summary.ok = refused.length === 0;
} catch (error) {
  summary.error = error.message;
  await context.pages()[0]?.screenshot({ path: join(values.out, 'ohif-failed.png') }).catch(() => undefined);
} finally {
  await context.close();
  server.close();
  rmSync(profile, { recursive: true, force: true });
}
console.log(JSON.stringify(summary));
process.exit(summary.ok ? 0 : 1);
