import type { CaseObstacle } from '../../domain/cases/case.ts';
import { type PlatformField, platformFields } from '../../domain/cases/platform-review.ts';
import { addressesOf } from '../../domain/platform-checklist.ts';
import { type PortalClient, type PortalClientData, portalClientId, revisedData } from '../../domain/portal-client.ts';
import { formatRut } from '../../domain/rut.ts';
import { changeRows, reopenRows } from '../../http/words/platform-changes.ts';
import { platformPart } from '../../http/words/platform-parts.ts';
import { platformPointRows } from '../../http/words/platform-points.ts';
import { type ShownLogo, shownLogo } from '../../http/words/shown-logo.ts';
import type { Catalogue } from '../../locales/locale.ts';
import type { ShownPlatform } from './use-cases/platform-of-case.ts';

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
  idTokenAlg: 'c_firma',
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
export function platformRow(texts: Catalogue, found: ShownPlatform | undefined) {
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
    ...shownOf(texts, found),
    points: isReview(matter) ? [] : platformPointRows(texts, points),
  };
}

/** What two people review: a client, or a change of one. */
const isReview = ({ step }: ShownPlatform['matter']): boolean => step === 'certificacion' || step === 'revision';

/** The data that a case is about, and those with which they are compared. */
const compared = ({ matter, client, record }: ShownPlatform) =>
  matter.step === 'revision'
    ? { data: revisedData(client), before: client.data }
    : { data: client.data, before: client.reviewed ?? record.before };

/** Servers, logos, and of a change its parts with old and new beside each other. */
function shownOf(texts: Catalogue, found: ShownPlatform) {
  const { matter, client } = found;
  const { data } = compared(found);
  const shown = { hosts: hostsOf(data), logos: logosOf(texts, found), reviews: isReview(matter) };
  if (matter.step !== 'revision') return shown;
  const known = hostsOf(client.data);
  const changes = changeRows(texts, client.data, data);
  const fields = changes.map(({ field }) => field);
  return {
    ...shown,
    hosts: shown.hosts.map((host) => (known.includes(host) ? host : texts.platforms.newHost(host))),
    changes,
    reopens: reopenRows(texts, fields),
    serves: client.state === 'produccion',
  };
}

/** The logos to look at, with the queries of their addresses: of a change of it, the old one is the first. */
function logosOf(texts: Catalogue, found: ShownPlatform): readonly ShownLogo[] {
  const { matter, client, logos } = found;
  const { data } = compared(found);
  const isChange = matter.step === 'revision';
  const old =
    isChange && client.data.logo
      ? [shownLogo(texts, logos, { name: 'before', logo: client.data.logo, src: '?antes=1' })]
      : [];
  if (!data.logo || (isChange && data.logo.sha256 === client.data.logo?.sha256)) return old;
  const name = isChange ? 'after' : 'reviewed';
  return [...old, shownLogo(texts, logos, { name, logo: data.logo, src: '' })];
}

/** Why it was suspended, in words. */
const reasonText = ({ platforms: { reasons } }: Catalogue, code: string): string =>
  Object.entries(reasons).find(([known]) => known === code)?.[1] ?? code;

/** Every part of the data, with the value of the last review where it differs. */
function dataRows(texts: Catalogue, found: ShownPlatform) {
  const { data, before } = compared(found);
  return platformFields.map((field) => {
    const value = platformPart(texts, data, field);
    const was = before && platformPart(texts, before, field);
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

/** What the page of the data shows; `why` nothing may be sent back now. Of a change, what stays stands apart. */
export function reviewView(texts: Catalogue, found: ShownPlatform, why?: CaseObstacle) {
  const rows = dataRows(texts, found);
  const isChange = found.matter.step === 'revision';
  return {
    rows: platformRows(texts, found.client),
    ...shownOf(texts, found),
    data: isChange ? rows.filter(({ was }) => was !== undefined) : rows,
    same: isChange ? rows.filter(({ was }) => was === undefined) : [],
    prevented: why && (why === 'wrong-state' ? texts.platforms.notNow : texts.cases.obstacle(why)),
  };
}
