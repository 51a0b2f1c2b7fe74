import { encode } from 'uqr';

/** A QR code as one path of an SVG, in units of one module; `size` is its width with the quiet zone. */
export interface QrCode {
  readonly size: number;
  readonly path: string;
}

/** Modules of white around the code (ISO/IEC 18004, 9.1). */
const QUIET = 4;

/** A text as a QR code that survives a scratched screen (level M). Each run of black modules is one rectangle. */
export function qrCode(text: string): QrCode {
  const { data, size } = encode(text, { ecc: 'M', border: QUIET });
  return { size, path: data.flatMap((row, y) => runsIn(row).map(([x, width]) => bar(x, y, width))).join('') };
}

const bar = (x: number, y: number, width: number): string => `M${x} ${y}h${width}v1h-${width}z`;

/** Where each run of black modules of a row begins, and how many modules it has. */
function runsIn(row: readonly boolean[]): readonly (readonly [number, number])[] {
  const signs = row.map((black) => (black ? '1' : '0')).join('');
  return [...signs.matchAll(/1+/g)].map((run) => [run.index, run[0].length]);
}
