import { memberName } from '../../../account/end-membership.ts';
import { actorName } from '../../../domain/account.ts';
import {
  credentialMonths,
  credentialsAt,
  type Machine,
  type MachineCredential,
  MOST_CREDENTIALS,
  machineClientId,
  mayWithMachine,
  type OrganisationApi,
  openApis,
  scopeNames,
} from '../../../domain/machine.ts';
import type { Catalogue } from '../../../locales/locale.ts';
import type { Deps } from '../../../ports/deps.ts';
import type { LastUses } from '../../../ports/machines.ts';
import { machineCode } from './machine-code.ts';
import { type Faults, offeredScopes } from './machine-forms.ts';
import { MACHINES, wordsOfFaults } from './machine-portal.ts';
import type { OwnMachine } from './own-machine.ts';

/** What the sheet of a machine is made from. */
interface SheetNeeds extends Pick<OwnMachine, 'machine' | 'role'> {
  readonly deps: Pick<Deps, 'accounts' | 'companies' | 'now' | 'issuer'>;
  readonly uses: LastUses;
  readonly apis: readonly OrganisationApi[];
  readonly texts: Catalogue;
}

/** The locals of the sheet: nothing of a credential is secret here, and only who administers gets its forms. */
export async function machineSheetLocals(
  { machine, role, deps, uses, apis, texts }: SheetNeeds,
  faults: Faults = {},
  values: Readonly<Record<string, string>> = {},
  ticked?: readonly string[],
) {
  const { titles, kinds, months } = texts.pages.developers.machines;
  const valid = credentialsAt(machine.credentials, deps.now());
  const day = texts.formats.longDay;
  const decides = mayWithMachine('decide', role);
  return {
    title: titles.sheet(machine.name),
    back: MACHINES,
    name: machine.name,
    organisation: machine.organisation.razonSocial,
    ...callsOf(machine, valid, deps.issuer, apis),
    ...scopeLocals(machine, apis, ticked),
    credentials: await Promise.all(
      valid.map(async (one) => ({
        number: one.number,
        label: one.label,
        kind: kinds[one.kind],
        kid: one.jwk?.kid,
        made: [day(one.from), await nameOf(deps, one.by)].filter(Boolean).join(', por '),
        until: day(one.until),
        used: usedText(texts, uses.get(one.number)),
      })),
    ),
    decides,
    makes: decides && valid.length < MOST_CREDENTIALS,
    terms: credentialMonths.map((value) => ({ value: String(value), text: months(value) })),
    values,
    ...wordsOfFaults(texts, faults),
  };
}

/** What the machine has now, what no API opens any more, and what can be ticked. */
function scopeLocals(machine: Machine, known: readonly OrganisationApi[], ticked?: readonly string[]) {
  const open = openApis(machine.apis, known);
  const shown = scopeNames(open);
  return {
    apis: open.map(({ identifier, scopes }) => ({
      name: known.find((api) => api.identifier === identifier)?.name ?? identifier,
      identifier,
      scopes: scopes.join(' '),
    })),
    closed: scopeNames(machine.apis)
      .filter((name) => !shown.includes(name))
      .map((name) => name.replace(/^(\S+) (\S+)$/, '$2 ($1)')),
    offered: offeredScopes(known),
    shown: shown.join(' '),
    ticked: ticked ?? shown,
  };
}

/** What the machine calls, and the code that does it; none where no API is open to it. */
function callsOf(
  { id, apis: own }: Machine,
  valid: readonly MachineCredential[],
  issuer: string,
  apis: readonly OrganisationApi[],
) {
  const called = { issuer, clientId: machineClientId(id), tokenEndpoint: `${issuer}/oidc/token` };
  const [open] = openApis(own, apis);
  const kid = valid.find(({ jwk }) => jwk)?.jwk?.kid;
  const code = open && machineCode({ ...called, kid, resource: open.identifier, scope: open.scopes.join(' ') });
  return { clientId: called.clientId, tokenEndpoint: called.tokenEndpoint, code };
}

/** A day in UTC, shown as that day. */
const usedText = ({ pages, formats }: Catalogue, day: string | undefined): string =>
  day ? formats.longDay(new Date(`${day}T12:00:00Z`)) : pages.developers.machines.neverUsed;

async function nameOf(
  { accounts, companies }: SheetNeeds['deps'],
  { accountId, subject }: MachineCredential['by'],
): Promise<string | undefined> {
  const actor = subject === undefined ? undefined : await companies.findActor(accountId, { subject });
  if (actor) return actorName(actor);
  const account = await accounts.find(accountId);
  return account && memberName(account);
}
