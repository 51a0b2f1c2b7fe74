import type { FileTexts } from '../shape/files.ts';

const KB = 1024;

export const files: FileTexts = {
  received: ({ name, pages, bytes }) =>
    `${name}, ${pages === 1 ? '1 página' : `${pages} páginas`}, ${Math.max(1, Math.round(bytes / KB))} KB, recibido`,
};
