import type { Texts } from '../../shape/texts.ts';

interface RefusalData {
  readonly 'already-ended': { readonly kid: string };
  readonly 'last-tokens': { readonly kid: string; readonly settledAt: Date };
  readonly 'no-key': { readonly kid: string };
  readonly 'salt-of-subjects': { readonly kid: string };
  readonly 'signs-now': { readonly kid: string; readonly algorithm: string; readonly minutes: number };
  readonly 'successor-waits': { readonly successors: readonly Successor[] };
}

interface Successor {
  readonly kid: string;
  readonly algorithm: string;
  readonly signsAt: Date;
}

/** What the keys do not allow now, and what to do. */
export const keyRefusals: Texts<RefusalData> = {
  'already-ended': ({ kid }) => `${kid} ya terminó`,
  'last-tokens': ({ kid, settledAt }) =>
    `${kid} firmó hasta hace un momento, y sus últimos tokens siguen vigentes: retírela después de ${settledAt.toISOString()}`,
  'no-key': ({ kid }) => `no existe la llave ${kid}; vea: npm run -s keys -- list`,
  'salt-of-subjects': ({ kid }) =>
    `${kid} es la sal de los sub: sin ella cada persona sería una desconocida para cada plataforma`,
  'signs-now': ({ kid, algorithm, minutes }) =>
    `${kid} firma ahora. Publique una sucesora (npm run -s keys -- rotate --alg ${algorithm}) y retire esta ${minutes} minutos después; si otros la conocen: npm run -s keys -- compromise ${kid}`,
  'successor-waits': ({ successors }) =>
    `ya hay una sucesora en camino, no se hizo nada: ${successors.map(({ kid, algorithm, signsAt }) => `${algorithm} ${kid} firma desde ${signsAt.toISOString()}`).join('; ')}`,
};

interface ResultData {
  readonly compromised: { readonly kid: string };
  readonly published: Successor;
  readonly retired: { readonly kid: string; readonly algorithm: string };
  readonly signs: { readonly kid: string; readonly algorithm: string };
}

/** What was done with a key. */
export const keyResults: Texts<ResultData> = {
  compromised: ({ kid }) => `${kid} quedó fuera, con todo lo que firmó; cada instancia la sigue en menos de un minuto`,
  published: ({ kid, algorithm, signsAt }) =>
    `${algorithm} ${kid} está publicada, y firma desde ${signsAt.toISOString()}`,
  retired: ({ kid, algorithm }) => `${algorithm} ${kid} terminó`,
  signs: ({ kid, algorithm }) => `${algorithm} ${kid} firma`,
};
