/** The README's table of settings, as the schema gives it. */
import { type Setting, settings } from '../../src/config/schema.ts';

const HEAD = '| setting | default | in production | secret | meaning |\n|---|---|---|---|---|\n';

/** Matches the table in the README: its head, and the rows below it. */
const PLACE = /^\| setting \|.*\n(?:\|.*\n)*/m;

/** The README with its table replaced by the current one. */
export function withSettings(readme: string): string {
  if (!PLACE.test(readme)) throw new Error('The README has no table that begins with "| setting |"');
  return readme.replace(PLACE, () => HEAD + settings.map(rowOf).join(''));
}

function rowOf({ name, meaning, otherwise, secret, production, ...setting }: Setting): string {
  const unset = otherwise ?? (setting.default ? `\`${setting.default}\`` : 'none');
  const cells = [`\`${name}\``, unset, production?.says, secret && 'yes', meaning];
  return `|${cells.map((cell) => (cell ? ` ${cell} |` : ' |')).join('')}\n`;
}
