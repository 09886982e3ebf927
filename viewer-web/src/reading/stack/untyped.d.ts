/** Codecs that come without types: each exports what makes its WebAssembly module. */
declare module '@cornerstonejs/codec-*/decodewasmjs' {
  const factory: unknown;
  export default factory;
}

declare module '@cornerstonejs/codec-openjph/wasmjs' {
  const factory: unknown;
  export default factory;
}

/** Of the image loader, which does not export it; see vite.config.ts. */
declare module 'jpeg-12-bit' {
  export default class JpegImage {
    colorTransform: boolean;
    parse(bytes: Uint8Array): void;
    getData(columns: number, rows: number): Uint8Array<ArrayBuffer>;
    getData16(columns: number, rows: number): Uint16Array<ArrayBuffer>;
  }
}
