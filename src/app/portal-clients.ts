import type { ClientMetadata } from 'oidc-provider';
import type pino from 'pino';
import type { Config } from '../config/config.ts';
import { type Logos, logoAddress } from '../domain/logo.ts';
import { type PortalClient, servedData } from '../domain/portal-client.ts';
import type { ClientsWithLogos } from '../oidc/clients/logos.ts';
import { machineMetadata, organisationApis } from '../oidc/clients/machine.ts';
import { portalJudge, portalMetadata } from '../oidc/clients/portal.ts';
import type { Deps } from '../ports/deps.ts';
import type { JudgePortalClient } from '../ports/portal-rules.ts';

export interface PortalNeeds {
  readonly deps: Pick<Deps, 'files' | 'machines' | 'portalClients'>;
  readonly log: pino.Logger;
}

/**
 * The clients of the portal that are served beside those of the files, and their logos; those that cannot be are logged
 * by number.
 */
export async function clientsOfPortal(
  { deps, log }: PortalNeeds,
  { fictional: sandbox, production, egressAllow }: Pick<Config, 'egressAllow' | 'fictional' | 'production'>,
  files: readonly ClientMetadata[],
  before?: Logos,
): Promise<ClientsWithLogos> {
  const { clients, unverified } = await deps.portalClients.all();
  const taken = new Set(files.map(({ client_id }) => client_id));
  const logos = await logosOf(deps, clients, sandbox, before);
  const { served, wrong } = portalMetadata(clients, {
    sandbox,
    taken,
    neverCalled: production ? egressAllow : undefined,
    logos,
  });
  if (unverified + wrong > 0) log.error({ unverified, wrong }, 'platforms of the portal are not served');
  return { clients: served, logos };
}

/** The pictures of what is served; one that waits for the scanner or was rejected is none. */
async function logosOf(
  { files }: Pick<Deps, 'files'>,
  clients: readonly PortalClient[],
  sandbox: boolean,
  before?: Logos,
): Promise<Logos> {
  const logos = new Map<string, Uint8Array>();
  for (const { file, sha256 } of clients.flatMap((one) => servedData(one, sandbox)?.logo ?? [])) {
    const address = logoAddress(sha256);
    const known = (await files.find(file))?.state === 'limpio' ? before?.get(address) : undefined;
    const picture = known ?? (await files.pixels(file, 1));
    if (picture) logos.set(address, picture);
  }
  return logos;
}

/** The machines of organisations, which are served beside them; those whose row is wrong are logged by number. */
export async function machinesOf(
  { deps, log }: PortalNeeds,
  files: readonly ClientMetadata[],
): Promise<readonly ClientMetadata[]> {
  const { machines, unverified } = await deps.machines.all();
  if (unverified > 0) log.error({ unverified }, 'machines of organisations are not served');
  return machineMetadata(machines, organisationApis(files));
}

/** Judges a client of the portal; development may name addresses of this machine. */
export const judgeOfPortal = (
  { production, fictional, egressAllow }: Pick<Config, 'egressAllow' | 'fictional' | 'production'>,
  clients: readonly ClientMetadata[],
): JudgePortalClient =>
  portalJudge({
    fictional,
    neverCalled: production ? egressAllow : undefined,
    namesTaken: clients
      .filter(({ portal_organisation, machine_of }) => portal_organisation === undefined && machine_of === undefined)
      .map(({ client_id, client_name }) => client_name ?? client_id),
  });
