import type { RightDecision, RightKind } from './rights.ts';

/** Why a right is not granted, or not wholly: what Ley 21.719 allows, and nothing else. */
export const rightGrounds = [
  'identidad-no-acreditada',
  'datos-de-otra-persona',
  'reserva-legal',
  'datos-exactos',
  'corrige-otro-registro',
  'funcion-legal',
  'obligacion-de-conservar',
  'defensa-de-reclamaciones',
  'no-hay-tal-uso',
  'sin-solicitud-pendiente',
  'funcion-fiscalizadora',
] as const;
export type RightGround = (typeof rightGrounds)[number];

/** A ground as the law has it for one right. */
interface Ground {
  readonly code: RightGround;
  /** Articles of Ley 21.719. */
  readonly articles: readonly string[];
  /** For no request at all, since nothing of it was examined: never beside a right that is granted in part. */
  readonly whole?: true;
}

/** Of every right (art. 11). */
const ofAny: readonly Ground[] = [
  { code: 'identidad-no-acreditada', articles: ['11'], whole: true },
  { code: 'datos-de-otra-persona', articles: ['4', '11'], whole: true },
];
/** Of a public body, but for a block. */
const ofPublicBody: Ground = { code: 'funcion-fiscalizadora', articles: ['23'] };

/** The grounds of each right. docs/rights.md says which of them are assumptions. */
const grounds: Readonly<Record<RightKind, readonly Ground[]>> = {
  acceso: [...ofAny, { code: 'reserva-legal', articles: ['5'] }, ofPublicBody],
  rectificacion: [
    ...ofAny,
    { code: 'datos-exactos', articles: ['6'] },
    { code: 'corrige-otro-registro', articles: ['6'] },
    ofPublicBody,
  ],
  supresion: [
    ...ofAny,
    { code: 'funcion-legal', articles: ['7', '20'] },
    { code: 'obligacion-de-conservar', articles: ['7'] },
    { code: 'defensa-de-reclamaciones', articles: ['7'] },
    ofPublicBody,
  ],
  oposicion: [
    ...ofAny,
    { code: 'funcion-legal', articles: ['8', '20'] },
    { code: 'no-hay-tal-uso', articles: ['8'] },
    ofPublicBody,
  ],
  bloqueo: [...ofAny, { code: 'sin-solicitud-pendiente', articles: ['8 ter'] }],
};

/** The grounds that a decision on a right may rest on; a right that is granted needs none. */
export function groundsOf(kind: RightKind, decision: RightDecision): readonly RightGround[] {
  if (decision === 'acogida') return [];
  return grounds[kind].filter(({ whole }) => !whole || decision === 'rechazada').map(({ code }) => code);
}

/** The articles of Ley 21.719 that a ground rests on for a right. */
export function articlesOf(kind: RightKind, ground: RightGround): readonly string[] {
  return grounds[kind].find(({ code }) => code === ground)?.articles ?? [];
}
