import type { Mode } from '../../simulator/switches.ts';
import type { Stored } from './stored.ts';
import type { RegistryId } from './switchboard.ts';
import type { Seen } from './visitors.ts';
import type { Way } from './ways.ts';

/** One page under one switch: the first answer, the one while the breaker is open, and the rows that were added. */
export interface Cell {
  readonly way: Way;
  readonly mode: Mode;
  readonly first: Seen;
  readonly resting?: Seen | undefined;
  /** By all tries together. */
  readonly stored: Stored;
}

const services: Readonly<Record<RegistryId, string>> = {
  srcei: 'El servicio del Registro Civil',
  sii: 'El servicio del SII',
  nie: 'El registro de NIE',
  otec: 'El registro de OTEC y OTIC',
};

/** The text of M-70 for this registry. */
export const silence = (registry: RegistryId): string =>
  `${services[registry]} no está disponible en este momento. No contamos este intento. Vuelva a probar en unos minutos o llame al 800 80 10 30.`;

/** The reason for which a switch makes a registry silent, as the log names it. */
export const reasons: Readonly<Record<Exclude<Mode, 'normal'>, string>> = {
  slow: 'time-out',
  down: 'server-error',
  reset: 'transport',
  garbage: 'garbage',
  'wrong-person': 'other-person',
};

/** Milliseconds that one question may take: seven seconds by promise, and a margin for a noisy machine. */
const longest: Readonly<Record<Mode, number>> = {
  normal: 4000,
  slow: 7000 + 1500,
  down: 2500,
  reset: 2500,
  garbage: 1500,
  'wrong-person': 1500,
};
const SHORTEST_SLOW_MS = 2900;
const RESTING_MS = 1500;
const REST_S = 30;

const nothing: Stored = { accounts: 0, documents: 0, messages: 0, tries: 0 };
const opened: Readonly<Record<string, { readonly says: string; readonly stored: Stored }>> = {
  'Registrar Persona Natural': { says: 'Éxito', stored: { ...nothing, accounts: 1, documents: 1, messages: 1 } },
  // The notice that the identity was proved, and one to the replaced mobile.
  'Compruebe su identidad': { says: 'sigue a la plataforma', stored: { ...nothing, documents: 1, messages: 2 } },
  'Registrar Persona Jurídica': { says: 'Éxito', stored: { ...nothing, accounts: 1, documents: 1, messages: 1 } },
  'Registrar Migrante': { says: 'Éxito', stored: { ...nothing, accounts: 1, messages: 1 } },
};

/** What is wrong with a cell, in words; empty where nothing is. */
export function faultsOf(cell: Cell): readonly string[] {
  return cell.mode === 'normal' ? faultsWhenWell(cell) : faultsWhenSilent(cell, cell.mode);
}

function faultsWhenWell({ way, first, stored }: Cell): readonly string[] {
  const { says, stored: wanted } = opened[way.page] ?? { says: 'empresa.tipo: OTEC', stored: nothing };
  return [
    ...wrongUnless([first.says.startsWith(says), `it says ${first.says}`]),
    ...wrongUnless([same(stored, wanted), `it stored ${JSON.stringify(stored)}`]),
    ...wrongUnless([first.ms < longest.normal, `it took ${first.ms.toFixed(0)} ms`]),
  ];
}

function faultsWhenSilent({ way, first, resting, stored }: Cell, mode: Exclude<Mode, 'normal'>): readonly string[] {
  const wait = resting?.retryAfter ?? 0;
  return [
    ...wordsWrong(way, first),
    ...wrongUnless([first.ms < longest[mode], `it took ${first.ms.toFixed(0)} ms`]),
    ...wrongUnless([mode !== 'slow' || first.ms > SHORTEST_SLOW_MS, `it waited only ${first.ms.toFixed(0)} ms`]),
    ...wrongUnless([resting !== undefined, 'the breaker never opened']),
    ...(resting ? wordsWrong(way, resting) : []),
    ...wrongUnless([resting === undefined || resting.ms < RESTING_MS, `at rest it took ${resting?.ms.toFixed(0)} ms`]),
    ...wrongUnless([way.registry === 'otec' || (wait >= 1 && wait <= REST_S), `at rest it says to wait ${wait} s`]),
    ...wrongUnless([same(stored, nothing), `it stored ${JSON.stringify(stored)}`]),
  ];
}

/** Whether a page shows M-70 with 503; for the register of OTEC, whose silence refuses no user, EMPRESA with 200. */
export function wordsWrong({ registry }: Pick<Way, 'registry'>, { status, says }: Seen): readonly string[] {
  const [wanted, words] = registry === 'otec' ? [200, 'empresa.tipo: EMPRESA'] : [503, silence(registry)];
  return wrongUnless([status === wanted && says === words, `status ${status}, it says ${says}`]);
}

const wrongUnless = ([holds, words]: readonly [boolean, string]): readonly string[] => (holds ? [] : [words]);
const same = (one: Stored, other: Stored): boolean => JSON.stringify(one) === JSON.stringify(other);
