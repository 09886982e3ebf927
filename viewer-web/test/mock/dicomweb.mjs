// Enough of DICOMweb (PS3.18) for the viewer: metadata, frames as stored, and a thumbnail.
import { readFile } from 'node:fs/promises';
import { studies } from './studies.mjs';

// A 1x1 grey PNG: the mock renders nothing, it only answers.
const GREY = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNsaGj4DwAFhAKAjM1mJgAAAABJRU5ErkJggg==',
  'base64',
);
const uidOf = (instance) => instance.metadata['00080018'].Value[0];

function multipart(response, body, transferSyntax) {
  const boundary = 'mock-boundary';
  response.writeHead(200, {
    'Content-Type': `multipart/related; type="application/octet-stream"; boundary=${boundary}`,
  });
  response.write(
    `--${boundary}\r\nContent-Type: application/octet-stream; transfer-syntax=${transferSyntax}\r\n\r\n`,
  );
  response.write(body);
  response.end(`\r\n--${boundary}--`);
}

export async function dicomWeb(url, response) {
  const [, , , study, ...rest] = url.pathname.split('/');
  const instances = studies.get(study);
  if (!instances) return response.writeHead(404).end();
  if (rest[0] === 'metadata') {
    response.writeHead(200, { 'Content-Type': 'application/dicom+json' });
    return response.end(JSON.stringify(instances.map((instance) => instance.metadata)));
  }
  if (rest.at(-1) === 'thumbnail') {
    const file = process.env.LIENVIEN_THUMBNAIL;
    response.writeHead(200, { 'Content-Type': 'image/png' });
    return response.end(file ? await readFile(file) : GREY);
  }
  const [, , , uid, , number] = rest;
  const instance = instances.find((one) => uidOf(one) === uid);
  if (!instance?.frame) return response.writeHead(404).end();
  return multipart(response, await instance.frame(Number(number)), instance.transferSyntax);
}
