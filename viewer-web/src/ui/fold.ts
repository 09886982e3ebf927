/** Text as it is compared: without marks and capitals, Đ as d. */
export const fold = (text: string): string => text.normalize('NFD').replace(/\p{M}/gu, '').replace(/[Đđ]/g, 'd').toLowerCase();

/** The words of a text as they are compared, one blank between two and around all. */
export const foldedWords = (text: string): string => ` ${fold(text).replace(/[^\p{L}\p{N}]+/gu, ' ').trim()} `;
