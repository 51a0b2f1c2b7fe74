import { PDFiumLibrary } from '@hyzyla/pdfium';
import { FILE_PAGES, PAGE_BYTES, PAGES_BYTES } from '../domain/files.ts';
import { NotDrawn } from './not-drawn.ts';
import { assertPassive } from './pdf-dangers.ts';
import { sharp, toPng } from './to-png.ts';

/** Longest side of a drawn page: 170 dots an inch for a page of letter size. */
const SIDE = 2000;

type Document = Awaited<ReturnType<PDFiumLibrary['loadDocument']>>;

/** What the library knows of a document and does not tell by its types. */
interface Inside {
  readonly documentIdx: number;
  readonly module: Readonly<
    Record<
      | '_FPDFDoc_GetJavaScriptActionCount'
      | '_FPDFDoc_GetAttachmentCount'
      | '_FPDF_GetSecurityHandlerRevision'
      | '_FPDF_GetFormType',
      (document: number) => number
    >
  >;
}

/** The pages of a PDF; throws NotDrawn where it is encrypted, active, too long or damaged. */
export async function drawPdf(content: Buffer): Promise<readonly Buffer[]> {
  assertPassive(content);
  const library = await PDFiumLibrary.init();
  const document = await library.loadDocument(content).catch(() => {
    throw new NotDrawn('file-unreadable');
  });
  assertPlain(document as unknown as Inside);
  const pages = document.getPageCount();
  if (pages > FILE_PAGES) throw new NotDrawn('file-too-many-pages');
  if (pages < 1) throw new NotDrawn('file-unreadable');
  const most = Math.min(PAGE_BYTES, PAGES_BYTES / pages);
  const drawn: Buffer[] = [];
  document.initializeFormFields();
  for (let page = 0; page < pages; page += 1) drawn.push(await drawPage(document, page, most));
  return drawn;
}

/** Whether a form of the document runs by itself (XFA, 2 and 3 of FORMTYPE). */
const XFA = 2;

function assertPlain({ documentIdx, module }: Inside): void {
  if (module._FPDF_GetSecurityHandlerRevision(documentIdx) >= 0) throw new NotDrawn('file-encrypted');
  const active =
    module._FPDFDoc_GetJavaScriptActionCount(documentIdx) > 0 ||
    module._FPDFDoc_GetAttachmentCount(documentIdx) > 0 ||
    module._FPDF_GetFormType(documentIdx) >= XFA;
  if (active) throw new NotDrawn('file-active');
}

async function drawPage(document: Document, number: number, most: number): Promise<Buffer> {
  const page = document.getPage(number);
  const { originalWidth, originalHeight } = page.getOriginalSize();
  // A page that is named and not there has no size.
  if (originalWidth < 1 || originalHeight < 1) throw new NotDrawn('file-unreadable');
  const scale = SIDE / Math.max(originalWidth, originalHeight);
  const side = (points: number): number => Math.min(SIDE, Math.max(1, Math.round(points * scale)));
  const [width, height] = [side(originalWidth), side(originalHeight)];
  const { data } = await page.render({ width, height, render: 'bitmap', renderFormFields: true });
  const raw = { width, height, channels: 4 } as const;
  return toPng(() => sharp(data, { raw }), most);
}
