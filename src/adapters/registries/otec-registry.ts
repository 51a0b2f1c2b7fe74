import { z } from 'zod';
import type { OtecRegistry } from '../../ports/otec-registry.ts';
import { checkCharacter, identifierNumber, optionalCodeOf } from './fields.ts';
import { isFictionalRut, partsOf } from './identifier.ts';
import { type RegistrySettings, registryCall } from './registry-call.ts';

/** What SENCE's register answers about a body that is in it. */
export const bodyShape = z.object({
  rut: identifierNumber,
  dv: checkCharacter,
  tipo: optionalCodeOf(['OTEC', 'OTIC', 'EMPRESA']),
});

/** SENCE's register of OTEC and OTIC over HTTP. */
export function httpOtecRegistry(settings: RegistrySettings): OtecRegistry {
  const ask = registryCall('otec-registry', settings);
  return {
    async kindOf(company) {
      if (!settings.simulado && isFictionalRut(company)) return 'EMPRESA';
      const [rut, dv] = partsOf(company);
      const found = await ask({
        operation: 'kind',
        path: 'organismos/consulta',
        about: company,
        body: { rut, dv },
        shape: bodyShape,
        names: ['rut', 'dv'],
      });
      return found?.tipo ?? 'EMPRESA';
    },
  };
}
