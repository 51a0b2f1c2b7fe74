import type { DocumentKind, Sex } from '../../../domain/facilitador/facilitador-data.ts';
import type { FacilitadorState, RequestPart } from '../../../domain/facilitador/facilitador-request.ts';
import type { InvitationState } from '../../../domain/facilitador/invitation.ts';
import type { WordContent } from '../../../ports/word-documents.ts';
import type { FlowTitles } from './flow.ts';

/** A link and its words. */
interface PageLink {
  readonly href: string;
  readonly text: string;
}

/** A company as its sworn statement names it. */
interface NamedCompany {
  readonly rut: string;
  readonly razonSocial: string;
}

/** The company's request for a foreign facilitador. */
export interface FacilitadorPages {
  readonly titles: FlowTitles;
  readonly documentKinds: Readonly<Record<DocumentKind, string>>;
  readonly sexes: Readonly<Record<Sex, string>>;
  /** Names of countries by their codes of ISO 3166-1. */
  readonly countries: Readonly<Record<string, string>>;
  /** The sworn statement, with the data of the company and the RUN of the representative. */
  readonly declaration: (company: NamedCompany, representative: string) => WordContent;
  readonly states: Readonly<Record<FacilitadorState, string>>;
  /** Of a request that ended without a decision, in place of its state. */
  readonly over: Readonly<Record<'desistida' | 'vencida', string>>;
  readonly parts: Readonly<Record<RequestPart, string>>;
  /** Of an approved request: what comes next, by the state of its invitation, whose link is valid until an instant. */
  readonly next: {
    readonly paragraphs: Readonly<Record<InvitationState | 'vencida', (until: string) => readonly string[]>>;
    readonly manage: PageLink;
    readonly whoSignIn: PageLink;
  };
}
