import type { InvitationStanding } from '../../../domain/member-invitation.ts';
import type { MemberRole, Suspension } from '../../../domain/member-role.ts';
/** Mi cuenta: the frame, its pages, and pending changes. */
export interface MyAccountPages {
  readonly titles: {
    readonly overview: string;
    readonly clients: string;
    readonly disconnect: (client: string) => string;
    readonly myData: string;
    readonly complaint: string;
    readonly doubt: string;
    readonly confirmMobile: string;
    readonly changeAddress: string;
    readonly changeContacts: string;
    readonly changeKey: string;
    readonly changeQuestion: string;
    readonly proof: string;
    readonly document: string;
    readonly copy: string;
    readonly security: string;
    readonly sessions: string;
    readonly activity: string;
    readonly representatives: string;
    readonly facilitadores: string;
    readonly members: string;
    readonly inviteMember: string;
    readonly memberInvitations: string;
    readonly organisations: string;
    readonly membership: string;
    readonly correctFacilitador: string;
    readonly withdrawFacilitador: string;
    readonly notMe: string;
    readonly stop: string;
    readonly stopped: string;
    readonly noEntry: string;
  };
  readonly tabs: Readonly<
    Record<
      | 'overview'
      | 'clients'
      | 'my-data'
      | 'security'
      | 'sessions'
      | 'activity'
      | 'organisations'
      | 'representatives'
      | 'facilitadores'
      | 'members',
      string
    >
  >;
  readonly done: Readonly<
    Record<
      | 'clave'
      | 'pregunta'
      | 'factor'
      | 'nombre'
      | 'codigos'
      | 'sin-factor'
      | 'sin-factor-clave'
      | 'equipo'
      | 'equipos'
      | 'hoja'
      | 'sin-hoja'
      | 'contacto'
      | 'contacto-hecho'
      | 'domicilio'
      | 'celular'
      | 'identidad'
      | 'documento'
      | 'copia-documento'
      | 'facilitador-corregido'
      | 'copia'
      | 'solicitud'
      | 'sesion'
      | 'sesiones'
      | 'plataforma'
      | 'invitacion-enviada'
      | 'invitacion-retirada'
      | 'facilitador-corregida'
      | 'facilitador-retirada'
      | 'facilitador-fin'
      | 'facilitador-renovado'
      | 'miembro-invitado'
      | 'miembro-reenviado'
      | 'miembro-retirado'
      | 'miembro-fin'
      | 'miembro-fecha'
      | 'organizacion'
      | 'organizacion-fin',
      string
    >
  >;
  /** What each role of a member is called and may do, and why a membership does not count now. */
  readonly memberRoles: Readonly<Record<MemberRole, { readonly name: string; readonly may: string }>>;
  readonly suspensions: Readonly<Record<Suspension, string>>;
  readonly months: (months: number) => string;
  /** How an invitation of a member stands, and how often it can be sent again. */
  readonly memberInvitations: {
    readonly standing: Readonly<Record<InvitationStanding, (until: string) => string>>;
    readonly left: (times: number) => string;
  };
  /** The company that lets a facilitador in, and until when. */
  readonly invitedBy: (company: string, until: string) => string;
  readonly rows: {
    readonly name: string;
    readonly companyName: string;
    readonly actsAs: string;
    readonly invitedBy: string;
    readonly nameHidden: string;
    readonly email: string;
    readonly mobile: string;
    readonly noMobile: string;
    readonly unconfirmed: (phone: string) => string;
    readonly representativeMobile: string;
    readonly homePhone: string;
    readonly workPhone: string;
    readonly companyPhone: string;
    readonly home: string;
    readonly address: string;
  };
  readonly pending: {
    readonly contest: string;
    readonly contestAtDesk: {
      readonly text: string;
      readonly action: string;
    };
    readonly contestByCard: Readonly<Record<'text' | 'when' | 'action', string>>;
    readonly hold: {
      readonly what: (kind: string) => string;
      readonly text: (folio: string) => string;
      readonly when: string;
      readonly disavow: string;
      readonly withdraw: string;
    };
    readonly recovery: Readonly<Record<'what' | 'text' | 'action', string>>;
    readonly key: Readonly<Record<'what' | 'text' | 'action', string>>;
    readonly email: Readonly<Record<'what' | 'text' | 'when' | 'action', string>>;
    readonly mobile: Readonly<Record<'what' | 'text' | 'action', string>>;
    readonly correct: {
      readonly what: string;
      readonly text: (folio: string, name: string) => string;
      readonly action: string;
    };
    readonly right: {
      readonly due: (folio: string, day: string) => string;
      readonly late: (folio: string, day: string) => string;
      readonly action: string;
    };
  };
  readonly unknownDevice: string;
  readonly clientGone: string;
  readonly ownName: string;
}
