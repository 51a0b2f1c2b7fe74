import type { MemberRole } from '../../../domain/member-role.ts';
import type { PortalAuthMethod, PortalState } from '../../../domain/portal-client.ts';
import type { PortalScope } from '../../../domain/portal-scopes.ts';
import type { PortalFault } from '../../../ports/portal-rules.ts';

/** Mistakes that the form of a client finds by itself. */
export type FormFaultCode =
  | 'missing'
  | 'long'
  | 'email'
  | 'no-json'
  | 'scope-unexplained'
  | 'keys-missing'
  | 'keys-twice'
  | 'lines-many'
  | 'organisation';

/** What was just done, by the word in the address (`?listo=enviada`). */
export type PortalDone =
  | 'creada'
  | 'guardada'
  | 'enviada'
  | 'retirada'
  | 'borrada'
  | 'secreto'
  | 'terminado'
  | 'probada'
  | 'pedida'
  | 'logo'
  | 'sin-logo'
  | 'cambio'
  | 'sin-cambios'
  | 'cambio-enviado'
  | 'cambio-retirado'
  | 'cambio-descartado'
  | 'contactos';

/** Desarrolladores: the portal where organisations register their clients. */
export interface PortalPages {
  readonly titles: {
    readonly front: string;
    readonly home: string;
    readonly create: string;
    readonly edit: string;
    readonly revise: string;
    readonly contacts: string;
    readonly secret: string;
    readonly secretOver: string;
    readonly noEntry: string;
    readonly gone: string;
    readonly logo: string;
  };
  /** Of a contact whose mails about something are withheld until then. */
  readonly mailPaused: Readonly<
    Record<'secrets' | 'ends' | 'contacts' | 'reviews' | 'changes', (until: string) => string>
  >;
  /** What a client that is not of the reader's organisations says. */
  readonly gone: string;
  readonly states: Readonly<Record<PortalState, { readonly name: string; readonly meaning: string }>>;
  /** What a state means in a sandbox: fictional people sign in, reviewed or not. */
  readonly statesTried: Readonly<Record<PortalState, string>>;
  readonly roles: Readonly<Record<MemberRole, string>>;
  readonly scopes: Readonly<Record<PortalScope, string>>;
  readonly methods: Readonly<Record<PortalAuthMethod, string>>;
  readonly done: Readonly<Record<PortalDone, string>>;
  readonly faults: Readonly<Record<FormFaultCode, string>>;
  mistake(mistake: PortalFault['mistake']): string;
  onLine(line: number, text: string): string;
}
