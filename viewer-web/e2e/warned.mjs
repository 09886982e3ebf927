// A requesting doctor who has been warned: meets the critical finding on the list, reads it, acknowledges it.
//
//   node e2e/warned.mjs --base URL --user NAME --password PASSWORD --out DIR --case CASE_ID
//
// Options, screenshots, summary and exit code as in reading.mjs.
import { BASE, check, inBrowser, logIn, look, option } from './browser.mjs';

await inBrowser(async (page) => {
  await logIn(page);
  await page.goto(`${BASE}/requests`);
  // No reload: the gateway tells the page when the warning arrives.
  const alarm = page.locator(`.open-findings a[href$="${option('case')}"]`);
  await alarm.waitFor();
  await look(page, 'warned-1-list');
  check((await page.locator('.critical-mark.OPEN').count()) > 0, 'the list marks the case');
  await alarm.click();
  await page.locator('[data-finding=open]').waitFor();
  await look(page, 'warned-2-finding');
  await page.locator('[name=answer]').fill('Đã báo kíp trực và gia đình.');
  await page.locator('[data-acknowledge]').click();
  await page.locator('[data-finding=answered]').waitFor();
  check((await page.locator('[data-finding]').textContent()).includes('kíp trực'), 'the acknowledgement stands with the finding');
  await look(page, 'warned-3-acknowledged');
});
