import { httpCivilRegistry } from '../../../src/adapters/registries/civil-registry.ts';
import { httpNieIssuer } from '../../../src/adapters/registries/nie-issuer.ts';
import { httpNieRegistry } from '../../../src/adapters/registries/nie-registry.ts';
import { httpOtecRegistry } from '../../../src/adapters/registries/otec-registry.ts';
import type { RegistryLine } from '../../../src/adapters/registries/registry-call.ts';
import { httpTaxRegistry } from '../../../src/adapters/registries/tax-registry.ts';
import type { Registries } from '../../../src/app/registries.ts';
import type { CedulaSerial } from '../../../src/domain/cedula.ts';
import { parseNie } from '../../../src/domain/nie.ts';
import { parseRun, parseRut } from '../../../src/domain/rut.ts';

export type { Registries };

/** Rosa, whose card is in force. */
export const rosa = parseRun('44.000.001-0');
export const serial = '512345678' as CedulaSerial;
/** Panadería Los Andes, with two representatives. */
export const panaderia = parseRut('54.000.001-8');
export const otec = parseRut('54.000.109-K');
export const marie = parseNie('199.000.001-4');

export interface OverHttp extends Registries {
  /** What was logged, oldest first. */
  readonly lines: readonly RegistryLine[];
  /** Moves the clock of the breakers. */
  advance(ms: number): void;
}

/** The four over HTTP, each behind `http://:token@localhost:<port>/<name>`, with a clock of their own. */
export function overHttp(port: number, token: string, { simulado = true } = {}): OverHttp {
  const lines: RegistryLine[] = [];
  let time = Date.now();
  const settings = (name: string) => ({
    address: `http://:${encodeURIComponent(token)}@localhost:${port}/${name}`,
    simulado,
    now: () => new Date(time),
    log: (line: RegistryLine) => void lines.push(line),
  });
  return {
    civilRegistry: httpCivilRegistry(settings('srcei')),
    taxRegistry: httpTaxRegistry(settings('sii')),
    nieRegistry: httpNieRegistry(settings('nie')),
    nieIssuer: httpNieIssuer(settings('nie')),
    otecRegistry: httpOtecRegistry(settings('otec')),
    lines,
    advance: (ms) => {
      time += ms;
    },
  };
}

/** One question to each port, about a person or company that it holds. */
export const questions = {
  'srcei person': ['srcei', ({ civilRegistry }: Registries) => civilRegistry.findPerson(rosa)],
  'srcei card': ['srcei', ({ civilRegistry }: Registries) => civilRegistry.verifyCedula(rosa, serial)],
  sii: ['sii', ({ taxRegistry }: Registries) => taxRegistry.findCompany(panaderia)],
  nie: ['nie', ({ nieRegistry }: Registries) => nieRegistry.findPerson(marie)],
  otec: ['otec', ({ otecRegistry }: Registries) => otecRegistry.kindOf(otec)],
} as const;
