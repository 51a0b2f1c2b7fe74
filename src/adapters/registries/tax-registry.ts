import { z } from 'zod';
import { type Rut, rutOfParts } from '../../domain/rut.ts';
import type { Company, Representative, TaxRegistry } from '../../ports/tax-registry.ts';
import { checkCharacter, codeOf, identifierNumber, optionalDate, requiredText } from './fields.ts';
import { isFictionalRut, partsOf } from './identifier.ts';
import { isFuture } from './person-fields.ts';
import { type RegistrySettings, registryCall } from './registry-call.ts';

const representative = z.object({ rut: identifierNumber, dv: checkCharacter, fechaInicio: optionalDate });

/**
 * What the SII answers about a taxpayer (rules, Registry answers); the representatives are those in force. A list of
 * one may come as that one; null, or no list at all, is no answer, because it would end every session of the company.
 */
export const companyShape = z.object({
  rut: identifierNumber,
  dv: checkCharacter,
  RazonSocial: requiredText,
  EstadoGiro: codeOf(['VIGENTE', 'TERMINO_GIRO']),
  representantes: z.union([z.array(representative), representative]),
});

/** The SII over HTTP. */
export function httpTaxRegistry(settings: RegistrySettings): TaxRegistry {
  const ask = registryCall('tax-registry', settings);
  const { simulado, now } = settings;
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
        names: ['rut', 'dv'],
        impossible: (answer) => (listOf(answer).every(isRut) ? [] : ['representantes']),
      });
      return found && companyOf(company, found, now());
    },
  };
}

type Answer = z.output<typeof companyShape>;
type Listed = z.output<typeof representative>;

const companyOf = (rut: Rut, found: Answer, now: Date): Company => ({
  rut,
  razonSocial: found.RazonSocial,
  estado: found.EstadoGiro === 'VIGENTE' ? 'vigente' : 'termino_giro',
  representantes: inForce(listOf(found), now),
});

const listOf = ({ representantes: said }: Answer): readonly Listed[] => [said].flat();

const isRut = ({ rut, dv }: Listed): boolean => rutOfParts(rut, dv) !== undefined;

/** A representative who is listed twice counts once; one whose term begins later does not count yet. */
function inForce(listed: readonly Listed[], now: Date): readonly Representative[] {
  const begun = listed.filter(({ fechaInicio }) => !isFuture(fechaInicio, now));
  const runs = new Set(begun.flatMap(({ rut, dv }) => rutOfParts(rut, dv) ?? []));
  return [...runs].map((run) => {
    const since = begun.find(({ rut, dv }) => `${rut}-${dv}` === run)?.fechaInicio;
    return { run, since: since === undefined ? undefined : new Date(since) };
  });
}
