import type { PortalClient, PortalSecret, PortalState, Suspension } from '../../../domain/portal-client.ts';
import { nextNotice } from '../../../domain/portal-secret.ts';
import type { Rut } from '../../../domain/rut.ts';
import type { KeyMaterial } from '../../secrets.ts';

export interface PortalRow {
  readonly id: string;
  readonly organisation: Rut;
  readonly state: PortalState;
  readonly content: Buffer;
  readonly notice_at: Date | null;
  readonly created_at: Date;
  readonly changed_at: Date;
  readonly version: number;
}

type Dated<T, Key extends keyof T> = Omit<T, Key> & { readonly [One in Key]: string | undefined };

/** What is sealed of a client: JSON has no dates. */
interface Content extends Pick<PortalClient, 'sector' | 'data' | 'reviewed' | 'revision' | 'comments' | 'lastSecret'> {
  readonly razonSocial: string;
  readonly secrets: readonly Dated<PortalSecret, 'from' | 'until'>[];
  readonly suspension?: Dated<Suspension, 'at' | 'until'> | undefined;
}

/** Under which name the content is sealed. */
const placeOf = (id: string): string => `portal-client:${id}`;

const dateOf = (text: string | undefined): Date => new Date(String(text));

/** The client of a row. */
export function toPortalClient(row: PortalRow, secrets: Pick<KeyMaterial, 'open'>): PortalClient {
  const { razonSocial, ...content } = JSON.parse(secrets.open(row.content, placeOf(row.id))) as Content;
  return {
    ...content,
    id: row.id,
    organisation: { rut: row.organisation, razonSocial },
    state: row.state,
    secrets: content.secrets.map((one) => ({ ...one, from: dateOf(one.from), until: dateOf(one.until) })),
    suspension: content.suspension && {
      ...content.suspension,
      at: dateOf(content.suspension.at),
      until: content.suspension.until ? dateOf(content.suspension.until) : undefined,
    },
    createdAt: row.created_at,
    changedAt: row.changed_at,
    version: row.version,
  };
}

type Written = Omit<PortalRow, 'id' | 'organisation' | 'created_at' | 'version'>;

/** The columns of a client as it is written now. */
export function portalColumns(
  client: Omit<PortalClient, 'createdAt' | 'changedAt' | 'version'>,
  at: Date,
  sealing: Pick<KeyMaterial, 'seal'>,
): Written {
  const { id, organisation, state, sector, data, reviewed, revision, secrets, comments, suspension } = client;
  const lastSecret = Math.max(client.lastSecret ?? 0, ...secrets.map(({ number }) => number));
  const own = { sector, data, reviewed, revision, secrets, lastSecret, comments, suspension };
  const content = { razonSocial: organisation.razonSocial, ...own };
  return {
    state,
    content: sealing.seal(JSON.stringify(content), placeOf(id)),
    notice_at: nextNotice(secrets) ?? null,
    changed_at: at,
  };
}
