// A requesting doctor's way: finds a patient's study at the PACS, asks the question, and sees the case begin.
//
//   node e2e/requesting.mjs --base URL --user NAME --password PASSWORD --out DIR --patient PATIENT_ID
//
// Options, screenshots, summary and exit code as in reading.mjs; the summary has the new case's id as `caseId`.
import { check, inBrowser, logIn, look, option, tell } from './browser.mjs';

const QUESTION = 'Đau đầu kéo dài ba tuần, nghi tổn thương choán chỗ hố sau.';
const HISTORY = 'Chóng mặt, buồn nôn; không sốt. Tăng huyết áp đang điều trị.';

async function findTheStudy(page) {
  await page.locator('header.shell a[href$="/requests/new"]').click();
  await page.locator('[name=patientID]').waitFor();
  await look(page, 'requesting-1-search');
  await page.locator('[name=patientID]').fill(`${option('patient')}-NOBODY`);
  await page.keyboard.press('Enter');
  await page.locator('main .state').waitFor();
  await look(page, 'requesting-2-nothing-found');
  await page.locator('[name=patientID]').fill(option('patient'));
  await page.keyboard.press('Enter');
  await page.locator('.found li').first().waitFor();
  check((await page.locator('.found li').count()) === 1, 'the search finds the study at the PACS');
  await look(page, 'requesting-3-found');
  await page.locator('.found button').click();
}

async function ask(page) {
  await page.locator('.request-form button[type=submit]').click();
  await page.locator('[name=reasonForStudy][aria-invalid=true]').waitFor();
  check(true, 'without a question nothing is sent');
  await look(page, 'requesting-4-question-missing');
  await page.locator('[name=reasonForStudy]').fill(QUESTION);
  await page.locator('[name=relevantClinicalInformation]').fill(HISTORY);
  check((await page.locator('[name=reasonForStudy][aria-invalid]').count()) === 0, 'a question that is there is no longer missed');
  await page.locator('[name=priority][value=URGENT]').check();
  await look(page, 'requesting-5-question');
  await page.locator('.request-form button[type=submit]').click();
  await page.locator('.steps').waitFor();
  check((await page.locator('main').textContent()).includes(QUESTION), 'the case file shows the question');
  await look(page, 'requesting-6-case-begins');
  tell('caseId', new URL(page.url()).pathname.split('/').pop());
}

await inBrowser(async (page) => {
  await logIn(page);
  await findTheStudy(page);
  await ask(page);
});
