import { numbers, items, TAG, type DataSet, type Element } from './dicomJson';

/** The bytes of a value that may be in the metadata or behind a BulkDataURI (PS3.18 F.2.7, 10.4.1.1.5). */
export async function bytesOf(element: Element | undefined, signal?: AbortSignal): Promise<Uint8Array | undefined> {
  if (element?.InlineBinary) return Uint8Array.from(atob(element.InlineBinary), (letter) => letter.charCodeAt(0));
  if (!element?.BulkDataURI) return undefined;
  const response = await fetch(element.BulkDataURI, { headers: { Accept: 'application/octet-stream' }, signal });
  return response.ok ? new Uint8Array(await response.arrayBuffer()) : undefined;
}

/** A lookup table of the data set (PS3.3 C.11.1.1, C.11.2.1.1): first value mapped, and what it and the next ones map to. */
export interface LookupTable {
  first: number;
  bits: number;
  values: readonly number[];
}

/** The first table of a Modality or VOI LUT Sequence; undefined where there is none or it cannot be read. */
export async function tableOf(dataSet: DataSet, sequence: string): Promise<LookupTable | undefined> {
  const item = items(dataSet, sequence)[0];
  if (!item) return undefined;
  const [entries, first, bits] = numbers(item, TAG.LUTDescriptor);
  if (entries === undefined || first === undefined || !bits) return undefined;
  const count = entries === 0 ? 65_536 : entries; // PS3.3 C.11.1.1.1
  const values = await tableWords(item[TAG.LUTData], count);
  return values.length >= count ? { first, bits, values: values.slice(0, count) } : undefined;
}

/** The entries of a table, whichever way they are written. */
export async function tableWords(data: Element | undefined, count: number): Promise<number[]> {
  const listed = (data?.Value ?? []).map(Number);
  return listed.length >= count ? listed : words(await bytesOf(data), count);
}

/** Little-endian words, or bytes where a table of 8 bits came packed. */
function words(bytes: Uint8Array | undefined, count: number): number[] {
  if (!bytes) return [];
  if (bytes.length < count * 2) return [...bytes];
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  return Array.from({ length: count }, (_, i) => view.getUint16(i * 2, true));
}
