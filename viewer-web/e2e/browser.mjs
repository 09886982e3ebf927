// A real browser before a running gateway: options, one page, pictures of it, and what axe finds wrong with each.
import { mkdirSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { chromium } from 'playwright-core';

const BROWSER = [
  '--no-sandbox', '--disable-quic', '--no-first-run', '--disable-background-networking', '--disable-component-update',
  '--disable-sync', '--use-gl=angle', '--use-angle=swiftshader', '--enable-unsafe-swiftshader',
];
const RULES = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'];
const PATIENCE_MS = 60_000;
export const DESK = { width: 1440, height: 900 };
export const PHONE = { width: 390, height: 844 };

const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
const text = { type: 'string' };
const NAMES = ['base', 'user', 'password', 'out', 'case', 'patient', 'pages', 'chromium', 'expected'];
const { values } = parseArgs({ options: Object.fromEntries(NAMES.map((name) => [name, text])) });

/** `--NAME VALUE`, else `LIENVIEN_NAME` of the environment, else the default; without one, an error that names it. */
export function option(name, otherwise) {
  const value = values[name] ?? process.env[`LIENVIEN_${name.toUpperCase()}`] ?? otherwise;
  if (value === undefined) throw new Error(`--${name} is missing`);
  return value;
}

export const BASE = option('base').replace(/\/$/, '');
const OUT = option('out');
const summary = { ok: false, steps: [], violations: [], consoleErrors: [] };

export function check(condition, sentence) {
  if (!condition) throw new Error(`not so: ${sentence}`);
  summary.steps.push(sentence);
}

/** What the caller learns besides “ok”. */
export function tell(name, value) {
  summary[name] = value;
}

/** A picture of the page, and what axe finds wrong with it. */
export async function look(page, name) {
  await page.screenshot({ path: join(OUT, `${name}.png`) });
  await page.evaluate(axe);
  const { violations } = await page.evaluate((runOnly) => globalThis.axe.run(document, { runOnly }), RULES);
  for (const { id, help, nodes } of violations) {
    summary.violations.push(`${name}: ${id}: ${help} (${nodes.map((node) => node.target.join(' ')).join(', ')})`);
  }
}

/** Waits until a probe gives something else than before. */
export async function changes(probe, before, sentence) {
  const end = Date.now() + PATIENCE_MS;
  let now = await probe();
  while (now === before && Date.now() < end) {
    await new Promise((resolve) => setTimeout(resolve, 50));
    now = await probe();
  }
  check(now !== before, sentence);
}

/** Logs the account of the options in; `beforePassword` sees the half-filled page. */
export async function logIn(page, beforePassword = async () => undefined) {
  await page.goto(BASE);
  await page.locator('[name=username]').fill(option('user'));
  await beforePassword();
  await page.locator('[name=password]').fill(option('password'));
  await page.locator('button[type=submit]').click();
  await page.locator('header.shell').waitFor();
  check((await page.locator('html').getAttribute('lang')) === 'vi', 'Vietnamese comes first');
}

/**
 * Runs the steps in a fresh browser; prints the JSON summary, exit code 0 only if every step and axe passed.
 *
 * @param broken what the browser may report of what the steps break
 */
export async function inBrowser(steps, broken) {
  mkdirSync(OUT, { recursive: true });
  const profile = mkdtempSync(join(tmpdir(), 'lienvien-e2e-'));
  const context = await chromium.launchPersistentContext(profile, {
    executablePath: option('chromium', '/usr/bin/chromium'),
    headless: true,
    viewport: DESK,
    args: BROWSER,
  });
  context.setDefaultTimeout(PATIENCE_MS);
  const page = context.pages()[0] ?? (await context.newPage());
  // The first question, “is there a session?”, is answered 401, and a question to the cache alone may find nothing;
  // the browser reports both by itself.
  const note = (said, expected) => {
    if (!expected?.test(said) && !broken?.test(said)) summary.consoleErrors.push(said);
  };
  page.on('console', (message) => message.type() === 'error' && note(message.text(), /401|ERR_CACHE_MISS/));
  page.on('pageerror', (error) => note(error.message));
  try {
    await steps(page);
    summary.ok = summary.violations.length === 0 && summary.consoleErrors.length === 0;
  } catch (error) {
    summary.error = error.message;
    await page.screenshot({ path: join(OUT, 'failed.png') }).catch(() => undefined);
  } finally {
    await context.close();
    rmSync(profile, { recursive: true, force: true });
  }
  console.log(JSON.stringify(summary));
  process.exitCode = summary.ok ? 0 : 1;
}
