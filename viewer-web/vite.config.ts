import { fileURLToPath } from 'node:url';
import { defineConfig } from 'vitest/config';

const gateway = process.env.LIENVIEN_GATEWAY ?? 'http://127.0.0.1:8080';

// The codecs and the parser are CommonJS behind several packages: the dev server must be told of each of them.
const nestedCodecs = [
  'codec-charls/decodewasmjs',
  'codec-libjpeg-turbo-8bit/decodewasmjs',
  'codec-openjpeg/decodewasmjs',
  'codec-openjph/wasmjs',
]
  .map((codec) => `@cornerstonejs/dicom-image-loader > @cornerstonejs/${codec}`)
  .concat('@cornerstonejs/dicom-image-loader > dicom-parser');

/** Cornerstone writes a style attribute, which the content security policy forbids; the same as a property is allowed. */
const styleAsProperty = {
  name: 'style-as-property',
  transform: (code: string, id: string) =>
    id.includes('@cornerstonejs/tools') && code.includes("setAttribute('style',")
      ? code.replaceAll(/(\w+)\.setAttribute\('style', (\w+)\)/g, '$1.style.cssText = $2')
      : undefined,
};

/**
 * Cornerstone decodes every JPEG 2000 slice with one decoder, which says nothing of a slice that it cannot decode and
 * keeps the pixels of the one before.
 */
const decoderPerSlice = {
  name: 'decoder-per-slice',
  transform: (code: string, id: string) => {
    if (!id.includes('/decodeJPEG2000.js')) return undefined;
    const [shared, decoding] = ['const decoder = local.decoder;', 'decoder.decode();'];
    if (!code.includes(shared) || !code.includes(decoding)) throw new Error('the image loader decodes JPEG 2000 in another way now');
    return code
      .replace(shared, 'local.decoder.delete();\n    const decoder = (local.decoder = new local.codec.J2KDecoder());')
      .replace(decoding, `${decoding}\n    if (decoder.getDecodedBuffer().length === 0) throw new Error('the slice cannot be decoded');`);
  },
};

export default defineConfig({
  plugins: [styleAsProperty],
  resolve: {
    alias: {
      // The image loader's own decoder of 12-bit JPEG, which it does not export.
      'jpeg-12-bit': fileURLToPath(new URL('./node_modules/@cornerstonejs/dicom-image-loader/dist/esm/codecs/jpeg.js', import.meta.url)),
      // vtk.js brings xmlbuilder2 for a writer that is never used here; bundled, it throws
      // "Class extends value undefined" while it loads.
      xmlbuilder2: fileURLToPath(new URL('./src/reading/cornerstone/xmlbuilder2.ts', import.meta.url)),
    },
  },
  worker: { format: 'es', plugins: () => [decoderPerSlice] },
  optimizeDeps: { exclude: ['@cornerstonejs/dicom-image-loader'], include: nestedCodecs },
  build: {
    target: 'es2022',
    // A data: URL for a font, an image or WebAssembly would need a hole in the content security policy.
    assetsInlineLimit: 0,
    chunkSizeWarningLimit: 5000,
    modulePreload: { polyfill: false },
    rolldownOptions: {
      // "use client" is for servers that render; said once per file of several libraries, it hides real warnings.
      onLog: (level, log, handle) => log.code === 'MODULE_LEVEL_DIRECTIVE' || handle(level, log),
    },
  },
  server: {
    proxy: { '/api': gateway, '/dicom-web': gateway, '/health': gateway },
  },
  test: { include: ['test/unit/**/*.test.ts'], environment: 'node' },
});
