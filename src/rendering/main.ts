import { type FileKind, kindOf } from '../domain/files.ts';
import { NotDrawn } from './not-drawn.ts';

type Draw = (content: Buffer) => Promise<readonly Buffer[]>;

/** Draws the file on the standard input; what it writes is a line of JSON and then the pages, one after the other. */
async function main(): Promise<void> {
  const content = await input();
  const kind = kindOf(content);
  // A library that does not load is a fault of the installation, and none of the file.
  const draw = kind && (await drawerOf(kind));
  try {
    if (!draw) throw new NotDrawn('file-unreadable');
    const pages = await draw(content);
    write({ pages: pages.map(({ length }) => length) }, pages);
  } catch (error) {
    write({ refused: error instanceof NotDrawn ? error.reason : 'file-unreadable' }, []);
  }
}

async function drawerOf(kind: FileKind): Promise<Draw> {
  if (kind === 'pdf') return (await import('./draw-pdf.ts')).drawPdf;
  const { drawImage } = await import('./draw-image.ts');
  return async (content) => [await drawImage(kind, content)];
}

async function input(): Promise<Buffer> {
  const chunks: Buffer[] = [];
  for await (const chunk of process.stdin as AsyncIterable<Buffer>) chunks.push(chunk);
  return Buffer.concat(chunks);
}

const write = (head: object, pages: readonly Buffer[]): boolean =>
  process.stdout.write(Buffer.concat([Buffer.from(`${JSON.stringify(head)}\n`), ...pages]));

await main();
