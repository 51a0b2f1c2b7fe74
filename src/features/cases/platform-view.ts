import { createHash } from 'node:crypto';
import type { CaseObstacle } from '../../domain/cases/case.ts';
import { type PlatformField, platformFields } from '../../domain/cases/platform-review.ts';
import { addressesOf } from '../../domain/platform-checklist.ts';
import {
  type PortalClient,
  type PortalClientData,
  type PortalContact,
  portalClientId,
} from '../../domain/portal-client.ts';
import { formatRut } from '../../domain/rut.ts';
import { platformPointRows } from '../../http/words/platform-points.ts';
import type { Catalogue } from '../../locales/locale.ts';
import type { PlatformOfCase } from './use-cases/platform-of-case.ts';

/** The field of the form in which a part is sent back. */
export const commentFields: Readonly<Record<PlatformField, string>> = {
  name: 'c_nombre',
  logo: 'c_logo',
  home: 'c_pagina',
  policyUri: 'c_politica',
  redirectUris: 'c_vuelta',
  postLogoutRedirectUris: 'c_salida',
  backchannelLogoutUri: 'c_aviso',
  authMethod: 'c_metodo',
  keys: 'c_claves',
  scopes: 'c_datos',
  purpose: 'c_finalidad',
  legalBasis: 'c_base',
  technicalContacts: 'c_tecnicos',
  institutionalContact: 'c_institucional',
};

/** Organisation, client and state, as the desk reads them. */
export function platformRows({ platforms }: Catalogue, { id, organisation, state }: PortalClient) {
  const { rows, states } = platforms;
  return [
    { dt: rows.organisation, dd: organisation.razonSocial },
    { dt: rows.rut, dd: formatRut(organisation.rut) },
    { dt: rows.client, dd: portalClientId(id) },
    { dt: rows.state, dd: states[state] },
  ];
}

/** A client on the page of its case. */
export function platformRow(texts: Catalogue, found: PlatformOfCase | undefined) {
  if (!found) return undefined;
  const { platforms, formats } = texts;
  const { client, matter, points } = found;
  const { until, reason } = client.suspension ?? {};
  return {
    rows: [
      { dt: platforms.rows.step, dd: platforms.steps[matter.step] },
      ...(matter.reason ? [{ dt: platforms.rows.reason, dd: platforms.reasons[matter.reason] }] : []),
      ...platformRows(texts, client),
      ...(reason && !matter.reason ? [{ dt: platforms.rows.reason, dd: reasonText(texts, reason) }] : []),
      ...(until ? [{ dt: platforms.rows.until, dd: formats.instant(until) }] : []),
    ],
    data: dataRows(texts, found),
    hosts: hostsOf(client.data),
    logo: client.data.logo !== undefined,
    points: matter.step === 'certificacion' ? [] : platformPointRows(texts, points),
    reviews: matter.step === 'certificacion',
  };
}

/** Why it was suspended, in words. */
const reasonText = ({ platforms: { reasons } }: Catalogue, code: string): string =>
  Object.entries(reasons).find(([known]) => known === code)?.[1] ?? code;

/** Every part of the data, with the value of the last review where it differs. */
export function dataRows(texts: Catalogue, { client, record }: PlatformOfCase) {
  const before = client.reviewed ?? record.before;
  return platformFields.map((field) => {
    const value = partText(texts, client.data, field);
    const was = before && partText(texts, before, field);
    return {
      dt: texts.platforms.fields[field],
      dd: value,
      field: commentFields[field],
      was: was !== undefined && was !== value ? texts.platforms.was(was) : undefined,
    };
  });
}

/** The server of each address, once: a reviewer sees at a glance to whom answers go. */
export const hostsOf = (data: PortalClientData): readonly string[] => [
  ...new Set(addressesOf(data).map((uri) => URL.parse(uri)?.host || uri)),
];

function partText(texts: Catalogue, data: PortalClientData, field: PlatformField): string {
  const { platforms, formats } = texts;
  const listed = (all: readonly string[]): string => all.join('\n') || platforms.none;
  switch (field) {
    case 'logo':
      return data.logo ? markOf(data.logo.sha256) : platforms.none;
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

/** What the page of the data shows; `why` nothing may be sent back now. */
export function reviewView(texts: Catalogue, found: PlatformOfCase, why?: CaseObstacle) {
  return {
    rows: platformRows(texts, found.client),
    data: dataRows(texts, found),
    hosts: hostsOf(found.client.data),
    logo: found.client.data.logo !== undefined,
    reviews: found.matter.step === 'certificacion',
    prevented: why && (why === 'wrong-state' ? texts.platforms.notNow : texts.cases.obstacle(why)),
  };
}
