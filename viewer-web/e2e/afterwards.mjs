// After the case is closed: a radiologist adds to the signed result, and the addendum's PDF comes to be; a requesting
// doctor (whoever of the two is logged in) reports the outcome.
//
//   node e2e/afterwards.mjs --base URL --user NAME --password PASSWORD --out DIR --case CASE_ID
//
// Options, screenshots, summary and exit code as in reading.mjs.
import { BASE, changes, check, inBrowser, logIn, look, option } from './browser.mjs';

const ADDED = 'Xem lại: có thêm nốt vôi hoá 3 mm, không thay đổi kết luận.';

async function add(page) {
  await page.locator('[data-add]').click();
  await page.locator('[name=note-text]').fill(ADDED);
  await page.locator('[name=note-password]').fill('not the password');
  await page.keyboard.press('Enter');
  await page.locator('.note-form .field-error:not(:empty)').waitFor();
  check((await page.locator('[data-addendum]').count()) === 0, 'nothing is added without the signer’s password');
  await look(page, 'afterwards-1-addendum');
  await page.locator('[name=note-password]').fill(option('password'));
  await page.keyboard.press('Enter');
  await page.locator('[data-addendum]').waitFor();
  check((await page.locator('[data-addendum]').textContent()).includes(ADDED), 'the addendum stands below the result');
  const link = await page.locator('[data-addendum] a').getAttribute('href');
  // Asked outside the page: until the PDF is made the answer is 404, which is no fault of the page.
  const isThere = async () => (await page.request.get(BASE + link)).ok();
  await changes(isThere, false, 'the addendum is a signed PDF of its own');
}

async function tell(page) {
  await page.locator('[data-tell]').click();
  await page.locator('[name=note-text]').fill('Đã mổ, giải phẫu bệnh: u bao sợi thần kinh. Ra viện ngày thứ 10.');
  await page.locator('.note-form button[type=submit]').click();
  await page.locator('[data-outcome] .prose').waitFor();
  check((await page.locator('[data-outcome]').textContent()).includes('giải phẫu bệnh'), 'the outcome is told');
  await look(page, 'afterwards-2-outcome');
}

await inBrowser(async (page) => {
  await logIn(page);
  await page.goto(`${BASE}/cases/${option('case')}`);
  await page.locator('.ledger').waitFor();
  await ((await page.locator('[data-tell]').count()) > 0 ? tell(page) : add(page));
});
