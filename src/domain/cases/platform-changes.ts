import type { CheckMarks, CheckPoint } from '../platform-checklist.ts';
import type { PortalClientData } from '../portal-client.ts';
import { type PlatformField, platformFields } from './platform-review.ts';

/** The parts in which two data of a client differ, in the order of the page of a review. */
export const changedFields = (before: PortalClientData, after: PortalClientData): readonly PlatformField[] =>
  platformFields.filter((field) => contentOf(before, field) !== contentOf(after, field));

/** What belongs to a part, as one text. */
function contentOf(data: PortalClientData, field: PlatformField): string {
  const { native, authMethod, jwks, jwksUri, logo } = data;
  switch (field) {
    case 'authMethod':
      return JSON.stringify([native, authMethod]);
    case 'keys':
      return JSON.stringify([jwks, jwksUri]);
    case 'logo':
      return logo?.sha256 ?? '';
    default:
      return JSON.stringify(data[field] ?? '');
  }
}

/** What was seen of requests to the addresses of before, or of another program, says nothing about the new ones. */
const OF_REQUESTS = ['pkce', 'state', 'nonce', 'errors'] as const satisfies readonly CheckPoint[];

/** The points that were seen at work and are to be seen again, by the part that changed. Others are read from the data. */
const concerned: Readonly<Partial<Record<PlatformField, readonly ReopenedPoint[]>>> = {
  redirectUris: OF_REQUESTS,
  authMethod: OF_REQUESTS,
  backchannelLogoutUri: ['logout'],
  idTokenAlg: ['logout'],
};

type ReopenedPoint = (typeof OF_REQUESTS)[number] | 'logout';

const reopenable: readonly ReopenedPoint[] = [...OF_REQUESTS, 'logout'];

/** Why a point of the checklist is open again: the parts whose change concerns it. */
interface Reopened {
  readonly point: ReopenedPoint;
  readonly fields: readonly PlatformField[];
}

/** The points that a change of these parts opens again, each with the parts. */
export const reopenedBy = (fields: readonly string[]): readonly Reopened[] =>
  reopenable.flatMap((point) => {
    const why = platformFields.filter((field) => fields.includes(field) && concerned[field]?.includes(point));
    return why.length > 0 ? [{ point, fields: why }] : [];
  });

/** The marks of a client after a change of these parts was approved; undefined where it concerns no point. */
export function marksAfter(marks: CheckMarks, fields: readonly PlatformField[], at: Date): CheckMarks | undefined {
  const points = reopenedBy(fields).map(({ point }) => point);
  if (points.length === 0) return undefined;
  const cleared = points.flatMap((point) => (point === 'errors' ? ['failed', 'recovered'] : [point]));
  const left = Object.fromEntries(Object.entries(marks).filter(([name]) => !cleared.includes(name)));
  return { ...left, reopened: { at, fields } };
}
