import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import type { Catalogue } from '../../locales/locale.ts';

const sourceOf = (name: string): string =>
  readFileSync(fileURLToPath(new URL(`../../../${name}`, import.meta.url)), 'utf8').trimEnd();

/** What a platform copies: the page shows the button by these very files. */
export const buttonFiles = [
  { name: 'boton.html', code: sourceOf('views/developers/boton-claro.html') },
  { name: 'boton-oscuro.html', code: sourceOf('views/developers/boton-oscuro.html') },
  { name: 'boton.css', code: sourceOf('public/boton-ingreso.css') },
] as const;

/** Locals of the page. */
export const buttonLocals = ({ pages: { developers } }: Catalogue) => ({
  ...developers.button,
  back: '/desarrolladores',
  files: buttonFiles,
});
