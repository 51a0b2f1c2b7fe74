import type { Texts } from '../../shape/texts.ts';

interface RefusalData {
  readonly 'first-line': { readonly columns: readonly string[] };
  readonly 'in-sandbox': object;
  readonly 'under-way': object;
}

/** Why nothing is imported. */
export const importRefusals: Texts<RefusalData> = {
  'first-line': ({ columns }) => `la primera línea debe ser: ${columns.join(',')}`,
  'in-sandbox': () => 'SANDBOX: las claves de personas reales nunca entran a un sandbox',
  'under-way': () => 'otro proceso está importando este archivo',
};

interface ResultData {
  readonly imported: { readonly keys: number; readonly read: number; readonly seconds: number };
  readonly line: { readonly line: number };
  readonly reason: { readonly reason: string; readonly count: number };
  readonly report: { readonly file: string; readonly most: number };
}

/** Progress and result; a reason is shown as its code, as in the report. */
export const importResults: Texts<ResultData> = {
  imported: ({ keys, read, seconds }) => {
    const rate = read === 0 ? 'no quedaba nada por hacer' : `${Math.round(read / seconds)} líneas/s en esta ejecución`;
    return `${keys} claves importadas (${rate}, ${seconds.toFixed(1)} s)`;
  },
  line: ({ line }) => `línea ${line}`,
  reason: ({ reason, count }) => `  ${reason}: ${count}`,
  report: ({ file, most }) => `Informe: ${file} (las primeras ${most} observaciones)`,
};
