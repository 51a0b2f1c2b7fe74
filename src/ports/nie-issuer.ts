import type { FacilitadorData } from '../domain/facilitador/facilitador-data.ts';
import type { Nie } from '../domain/nie.ts';

/** For whom a NIE is asked. */
export interface NieRequest extends Pick<FacilitadorData, 'document' | 'name' | 'sex' | 'birthDate' | 'country'> {
  /** Id of the request, a UUID: the same one gets the same NIE, however often it is asked. */
  readonly id: string;
}

/** The register of NIE, as far as it gives numbers. */
export interface NieIssuer {
  /** Gives the person a NIE, or the one given before. Throws Unavailable when the register does not answer in time. */
  issue(request: NieRequest): Promise<Nie>;
}
