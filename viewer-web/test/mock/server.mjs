// A stand-in gateway for developing and looking at the pages: `node test/mock/server.mjs [PORT]`.
// LIENVIEN_FIXTURES=DIR serves the studies that export_fixtures.py wrote below DIR; otherwise a phantom.
import { createServer } from 'node:http';
import { readFile } from 'node:fs/promises';
import { extname, join, normalize } from 'node:path';
import { fileURLToPath } from 'node:url';
import { api } from './api.mjs';
import { dicomWeb } from './dicomweb.mjs';

const DIST = process.env.LIENVIEN_DIST ?? fileURLToPath(new URL('../../dist', import.meta.url));
const TYPES = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript',
  '.css': 'text/css',
  '.svg': 'image/svg+xml',
  '.wasm': 'application/wasm',
};
// What the gateway is to send: nothing from elsewhere, no inline script, WebAssembly and workers of our own.
const POLICY = [
  "default-src 'none'",
  "script-src 'self' 'wasm-unsafe-eval'",
  "worker-src 'self'",
  "style-src 'self'",
  "img-src 'self' data: blob:",
  "connect-src 'self'",
  "base-uri 'none'",
  "form-action 'self'",
  "frame-ancestors 'none'",
].join('; ');

async function serveFile(path, response) {
  const name = extname(path) ? normalize(path) : '/index.html';
  const body = await readFile(join(DIST, name)).catch(() => null);
  if (!body) return response.writeHead(404).end();
  response.writeHead(200, {
    'Content-Type': TYPES[extname(name)] ?? 'application/octet-stream',
    'Content-Security-Policy': POLICY,
    'Cache-Control': name === '/index.html' ? 'no-cache' : 'public, max-age=31536000, immutable',
  });
  response.end(body);
}

const server = createServer((request, response) => {
  const url = new URL(request.url, 'http://mock');
  const answer = url.pathname.startsWith('/api/')
    ? api(request, url, response)
    : url.pathname.startsWith('/dicom-web/')
      ? dicomWeb(url, response)
      : serveFile(url.pathname, response);
  answer.catch((error) => {
    console.error(error);
    if (!response.headersSent) response.writeHead(500);
    response.end();
  });
});
server.listen(Number(process.argv[2] ?? 8080), '127.0.0.1', () => {
  console.log(`http://127.0.0.1:${server.address().port}`);
});
