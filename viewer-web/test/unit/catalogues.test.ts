import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import ts from 'typescript';
import { expect, test } from 'vitest';
import { en } from '../../src/i18n/en';
import { vi } from '../../src/i18n/vi';

type Tree = { [key: string]: string | Tree };

const leaves = (tree: Tree, path = ''): [string, string][] =>
  Object.entries(tree).flatMap(([key, value]) =>
    typeof value === 'string' ? [[path + key, value] as [string, string]] : leaves(value, `${path}${key}.`),
  );
const vietnamese = new Map(leaves(vi));
const english = new Map(leaves(en as unknown as Tree));
const placeholders = (text: string) => [...text.matchAll(/{{(\w+)}}/g)].map(([, name]) => name).sort();

const sources = readdirSync('src', { recursive: true })
  .map(String)
  .filter((name) => /\.tsx?$/.test(name) && !name.includes('i18n') && !name.endsWith('.d.ts'))
  .map((name) => ({ name, text: readFileSync(join('src', name), 'utf8') }));

test('both languages have the same keys, English its singular forms besides', () => {
  const withoutSingulars = [...english.keys()].filter((key) => !key.endsWith('_one'));
  expect(withoutSingulars.sort()).toEqual([...vietnamese.keys()].sort());
});

test('every text names the same values in both languages, and none is empty', () => {
  for (const [key, text] of vietnamese) {
    expect(text.trim(), key).not.toBe('');
    expect(placeholders(english.get(key) ?? ''), key).toEqual(placeholders(text));
  }
});

test('English text holds no Vietnamese letters but in proper names', () => {
  const marked = [...english].filter(([, text]) => /[ăâđêôơư\u1ea0-\u1ef9]/i.test(text)).map(([key]) => key);
  expect(marked).toEqual(['app.name']);
});

/** Words that stand in JSX, as text or in an attribute that is read to a person. */
function wordsInJsx(name: string, text: string): string[] {
  const found: string[] = [];
  const file = ts.createSourceFile(name, text, ts.ScriptTarget.ESNext, true, ts.ScriptKind.TSX);
  const visit = (node: ts.Node): void => {
    if (ts.isJsxText(node) && /\p{L}/u.test(node.text)) found.push(node.text.trim());
    if (ts.isJsxAttribute(node) && node.initializer && ts.isStringLiteral(node.initializer)) {
      const attribute = node.name.getText();
      if (/^(aria-label|title|placeholder|alt|label)$/.test(attribute) && /\p{L}/u.test(node.initializer.text)) {
        found.push(`${attribute}=${node.initializer.text}`);
      }
    }
    ts.forEachChild(node, visit);
  };
  visit(file);
  return found;
}

test('no word stands in the pages outside the catalogues', () => {
  const offenders = sources.flatMap(({ name, text }) => wordsInJsx(name, text).map((word) => `${name}: ${word}`));
  expect(offenders).toEqual([]);
});

test('every key of the catalogues is used', () => {
  const all = sources.map(({ text }) => text).join('\n');
  // A key that is put together, `state.${state}`, counts for everything below its stem.
  const stems = [...all.matchAll(/[`'"]([\w.]+\.)\$\{/g)].map(([, stem]) => stem ?? '');
  const unused = [...vietnamese.keys()]
    .map((key) => key.replace(/_other$/, ''))
    .filter((key) => !all.includes(`'${key}'`) && !stems.some((stem) => key.startsWith(stem)));
  expect(unused).toEqual([]);
});
