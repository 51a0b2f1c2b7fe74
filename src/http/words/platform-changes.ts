import { changedFields, reopenedBy } from '../../domain/cases/platform-changes.ts';
import type { PlatformField } from '../../domain/cases/platform-review.ts';
import type { PortalClientData } from '../../domain/portal-client.ts';
import type { Catalogue } from '../../locales/locale.ts';
import { platformPart } from './platform-parts.ts';

/** Each part that a change of a reviewed client changes: what is served now, and what is to be served. */
export const changeRows = (texts: Catalogue, before: PortalClientData, after: PortalClientData) =>
  changedFields(before, after).map((field) => ({
    field,
    name: texts.platforms.fields[field],
    before: platformPart(texts, before, field),
    after: platformPart(texts, after, field),
  }));

/** The points that the approval of a change opens again, each with the parts that concern it. */
export const reopenRows = (texts: Catalogue, fields: readonly string[]): readonly string[] =>
  reopenedBy(fields).map(({ point, fields: why }) =>
    texts.platforms.reopens(texts.platforms.points[point].name, fieldNames(texts, why)),
  );

const fieldNames = ({ platforms, formats }: Catalogue, fields: readonly PlatformField[]): string =>
  formats.list(fields.map((field) => platforms.fields[field]));
