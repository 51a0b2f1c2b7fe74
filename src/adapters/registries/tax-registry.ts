import { z } from 'zod';
import type { Rut } from '../../domain/rut.ts';
import type { Company, TaxRegistry } from '../../ports/tax-registry.ts';
import { calendarDate } from './calendar-date.ts';
import { isFictionalRut, partsOf } from './identifier.ts';
import { type RegistrySettings, registryCall } from './registry-call.ts';

/** What the SII says of a taxpayer (domain annex, 6); the representatives are those in force. */
export const companyShape = z.object({
  rut: z.number(),
  dv: z.string(),
  RazonSocial: z.string().min(1),
  EstadoGiro: z.enum(['VIGENTE', 'TERMINO_GIRO']),
  representantes: z.array(z.object({ rut: z.number().int().positive(), dv: z.string(), fechaInicio: calendarDate })),
});

/** The SII over HTTP. */
export function httpTaxRegistry(settings: RegistrySettings): TaxRegistry {
  const ask = registryCall('tax-registry', settings);
  const { simulado } = settings;
  return {
    simulado,
    async findCompany(company) {
      if (!simulado && isFictionalRut(company)) return undefined;
      const [rut, dv] = partsOf(company);
      const found = await ask({
        operation: 'company',
        path: 'contribuyentes/consulta',
        about: company,
        body: { rut, dv },
        shape: companyShape,
        aboutOf: (answer) => [answer.rut, answer.dv],
      });
      return found && companyOf(company, found);
    },
  };
}

const companyOf = (rut: Rut, found: z.output<typeof companyShape>): Company => ({
  rut,
  razonSocial: found.RazonSocial,
  estado: found.EstadoGiro === 'VIGENTE' ? 'vigente' : 'termino_giro',
  representantes: found.representantes.map((one) => ({
    run: `${one.rut}-${one.dv.toUpperCase()}` as Rut,
    since: new Date(one.fechaInicio),
  })),
});
