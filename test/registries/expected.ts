import type { Mode } from '../../simulator/switches.ts';
import type { Stored } from './stored.ts';
import type { RegistryId } from './switchboard.ts';
import type { Seen } from './visitors.ts';
import type { Way } from './ways.ts';

/** One page under one switch: the first answer, the one while the house lets the registry rest, and what was added. */
export interface Cell {
  readonly way: Way;
  readonly mode: Mode;
  readonly first: Seen;
  readonly resting?: Seen | undefined;
  /** By every try together. */
  readonly stored: Stored;
}

const services: Readonly<Record<RegistryId, string>> = {
  srcei: 'El servicio del Registro Civil',
  sii: 'El servicio del SII',
  nie: 'El registro de NIE',
  otec: 'El registro de OTEC y OTIC',
};

/** What M-70 says of this registry. */
export const silence = (registry: RegistryId): string =>
  `${services[registry]} no está disponible en este momento. No contamos este intento. Vuelva a probar en unos minutos o llame al 800 80 10 30.`;

/** Why a switch makes a registry silent, as the log names it. */
export const reasons: Readonly<Record<Exclude<Mode, 'normal'>, string>> = {
  slow: 'time-out',
  down: 'server-error',
  reset: 'transport',
  garbage: 'garbage',
  'wrong-person': 'other-person',
};

/** Milliseconds that one question may take: seven seconds by promise, and a noisy machine's own. */
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
  // The notice that the identity was proved, and one to the mobile of before, which ends.
  'Compruebe su identidad': { says: 'sigue a la plataforma', stored: { ...nothing, documents: 1, messages: 2 } },
  'Registrar Persona Jurídica': { says: 'Éxito', stored: { ...nothing, accounts: 1, documents: 1, messages: 1 } },
  'Registrar Migrante': { says: 'Éxito', stored: { ...nothing, accounts: 1, messages: 1 } },
};

/** What is wrong with a cell, in words; empty when all is well. */
export function faultsOf(cell: Cell): readonly string[] {
  return cell.mode === 'normal' ? faultsWhenWell(cell) : faultsWhenSilent(cell, cell.mode);
}

function faultsWhenWell({ way, first, stored }: Cell): readonly string[] {
  const { says, stored: wanted } = opened[way.page] ?? { says: 'empresa.tipo: OTEC', stored: nothing };
  return [
    ...told([first.says.startsWith(says), `it says ${first.says}`]),
    ...told([same(stored, wanted), `it stored ${JSON.stringify(stored)}`]),
    ...told([first.ms < longest.normal, `it took ${first.ms.toFixed(0)} ms`]),
  ];
}

function faultsWhenSilent({ way, first, resting, stored }: Cell, mode: Exclude<Mode, 'normal'>): readonly string[] {
  const wait = resting?.retryAfter ?? 0;
  return [
    ...wordsWrong(way, first),
    ...told([first.ms < longest[mode], `it took ${first.ms.toFixed(0)} ms`]),
    ...told([mode !== 'slow' || first.ms > SHORTEST_SLOW_MS, `it waited only ${first.ms.toFixed(0)} ms`]),
    ...told([resting !== undefined, 'the breaker never opened']),
    ...(resting ? wordsWrong(way, resting) : []),
    ...told([resting === undefined || resting.ms < RESTING_MS, `at rest it took ${resting?.ms.toFixed(0)} ms`]),
    ...told([way.registry === 'otec' || (wait >= 1 && wait <= REST_S), `at rest it says to wait ${wait} s`]),
    ...told([same(stored, nothing), `it stored ${JSON.stringify(stored)}`]),
  ];
}

/** Whether a page says M-70 with 503; for the register of OTEC, whose silence keeps nobody out, EMPRESA with 200. */
export function wordsWrong({ registry }: Pick<Way, 'registry'>, { status, says }: Seen): readonly string[] {
  const [wanted, words] = registry === 'otec' ? [200, 'empresa.tipo: EMPRESA'] : [503, silence(registry)];
  return told([status === wanted && says === words, `status ${status}, it says ${says}`]);
}

const told = ([holds, words]: readonly [boolean, string]): readonly string[] => (holds ? [] : [words]);
const same = (one: Stored, other: Stored): boolean => JSON.stringify(one) === JSON.stringify(other);
