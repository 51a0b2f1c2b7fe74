import type { Deps } from '../../../src/ports/deps.ts';
import { simulatedCivilRegistry } from './civil-registry.ts';
import { simulatedNieIssuer } from './nie-issuer.ts';
import { simulatedNieRegistry } from './nie-registry.ts';
import { simulatedOtecRegistry } from './otec-registry.ts';
import { simulatedTaxRegistry } from './tax-registry.ts';

type Registries = Pick<Deps, 'civilRegistry' | 'taxRegistry' | 'nieRegistry' | 'nieIssuer' | 'otecRegistry'>;

/** The four registries within this process, which know the fictional people and companies only. */
export const registriesInProcess = (now: () => Date = () => new Date()): Registries => ({
  civilRegistry: simulatedCivilRegistry(),
  taxRegistry: simulatedTaxRegistry(now),
  nieRegistry: simulatedNieRegistry(),
  nieIssuer: simulatedNieIssuer(),
  otecRegistry: simulatedOtecRegistry(now),
});
