import type { Row } from './row.ts';

const WIDTH = 760;
const LABEL = 220;
const VALUES = 150;
const LINE = 26;
const TOP = 44;
const BAR = 14;

const STYLE = `
  text { font: 13px system-ui, sans-serif; fill: #1b1b1b }
  .quiet { fill: #555 } .track { fill: #e4e7ec } .ours { fill: #0f5aa8 } .whole { stroke: #555; stroke-dasharray: 3 3 }
  @media (prefers-color-scheme: dark) {
    text { fill: #f2f2f2 } .quiet { fill: #b8bec7 } .track { fill: #30363f } .ours { fill: #6db1f2 } .whole { stroke: #b8bec7 }
  }`;

/**
 * The rate of each operation as a share of the library's own, as an SVG that is readable on light and on dark. Colours
 * are in a style with a media query, which also counts where the picture is embedded by `img`.
 */
export function chartOf(rows: readonly Row[]): string {
  const compared = rows.filter(({ ratio }) => ratio !== undefined && Number.isFinite(ratio));
  const height = TOP + compared.length * LINE + 12;
  const title = 'Operations a second, as a share of those of the library alone';
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" width="${WIDTH}" height="${height}" viewBox="0 0 ${WIDTH} ${height}" role="img" aria-label="${title}">`,
    `<title>${title}</title>`,
    `<style>${STYLE}</style>`,
    `<text x="0" y="16">${title}</text>`,
    `<text class="quiet" x="${xOf(1)}" y="36" text-anchor="middle">1.0</text>`,
    ...compared.map(barOf),
    `<line class="whole" x1="${xOf(1)}" x2="${xOf(1)}" y1="${TOP - 4}" y2="${height - 8}"/>`,
    '</svg>',
    '',
  ].join('\n');
}

function barOf({ name, ratio = 0, ours, bare }: Row, place: number): string {
  const y = TOP + place * LINE;
  const rates = `${ratio.toFixed(2)} (${ours.rate.toFixed(0)} of ${bare?.rate.toFixed(0)})`;
  return [
    `<text x="0" y="${y + BAR - 2}">${escaped(name)}</text>`,
    `<rect class="track" x="${LABEL}" y="${y}" width="${xOf(1) - LABEL}" height="${BAR}" rx="2"/>`,
    `<rect class="ours" x="${LABEL}" y="${y}" width="${(xOf(Math.min(ratio, 1.2)) - LABEL).toFixed(1)}" height="${BAR}" rx="2"/>`,
    `<text class="quiet" x="${WIDTH - VALUES + 8}" y="${y + BAR - 2}">${rates}</text>`,
  ].join('');
}

/** The bars end where the figures begin, at 1.2 of the library's rate. */
const xOf = (ratio: number): number => LABEL + (ratio / 1.2) * (WIDTH - LABEL - VALUES);

const escaped = (text: string): string => text.replace(/[&<>"]/g, (sign) => `&#${sign.charCodeAt(0)};`);
