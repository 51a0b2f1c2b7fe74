import { randomUUID } from 'node:crypto';
import type { Account, Identifier } from '../../src/domain/account.ts';
import type { Email } from '../../src/domain/email.ts';
import type { Phone } from '../../src/domain/phone.ts';
import type { Rut } from '../../src/domain/rut.ts';
import type { NewAccount } from '../../src/ports/accounts.ts';
import type { Actor } from '../../src/ports/companies.ts';
import { closingAccounts } from '../helpers/proof/registrations.ts';
import type { Scene } from './scene.ts';

const rosa = '44000001-0' as Rut;
const name = { given: 'Rosa Elena', paternal: 'Soto', maternal: 'Díaz' };

type Holder = Pick<NewAccount, 'profile' | 'kind' | 'identidad'> & { readonly identifier: string };

const person = { profile: 'natural', kind: 'RUN', identidad: 'declarada' } as const;
const migrant = { ...person, profile: 'migrante', kind: 'NIE' } as const;

const holders = {
  rosa: { ...person, identifier: rosa, identidad: 'documento' },
  pedro: { ...person, identifier: '44000002-9' },
  camila: { ...person, identifier: '44000003-7' },
  maria: { ...person, identifier: '44000005-3' },
  luis: { ...person, identifier: '44000010-K' },
  juana: { ...person, identifier: '44000610-8' },
  panaderia: { ...person, profile: 'juridica', kind: 'RUT', identifier: '54000001-8' },
  corporacion: { ...person, profile: 'juridica', kind: 'RUT', identifier: '54000103-0' },
  marie: { ...migrant, identifier: '199000001-4' },
  jorge: { ...migrant, identifier: '199000002-2' },
  facilitador: { ...migrant, profile: 'facilitador', identidad: 'revisada', identifier: '199000001-4' },
} as const satisfies Record<string, Holder>;

/** Whose forms are filled in. */
export type Cast = Readonly<Record<keyof typeof holders, Account>>;

/** A day later: every account is a new one, and no budget has counted anything. */
export async function newCast(scene: Scene): Promise<Cast> {
  await scene.query(closingAccounts("state <> 'cerrada'"));
  await scene.query('delete from throttles');
  const cast: Partial<Record<keyof Cast, Account>> = {};
  for (const who of Object.keys(holders) as (keyof Cast)[]) cast[who] = await open(scene, holders[who]);
  return cast as Cast;
}

async function open({ deps, hashes }: Scene, holder: Holder): Promise<Account> {
  const company = holder.profile === 'juridica';
  const account = await deps.accounts.add({
    id: randomUUID(),
    ...holder,
    identifier: holder.identifier as Identifier,
    ...(deps.policy.asksQuestion ? { question: { id: 1, answerHash: hashes.answer } } : {}),
    personal: {
      ...(company
        ? { company: { razonSocial: 'Panadería Los Andes SpA', representative: { run: rosa, name } } }
        : { name }),
      email: `${holder.identifier}@correo.example` as Email,
      mobile: '+56940000001' as Phone,
      address: { street: 'Pasaje Los Aromos', number: '123', comuna: '13101' },
    },
    keyHash: hashes.key,
    simulado: true,
  });
  await deps.accounts.activate(account.id);
  if (company) await deps.companies.addActor(account.id, { run: rosa, name, identidad: 'documento' });
  return account;
}

/** Who acts for an account, where it is a company's. */
export const actorOf = ({ deps }: Scene, { id, profile }: Account): Promise<Actor | undefined> =>
  profile === 'juridica' ? deps.companies.findActor(id, { run: rosa }) : Promise.resolve(undefined);
