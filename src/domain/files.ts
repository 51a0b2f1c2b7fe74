/** What a file is by its content; no other kind is taken. */
export type FileKind = 'jpeg' | 'png' | 'pdf';

/** `pendiente` until a scanner found no virus; only pixels of a `limpio` are shown. */
export type FileState = 'pendiente' | 'limpio' | 'rechazado';

/** Purposes for which a file is received. */
export const filePurposes = ['declaracion', 'documento-facilitador', 'copia-migrante', 'logo'] as const;
export type FilePurpose = (typeof filePurposes)[number];

/** Bytes of a file; the one after them refuses it while it arrives (rules, Uploads). */
export const FILE_BYTES = 1_048_576;
/** Bytes of all files of one owner that no decision has released yet. */
export const PENDING_BYTES = 20_000_000;
/** Minutes in which a form that is not done keeps a file that was taken. */
export const DRAFT_MINUTES = 30;
/** Pages of a PDF. */
export const FILE_PAGES = 10;
/** Pixels of each side of what is shown. */
export const PAGE_SIDE = 4000;
/** Pixels of an image that is decoded: phones take 12 to 50 million. */
export const IMAGE_PIXELS = 50_000_000;
/** Bytes of what is shown of a page, and of all pages of a file: larger ones are drawn smaller. */
export const PAGE_BYTES = 3_000_000;
export const PAGES_BYTES = 12_000_000;

/** Why the process that draws files refuses one. */
export const drawingRefusals = [
  'file-unreadable',
  'file-active',
  'file-encrypted',
  'file-too-many-pages',
  'file-too-many-pixels',
] as const;
export type DrawingRefusal = (typeof drawingRefusals)[number];

const starts: readonly (readonly [FileKind, readonly number[]])[] = [
  ['jpeg', [0xff, 0xd8, 0xff]],
  ['png', [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]],
  ['pdf', [0x25, 0x50, 0x44, 0x46, 0x2d]],
];

/** The kind of a file by its first bytes, whatever its name says; undefined for any other. */
export const kindOf = (content: Uint8Array): FileKind | undefined =>
  starts.find(([, start]) => start.every((byte, place) => content[place] === byte))?.[0];

const NAME_LENGTH = 80;

/**
 * A name that a browser gave, as text to show: without folders, control characters and marks of direction, and cut. It
 * is never the name of anything.
 */
export function shownName(name: string): string {
  const last = name.split(/[/\\]/).at(-1) ?? '';
  const plain = last
    .normalize('NFC')
    .replace(/[\p{C}\p{Zl}\p{Zp}]/gu, '')
    .replace(/\s+/g, ' ')
    .trim();
  return [...plain].slice(0, NAME_LENGTH).join('') || 'archivo';
}
