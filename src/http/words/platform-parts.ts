import { createHash } from 'node:crypto';
import type { PlatformField } from '../../domain/cases/platform-review.ts';
import type { PortalClientData, PortalContact } from '../../domain/portal-client.ts';
import type { Catalogue } from '../../locales/locale.ts';

/** A part of the data of a client in words; two values with the same words are the same. */
export function platformPart(texts: Catalogue, data: PortalClientData, field: PlatformField): string {
  const { platforms, formats } = texts;
  const listed = (all: readonly string[]): string => all.join('\n') || platforms.none;
  switch (field) {
    case 'logo':
      return data.logo ? platforms.picture(markOf(data.logo.sha256)) : platforms.none;
    case 'redirectUris':
    case 'postLogoutRedirectUris':
      return listed(data[field]);
    case 'authMethod':
      return `${data.native ? platforms.native : platforms.web}. ${platforms.authMethods[data.authMethod]}`;
    case 'keys':
      return (
        data.jwksUri ?? (data.jwks ? `${platforms.keys(data.jwks.keys.length)} (${markOf(data.jwks)})` : platforms.none)
      );
    case 'scopes':
      return listed(data.scopes.map(({ scope, reason }) => (reason ? `${scope}: ${reason}` : scope)));
    case 'technicalContacts':
      return formats.list(data.technicalContacts.map(contactText));
    case 'institutionalContact':
      return contactText(data.institutionalContact);
    default:
      return data[field] || platforms.none;
  }
}

/** Two values with the same mark are the same. */
const markOf = (value: unknown): string =>
  createHash('sha256').update(JSON.stringify(value)).digest('hex').slice(0, 12);

const contactText = ({ name, email }: PortalContact): string => `${name} <${email}>`;
