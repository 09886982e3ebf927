// Looks at pages as one account sees them: in both languages, on a desk and on a telephone, with axe on each.
//
//   node e2e/tour.mjs --base URL --user NAME --password PASSWORD --out DIR --case CASE_ID --pages /requests,/cases/CASE_ID
//
// Options, screenshots, summary and exit code as in reading.mjs.
import { BASE, check, DESK, inBrowser, logIn, look, option, PHONE } from './browser.mjs';

const LOADED = '.pane[data-status=shown], .ledger, table.cases, .numbers, [name=patientID], .page h1, .state:not([role=status])';

async function visit(page, path, language) {
  await page.goto(BASE + path);
  await page.locator(LOADED).first().waitFor();
  await page.locator(`header.shell [lang=${language}]`).click();
  check((await page.locator('html').getAttribute('lang')) === language, `${path} speaks ${language}`);
  for (const [screen, size] of Object.entries({ desk: DESK, phone: PHONE })) {
    await page.setViewportSize(size);
    await page.waitForTimeout(400);
    const tooWide = await page.evaluate(() => document.documentElement.scrollWidth > document.documentElement.clientWidth);
    check(!tooWide, `${path} fits the ${screen}`);
    await look(page, `tour-${option('user')}${path.replace(option('case'), 'case').replaceAll('/', '-')}-${language}-${screen}`);
  }
  await page.setViewportSize(DESK);
}

await inBrowser(async (page) => {
  await logIn(page);
  for (const language of ['vi', 'en']) {
    for (const path of option('pages').split(',')) await visit(page, path, language);
  }
});
