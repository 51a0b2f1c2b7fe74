import type { StoredFile } from '../../ports/files.ts';

/** What pages say of files that a user sent. */
export interface FileTexts {
  /** A file that was taken: «documento.pdf, 2 páginas, 340 KB, recibido». */
  readonly received: (file: Pick<StoredFile, 'name' | 'pages' | 'bytes'>) => string;
}
