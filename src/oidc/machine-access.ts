import { type Client, errors, type KoaContextWithOIDC } from 'oidc-provider';
import { organisationStands } from '../account/organisation-standing.ts';
import { idOfMachine, isOpen, type Machine, type OrganisationApi, openApis } from '../domain/machine.ts';
import type { Deps } from '../ports/deps.ts';
import { MACHINE_CREDENTIALS, machineOf } from './clients/machine-fields.ts';

type Context = Pick<KoaContextWithOIDC, 'oidc'>;

/** By which credential the machine of a request proved itself. */
const proved = new WeakMap<object, number>();

/** Notes the credential of this request. */
export function noteCredential(ctx: Context | undefined, number: number): void {
  if (ctx) proved.set(ctx.oidc, number);
}

/**
 * Requires of a machine's assertion that its header names the key (`kid`), and notes the credential. Throws
 * `invalid_client` where the key is none of the machine's, or has ended.
 */
export function assertNamesKey(
  ctx: Context,
  { kid }: Readonly<Record<string, unknown>>,
  client: Client,
  now: Date,
): void {
  const credentials = machineOf(client)[MACHINE_CREDENTIALS];
  if (!credentials) return;
  const found = credentials.find((one) => one.kid !== undefined && one.kid === kid && now.getTime() < one.until);
  if (!found) throw new errors.InvalidClientAuth('the kid of the assertion names no key of this machine in force');
  noteCredential(ctx, found.number);
}

interface Issued {
  readonly kind?: string;
  readonly clientId?: string | undefined;
  readonly aud?: unknown;
  readonly scope?: unknown;
}

/**
 * What a token of a machine says: its organisation, and the credential that it rests on. Both are read anew from the
 * database, so that an ended credential gets no token on any instance, and no instance gives a scope that was taken
 * away. No registry is asked: `watchCompanies` reads the SII's answer about a company whose machine was used, and what is
 * stored decides. Throws `invalid_client` where the credential has ended or the organisation does not stand, and
 * `invalid_scope` where the machine has not all scopes of the token.
 */
export const machineClaims =
  (deps: Deps) =>
  async (
    ctx: Context | undefined,
    { kind, clientId = '', aud, scope }: Issued,
  ): Promise<Record<string, unknown> | undefined> => {
    const id = kind === 'ClientCredentials' ? idOfMachine(clientId) : undefined;
    if (id === undefined || !ctx) return undefined;
    const number = proved.get(ctx.oidc);
    const machine = await machineInForce(deps, id, number);
    if (!machine || number === undefined) throw new errors.InvalidClientAuth('the machine or its credential has ended');
    if (!isOpen(machine.apis, aud, wordsOf(scope)))
      throw new errors.InvalidScope('the machine does not have all of these scopes any more', wordsOf(scope).join(' '));
    await deps.machines.noteUse(id, number);
    const { rut, razonSocial } = machine.organisation;
    return { organizacion: { rut, razon_social: razonSocial }, credencial: number };
  };

/** What introspection knows of a token. */
export interface KnownToken {
  readonly credential: unknown;
  readonly aud: unknown;
  readonly scope: unknown;
  /** Of whom it is (`principalId`); undefined for a token of a client itself. */
  readonly holder?: string | undefined;
}

/** Says whether a token of the machine with this id is still good. */
type MachineTokenStands = (id: string, token: KnownToken) => Promise<boolean>;

/**
 * Whether the credential of a machine's token is in force, its organisation stands, and the machine still has every
 * scope of the token (rules, Introspection): `apis` are what the files open to organisations now.
 */
export const machineTokenStands =
  (deps: Deps, apis: readonly OrganisationApi[]): MachineTokenStands =>
  async (id, { credential, aud, scope }) => {
    const machine = await machineInForce(deps, id, Number(credential));
    return machine !== undefined && isOpen(openApis(machine.apis, apis), aud, wordsOf(scope));
  };

const wordsOf = (scope: unknown): readonly string[] => (typeof scope === 'string' ? scope.split(' ') : []);

async function machineInForce(deps: Deps, id: string, number: number | undefined): Promise<Machine | undefined> {
  const machine = await deps.machines.find(id);
  const credential = machine?.credentials.find((one) => one.number === number);
  if (!machine || !credential || deps.now() >= credential.until) return undefined;
  return (await organisationStands(deps, machine.organisation.rut)) ? machine : undefined;
}
