import { deflateSync } from 'node:zlib';

/** An object of a PDF: its dictionary and its stream. */
type Piece = string | { readonly dictionary: string; readonly stream: Buffer };

/** A PDF with these objects, of which the first is the catalogue, and a table that names each. */
export function pdfOf(pieces: readonly Piece[], trailer = ''): Buffer {
  const parts: Buffer[] = [Buffer.from('%PDF-1.7\n%\xe2\xe3\xcf\xd3\n', 'latin1')];
  const places: number[] = [];
  const size = () => parts.reduce((sum, { length }) => sum + length, 0);
  pieces.forEach((piece, index) => {
    places.push(size());
    parts.push(Buffer.from(`${index + 1} 0 obj\n`), bodyOf(piece), Buffer.from('\nendobj\n'));
  });
  const start = size();
  const rows = places.map((place) => `${String(place).padStart(10, '0')} 00000 n \n`).join('');
  const count = pieces.length + 1;
  parts.push(Buffer.from(`xref\n0 ${count}\n0000000000 65535 f \n${rows}`));
  parts.push(Buffer.from(`trailer\n<< /Size ${count} /Root 1 0 R ${trailer} >>\nstartxref\n${start}\n%%EOF\n`));
  return Buffer.concat(parts);
}

function bodyOf(piece: Piece): Buffer {
  if (typeof piece === 'string') return Buffer.from(piece, 'latin1');
  const head = `<< ${piece.dictionary} /Length ${piece.stream.length} >>\nstream\n`;
  return Buffer.concat([Buffer.from(head), piece.stream, Buffer.from('\nendstream')]);
}

const PAINTED = { dictionary: '', stream: Buffer.from('0.8 0.1 0.1 rg 50 50 200 300 re f') };
const page = (extra = '') => `<< /Type /Page /Parent 2 0 R /MediaBox [0 0 612 792] /Contents 4 0 R ${extra} >>`;

interface Parts {
  readonly catalogue?: string;
  readonly onPage?: string;
  readonly more?: readonly Piece[];
  readonly trailer?: string;
}

/** A page with a red box; further objects begin at 5. */
export const onePage = ({ catalogue = '', onPage = '', more = [], trailer = '' }: Parts = {}): Buffer =>
  pdfOf(
    [
      `<< /Type /Catalog /Pages 2 0 R ${catalogue} >>`,
      '<< /Type /Pages /Kids [3 0 R] /Count 1 >>',
      page(onPage),
      PAINTED,
      ...more,
    ],
    trailer,
  );

/** So many pages that are one and the same object's copies. */
export function manyPages(count: number): Buffer {
  const kids = Array.from({ length: count }, (_, index) => `${index + 5} 0 R`).join(' ');
  return pdfOf([
    '<< /Type /Catalog /Pages 2 0 R >>',
    `<< /Type /Pages /Kids [${kids}] /Count ${count} >>`,
    '<< >>',
    PAINTED,
    ...Array.from({ length: count }, () => page()),
  ]);
}

/** A script whose action stands in a compressed object stream, where a search of the file does not see it. */
export function hiddenScript(): Buffer {
  const action = '<< /S /JavaScript /JS (app.alert(1)) >>';
  const first = '9 0 ';
  const stream = deflateSync(Buffer.from(`${first}${action}`));
  return onePage({
    catalogue: '/OpenAction 9 0 R',
    more: [{ dictionary: `/Type /ObjStm /N 1 /First ${first.length} /Filter /FlateDecode`, stream }],
  });
}

/** PDFs that are refused, by what is in them. */
export const activePdfs: Readonly<Record<string, Buffer>> = {
  'a script when it is opened': onePage({ catalogue: '/OpenAction << /S /JavaScript /JS (app.alert(1)) >>' }),
  'a script of the document': onePage({
    catalogue: '/Names << /JavaScript << /Names [(a) << /S /JavaScript /JS (1) >>] >> >>',
  }),
  'a script whose name is written in hexadecimal': onePage({
    catalogue: '/OpenAction << /S /J#61v#61Script /JS (app.alert(1)) >>',
  }),
  'a script in an object stream': hiddenScript(),
  'a program that is started': onePage({
    onPage: '/AA << /O << /S /Launch /F (cmd.exe) >> >>',
  }),
  'another file': onePage({
    catalogue: '/Names << /EmbeddedFiles << /Names [(a.exe) << /EF << /F 5 0 R >> >>] >> >>',
    more: [{ dictionary: '/Type /EmbeddedFile', stream: Buffer.from('MZ') }],
  }),
  'a form that runs': onePage({ catalogue: '/AcroForm << /XFA 5 0 R /Fields [] >>', more: ['<< >>'] }),
};

/** A PDF that says that it is encrypted. */
export const encryptedPdf = onePage({
  trailer: `/Encrypt << /Filter /Standard /V 1 /R 2 /O <${'41'.repeat(32)}> /U <${'42'.repeat(32)}> /P -4 >> /ID [<01><02>]`,
});

/** Pages of which none has what it needs: the tree of pages leads back to itself. */
export const circularPdf = pdfOf(['<< /Type /Catalog /Pages 2 0 R >>', '<< /Type /Pages /Kids [2 0 R] /Count 3 >>']);
