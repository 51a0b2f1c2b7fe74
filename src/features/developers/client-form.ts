import { parseEmail } from '../../domain/email.ts';
import { visibleText, withoutMarks } from '../../domain/pasted-text.ts';
import type { PortalAuthMethod, PortalClientData, PortalContact, PortalContacts } from '../../domain/portal-client.ts';
import { portalScopes } from '../../domain/portal-scopes.ts';
import { Refusal } from '../../domain/refusal.ts';
import { type Form, text } from '../../http/form.ts';
import type { FormFaultCode } from '../../locales/shape/pages/portal.ts';
import type { PortalFault } from '../../ports/portal-rules.ts';

/** What is wrong with a field; `line` counts from one where each line is a value. */
export interface FormFault {
  readonly field: string;
  readonly line?: number | undefined;
  readonly mistake: PortalFault['mistake'] | { readonly code: FormFaultCode };
}

/** Fields that come back after an error, and those that an edit begins with. */
export const clientFields = [
  ...['nombre', 'sitio', 'privacidad', 'clase', 'redirecciones', 'salidas', 'aviso_salida', 'metodo', 'llaves'],
  ...['llaves_direccion', 'firma', 'proposito', 'base_legal', 'tecnico_nombre', 'tecnico_correo', 'tecnico2_nombre'],
  ...['tecnico2_correo', 'institucional_nombre', 'institucional_correo'],
  ...portalScopes.flatMap((scope) => [`dato_${scope}`, `razon_${scope}`]),
] as const;

const METHODS: readonly PortalAuthMethod[] = ['client_secret_basic', 'client_secret_post', 'private_key_jwt', 'none'];

/** Most addresses of a kind, and most characters of a text. */
const MOST_LINES = 10;
const MOST_TEXT = 500;

/** Reads fields of a form, and collects every mistake. */
function readerOf(form: Form) {
  const faults: FormFault[] = [];
  const fault = (field: string, code: FormFaultCode): void => void faults.push({ field, mistake: { code } });
  const short = (field: string): string => {
    // A wrong name is refused, and not corrected.
    const typed = field === 'nombre' ? text(form, field).trim() : visibleText(text(form, field));
    if (typed.length > MOST_TEXT) fault(field, 'long');
    return typed;
  };
  const needed = (field: string): string => {
    const typed = short(field);
    if (typed === '') fault(field, 'missing');
    return typed;
  };
  const lines = (field: string): readonly string[] => {
    const typed = linesOf(text(form, field));
    if (typed.length > MOST_LINES) fault(field, 'lines-many');
    return typed;
  };
  const contact = (who: string): PortalContact => {
    const name = needed(`${who}_nombre`);
    try {
      return { name, email: parseEmail(text(form, `${who}_correo`)) };
    } catch (error) {
      if (!(error instanceof Refusal)) throw error;
      fault(`${who}_correo`, 'email');
      return { name, email: '' as PortalContact['email'] };
    }
  };
  const technical = () => ['tecnico', ...(text(form, 'tecnico2_correo') ? ['tecnico2'] : [])].map(contact);
  return { faults, fault, short, needed, lines, contact, technical };
}

/** The contacts of a client; where they are not to be changed the institutional one stays as it is (`kept`). */
export function readContacts(form: Form, kept?: PortalContact) {
  const { faults, technical, contact } = readerOf(form);
  const contacts: PortalContacts = {
    technicalContacts: technical(),
    institutionalContact: kept ?? contact('institucional'),
  };
  return { contacts, faults: faults as readonly FormFault[] };
}

/**
 * Reads the form of a client; every mistake is collected, and the data is complete where there is none. That of a change of
 * a reviewed client has no contacts: they stay as they are (`kept`).
 */
export function readClient(
  form: Form,
  kept?: PortalContacts,
): { readonly data: PortalClientData; readonly faults: readonly FormFault[] } {
  const { faults, fault, short, needed, lines, contact, technical } = readerOf(form);
  const authMethod = METHODS.find((one) => one === text(form, 'metodo')) ?? 'client_secret_basic';
  const data: PortalClientData = {
    name: needed('nombre'),
    home: short('sitio') || undefined,
    policyUri: short('privacidad') || undefined,
    native: text(form, 'clase') === 'nativa',
    redirectUris: lines('redirecciones'),
    postLogoutRedirectUris: lines('salidas'),
    backchannelLogoutUri: short('aviso_salida') || undefined,
    authMethod,
    ...keysOf(form, authMethod, fault),
    idTokenAlg: text(form, 'firma') === 'RS256' ? 'RS256' : 'ES256',
    scopes: scopesOf(form, fault),
    purpose: needed('proposito'),
    legalBasis: needed('base_legal'),
    technicalContacts: kept?.technicalContacts ?? technical(),
    institutionalContact: kept?.institutionalContact ?? contact('institucional'),
  };
  return { data, faults };
}

const linesOf = (typed: string): readonly string[] =>
  typed
    .split(/\r?\n/)
    .map((line) => line.trim())
    .filter(Boolean);

type Fault = (field: string, code: FormFaultCode) => void;

function scopesOf(form: Form, fault: Fault): PortalClientData['scopes'] {
  const asked = portalScopes.filter((scope) => text(form, `dato_${scope}`) === 'si');
  return [
    { scope: 'openid', reason: '' },
    ...asked.map((scope) => {
      const reason = withoutMarks(text(form, `razon_${scope}`));
      if (reason === '') fault(`razon_${scope}`, 'scope-unexplained');
      if (reason.length > MOST_TEXT) fault(`razon_${scope}`, 'long');
      return { scope, reason };
    }),
  ];
}

/** Pasted keys or their address, of a client that signs; others have neither. */
function keysOf(form: Form, method: PortalAuthMethod, fault: Fault): Pick<PortalClientData, 'jwks' | 'jwksUri'> {
  if (method !== 'private_key_jwt') return {};
  const [pasted, jwksUri] = [text(form, 'llaves').trim(), text(form, 'llaves_direccion').trim()];
  if (pasted && jwksUri) fault('llaves', 'keys-twice');
  if (!pasted && !jwksUri) fault('llaves', 'keys-missing');
  if (!pasted) return { jwksUri: jwksUri || undefined };
  try {
    return { jwks: JSON.parse(pasted) as PortalClientData['jwks'] };
  } catch {
    fault('llaves', 'no-json');
    return {};
  }
}

/** The field of the form for a field of the client's metadata. */
const fieldOf: Readonly<Record<string, string>> = {
  client_name: 'nombre',
  client_uri: 'sitio',
  policy_uri: 'privacidad',
  redirect_uris: 'redirecciones',
  post_logout_redirect_uris: 'salidas',
  backchannel_logout_uri: 'aviso_salida',
  token_endpoint_auth_method: 'metodo',
  jwks: 'llaves',
  jwks_uri: 'llaves_direccion',
  legal_basis: 'proposito',
  scope: 'dato_profile',
  contacts: 'tecnico_correo',
};

/** What the rules of clients found, at the fields of the form and, of an address, at its line. */
export const asFormFaults = (faults: readonly PortalFault[]): readonly FormFault[] =>
  faults.map(({ path: [field, place], mistake }) => {
    const line = typeof place === 'number' && String(field).endsWith('redirect_uris') ? place + 1 : undefined;
    return { field: fieldOf[String(field)] ?? 'nombre', line, mistake };
  });

/** The values of the form of contacts. */
export function contactValues({ technicalContacts, institutionalContact }: PortalContacts) {
  const [first, second] = technicalContacts;
  return {
    tecnico_nombre: first?.name ?? '',
    tecnico_correo: first?.email ?? '',
    tecnico2_nombre: second?.name ?? '',
    tecnico2_correo: second?.email ?? '',
    institucional_nombre: institutionalContact.name,
    institucional_correo: institutionalContact.email,
  };
}

/** The values of the form for a client that exists. */
export function valuesOf(data: PortalClientData): Readonly<Record<string, string>> {
  return {
    nombre: data.name,
    sitio: data.home ?? '',
    privacidad: data.policyUri ?? '',
    clase: data.native ? 'nativa' : 'web',
    redirecciones: data.redirectUris.join('\n'),
    salidas: data.postLogoutRedirectUris.join('\n'),
    aviso_salida: data.backchannelLogoutUri ?? '',
    metodo: data.authMethod,
    llaves: data.jwks ? JSON.stringify(data.jwks, null, 2) : '',
    llaves_direccion: data.jwksUri ?? '',
    firma: data.idTokenAlg,
    proposito: data.purpose,
    base_legal: data.legalBasis,
    ...contactValues(data),
    ...Object.fromEntries(
      data.scopes.flatMap(({ scope, reason }) => [
        [`dato_${scope}`, 'si'],
        [`razon_${scope}`, reason],
      ]),
    ),
  };
}
