import { z } from 'zod';
import type { CivilRegistry } from '../../ports/civil-registry.ts';
import { Unavailable } from '../../ports/unavailable.ts';

const LIMIT_MS = 3000;

/** Shapes after the State's own service (domain annex, 6); what else it says is dropped here. */
const person = z.object({
  rut: z.number(),
  dv: z.string(),
  nombres: z.string().min(1),
  apellidoPaterno: z.string().min(1),
  apellidoMaterno: z.string().nullish(),
  fechaDefuncion: z.string().nullish(),
});
const card = z.object({
  Rut: z.number(),
  Dv: z.string(),
  EstadoRespuesta: z.enum([
    'Correcto',
    'DatosInexistentes',
    'SolicitudFormatoInvalido',
    'ErrorTecnico',
    'ErrorAutentificacion',
  ]),
  IndicadorVigencia: z.enum(['S', 'N']).nullish(),
  IndicadorBloqueo: z.string().nullish(),
});

/** The Registro Civil over HTTP: bearer token from the address, three seconds, and an answer about the one asked. */
export function httpCivilRegistry(address: string): CivilRegistry {
  const base = new URL(address);
  const token = decodeURIComponent(base.password || base.username);
  base.username = '';
  base.password = '';
  const ask = async <T extends z.ZodType>(path: string, shape: T, body?: object): Promise<z.output<T> | undefined> => {
    try {
      const response = await fetch(new URL(path, `${base.href.replace(/\/$/, '')}/`), {
        method: body ? 'POST' : 'GET',
        redirect: 'error',
        headers: {
          authorization: `Bearer ${token}`,
          accept: 'application/json',
          ...(body ? { 'content-type': 'application/json' } : {}),
        },
        signal: AbortSignal.timeout(LIMIT_MS),
        ...(body ? { body: JSON.stringify(body) } : {}),
      });
      if (response.status === 404) return undefined;
      if (!response.ok) throw new Error(`status ${response.status}`);
      return shape.parse(await response.json());
    } catch (cause) {
      throw new Unavailable('civil-registry', { cause });
    }
  };

  return {
    simulado: false,
    async findPerson(run) {
      const found = await ask(`personas/${run}`, person);
      if (!found) return undefined;
      assertAbout(run, found.rut, found.dv);
      const name = {
        given: found.nombres,
        paternal: found.apellidoPaterno,
        maternal: found.apellidoMaterno ?? undefined,
      };
      return { run, name, deceased: Boolean(found.fechaDefuncion) };
    },
    async verifyCedula(run, serial) {
      const found = await ask('cedulas/verificacion', card, { run, numero: serial });
      if (!found || found.EstadoRespuesta === 'DatosInexistentes') return 'absent';
      assertAbout(run, found.Rut, found.Dv);
      if (found.EstadoRespuesta === 'SolicitudFormatoInvalido') return 'mismatch';
      if (found.EstadoRespuesta !== 'Correcto') throw new Unavailable('civil-registry');
      if (found.IndicadorBloqueo !== 'NO_BLOQUEADO') return 'blocked';
      return found.IndicadorVigencia === 'S' ? 'matches' : 'expired';
    },
  };
}

/** An answer about somebody else is no answer. */
function assertAbout(run: string, number: number, digit: string): void {
  if (`${number}-${digit.toUpperCase()}` !== run)
    throw new Unavailable('civil-registry', { cause: new Error('answer about another person') });
}
