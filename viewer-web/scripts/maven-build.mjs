// What Maven runs: dependencies as the lock file says, then the pages into the directory that becomes the jar.
// Both steps are left out when nothing they depend on is newer than what they made.
import { spawnSync } from 'node:child_process';
import { readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const module = fileURLToPath(new URL('..', import.meta.url));
const out = process.argv[2];
if (!out) throw new Error('usage: maven-build.mjs OUTPUT_DIRECTORY');
process.chdir(module);

const modified = (path) => statSync(path, { throwIfNoEntry: false })?.mtimeMs ?? 0;

function newest(path) {
  if (!statSync(path).isDirectory()) return modified(path);
  return Math.max(0, ...readdirSync(path).map((name) => newest(join(path, name))));
}

function npm(...parameters) {
  const { status, error } = spawnSync('npm', parameters, { stdio: 'inherit', shell: process.platform === 'win32' });
  if (error) throw new Error('npm is needed to build the viewer (or build with -Dviewer.skip=true)', { cause: error });
  if (status !== 0) process.exit(status ?? 1);
}

const INSTALLED = 'node_modules/.package-lock.json';
if (modified('package-lock.json') > modified(INSTALLED)) npm('ci', '--no-audit', '--no-fund');

const inputs = ['src', 'public', 'scripts', 'index.html', 'package.json', 'tsconfig.json', 'vite.config.ts', INSTALLED];
const openApi = '../gateway/server/src/main/resources/openapi.json';
// The generated client is an output; its own time says nothing.
const changed = Math.max(...inputs.flatMap((input) => (input === 'src' ? sourceTimes() : [newest(input)])), newest(openApi));
function sourceTimes() {
  return readdirSync('src', { recursive: true })
    .filter((name) => !name.endsWith('schema.d.ts'))
    .map((name) => join('src', name))
    .filter((path) => statSync(path).isFile())
    .map(modified);
}

if (changed > modified(join(out, 'index.html'))) {
  npm('run', 'types');
  npm('run', 'check');
  npm('exec', '--', 'vite', 'build', '--outDir', out, '--emptyOutDir');
}
