/**
 * An SVG of 240 by 80 pixels that says, in place of a captcha's picture, that the network asked for too many. A browser
 * shows it whatever the status of its response is.
 */
export function refusedPicture(lines: readonly string[]): string {
  const rows = lines.map((line, row) => `<text x="120" y="${20 + 17 * row}">${line}</text>`).join('');
  return `<svg xmlns="http://www.w3.org/2000/svg" width="240" height="80" viewBox="0 0 240 80" font-family="sans-serif" font-size="12" fill="#13262d" text-anchor="middle"><title>${lines.join(' ')}</title><rect width="240" height="80" fill="#f0f6f7"/>${rows}</svg>`;
}
