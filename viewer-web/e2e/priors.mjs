// A prior of the same patient beside the study, and a reader's own way of hanging them, which the gateway keeps.
//
//   node e2e/priors.mjs --base URL --user NAME --password PASSWORD --out DIR --case CASE_ID
//
// The archive holds one prior of the case's patient. Leaves a rule behind: the study alone, in one pane.
import { BASE, changes, check, inBrowser, logIn, look, option } from './browser.mjs';

const shown = (page) => page.locator('.pane[data-status=shown]');
const slice = (page, pane) => page.locator('.pane').nth(pane).locator('[data-slice]').textContent();

async function comparesByItself(page) {
  await shown(page).nth(1).waitFor();
  check((await page.locator('.pane').first().locator('.pane-prior').count()) === 0, 'what is read hangs at the left');
  check((await page.locator('.pane').nth(1).locator('.pane-prior').textContent()).startsWith('Phim cũ'), 'the prior hangs at the right and says so');
  check((await page.locator('[data-prior]').count()) === 1, 'the list has the one prior');
  await look(page, 'priors-1-beside');
  const before = await slice(page, 1);
  await page.locator('.pane-image').first().click();
  await page.keyboard.press('ArrowDown');
  await changes(() => slice(page, 1), before, 'the prior scrolls in step');
}

async function hangsAsToldTo(page) {
  await page.getByRole('button', { name: 'Cách treo ảnh' }).click();
  await page.locator('[data-rule]').first().waitFor();
  await look(page, 'priors-2-rules');
  await page.locator('[data-as-shown]').click();
  await page.locator('[name=hanging-layout]').selectOption('1x1');
  const kept = page.waitForResponse((answer) => answer.url().endsWith('/preferences/hanging') && answer.request().method() === 'PUT' && answer.ok());
  await page.locator('[data-save-hanging]').click();
  await kept;
  await changes(() => page.locator('.pane').count(), 2, 'a new rule hangs the study at once');
  await page.reload();
  await shown(page).first().waitFor();
  check((await page.locator('.pane').count()) === 1, 'the rule is kept at the gateway');
}

async function comparesWhenAsked(page) {
  await page.locator('header.shell [lang=en]').click();
  await page.locator('[data-prior]').click();
  await shown(page).nth(1).waitFor();
  check((await page.locator('.pane-prior').textContent()).startsWith('Prior'), 'a click brings the prior beside the study');
  await page.getByRole('button', { name: 'Hanging protocols' }).click();
  await page.locator('[data-rule]').first().waitFor();
  await look(page, 'priors-3-rules-en');
  await page.keyboard.press('Escape');
  await page.locator('header.shell [lang=vi]').click();
}

await inBrowser(async (page) => {
  await logIn(page);
  await page.goto(`${BASE}/reading/${option('case')}`);
  await comparesByItself(page);
  await hangsAsToldTo(page);
  await comparesWhenAsked(page);
});
