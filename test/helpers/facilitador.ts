import type { ExecutionContext } from 'ava';
import { actFor } from '../../src/account/representation.ts';
import { parseEmail } from '../../src/domain/email.ts';
import type { FacilitadorData } from '../../src/domain/facilitador/facilitador-data.ts';
import type { FacilitadorRequest } from '../../src/domain/facilitador/facilitador-request.ts';
import { parseRun } from '../../src/domain/rut.ts';
import { openWithCompany } from './company-factor.ts';
import { jpeg } from './files/images.ts';
import { onePage } from './files/pdfs.ts';
import { receive } from './files/receive.ts';
import { owner } from './recovery.ts';

/** A facilitador whom Panadería Los Andes asks for. */
export const facilitador = (email = 'ines@correo.example'): FacilitadorData => ({
  document: { kind: 'pasaporte', number: 'XA123456' },
  name: { given: 'Inés', paternal: 'Quispe', maternal: 'Mamani' },
  sex: 'F',
  birthDate: '1988-02-29',
  country: 'PE',
  email: parseEmail(email),
});

/** An app with the company, and what its representative Rosa asks. */
export async function openWithRequester(t: ExecutionContext) {
  const { app, account } = await openWithCompany(t);
  const run = parseRun('44.000.001-0');
  const { subject } = await actFor(app.deps, account, run, owner);
  const ask = async (email?: string): Promise<FacilitadorRequest> => {
    const ofCompany = { owner: { accountId: account.id } };
    const declaration = await receive(app, onePage(), { ...ofCompany, purpose: 'declaracion' });
    const document = await receive(app, await jpeg(), { ...ofCompany, purpose: 'documento-facilitador' });
    return app.deps.facilitadorRequests.open({
      company: { accountId: account.id, rut: account.identifier as typeof run, razonSocial: 'Panadería Los Andes SpA' },
      askedBy: { subject, run },
      data: facilitador(email),
      files: { declaration: declaration.id, document: document.id },
    });
  };
  return { app, account, ask };
}
