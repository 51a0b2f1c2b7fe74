import type { Day } from './working-days.ts';

/** What a change is to a client: something more, another behaviour, or the end of something. */
export type ChangeKind = 'nuevo' | 'cambio' | 'retiro';

/** A change of the product that concerns clients; its words are in the catalogue of a language, by its id. */
export interface Change {
  readonly id: ChangeId;
  readonly kind: ChangeKind;
  readonly published: Day;
  /** From when it applies; a change that clients must act upon is published at least `NOTICE_DAYS` before. */
  readonly effective: Day;
}

export type ChangeId = (typeof rows)[number][0];

/** Days between the publication of a change that clients must act upon and its effect. */
export const NOTICE_DAYS = 30;

const rows = [
  ['referencia-1', 'nuevo', '2026-11-30', '2026-11-30'],
  ['logo-de-plataforma', 'nuevo', '2026-11-30', '2026-11-30'],
  ['documento-de-metadatos', 'nuevo', '2026-11-30', '2026-11-30'],
  ['datos-opcionales', 'nuevo', '2026-11-30', '2026-11-30'],
  ['permiso-retirado', 'nuevo', '2026-11-30', '2026-11-30'],
  ['prompt-create', 'nuevo', '2026-11-30', '2026-11-30'],
  ['plataformas-json', 'nuevo', '2026-11-30', '2026-11-30'],
  ['security-txt', 'nuevo', '2026-11-30', '2026-11-30'],
  ['errores-y-cifras', 'nuevo', '2026-11-30', '2026-11-30'],
  ['portal', 'nuevo', '2026-11-30', '2026-11-30'],
  ['error-uri', 'nuevo', '2026-11-28', '2026-11-28'],
] as const satisfies readonly (readonly [string, ChangeKind, string, string])[];

/** Every change, newest first. */
export const changes: readonly Change[] = rows.map(([id, kind, published, effective]) => ({
  id,
  kind,
  published: published as string as Day,
  effective: effective as string as Day,
}));

/** The change of an id. */
export const changeOf = (id: ChangeId): Change | undefined => changes.find((one) => one.id === id);

/** Whether clients must act before a change takes effect. */
export const needsAction = ({ kind }: Pick<Change, 'kind'>): boolean => kind !== 'nuevo';

/** Where the changes are listed; each has its id as anchor. */
export const CHANGES_PATH = '/desarrolladores/cambios';
/** The same as a feed (RFC 4287). */
export const CHANGES_FEED_PATH = '/desarrolladores/cambios.atom';
