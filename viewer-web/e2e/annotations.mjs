// What a radiologist put on the images, seen at the other hospital: read from the DICOM objects that signing made of it.
//
//   node e2e/annotations.mjs --base URL --user NAME --password PASSWORD --out DIR --case CASE_ID
//
// After e2e/images.mjs and a signature. The last line of the output is a JSON summary.
import { BASE, changes, check, inBrowser, logIn, look, option } from './browser.mjs';

await inBrowser(async (page) => {
  await logIn(page);
  await page.goto(`${BASE}/reading/${option('case')}`);
  await page.locator('.pane[data-status=shown]').first().waitFor();
  await page.locator('.mark[data-kind=length]').waitFor();
  const length = await page.locator('.mark[data-kind=length] .mark-text').textContent();
  check(length.startsWith('50') || length.startsWith('49,') || length.startsWith('50,'), `the length is where it was put (${length})`);
  check((await page.locator('.mark[data-kind=rectangle]').count()) === 1, 'and so is the region');
  await page.locator('.pane-key').waitFor();
  check(true, 'the key image is marked');
  await look(page, 'annotations-elsewhere');
  const documents = await page.locator('.rail-document').allTextContents();
  check(documents.some((name) => name.includes('KOS')), 'the study holds a key object selection');
  check(documents.some((name) => name.includes('GSPS')), 'and a presentation state');
  const edges = async () => (await page.locator('.pane-edge').allTextContents()).join(' ');
  await changes(edges, '', 'the image has its directions');
  const asStored = await edges();
  await page.keyboard.press('m');
  await page.locator('.mark-list [data-show-view]').click();
  await changes(edges, asStored, 'the image is turned as the reader had it');
  check((await page.locator('.pane').first().textContent()).includes('Âm bản'), 'and inverted');
  await look(page, 'annotations-view');
});
