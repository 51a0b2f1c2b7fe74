import type { QuickstartName } from '../../../domain/quickstart.ts';

/** What a guide says beside its code. */
interface GuideTexts {
  readonly title: string;
  /** For the list: what it is for. */
  readonly summary: string;
  /** What the reader does, in order. */
  readonly steps: readonly string[];
  /** What the example checks of an answer. */
  readonly checks: readonly string[];
}

/** The guides of the portal. */
export interface DeveloperGuides {
  readonly title: string;
  readonly clientIdInvalid: string;
  /** The table of what is registered for an example. */
  readonly client: Readonly<Record<'redirect' | 'left' | 'auth' | 'scope' | 'issuer', string>>;
  readonly each: Readonly<Record<QuickstartName, GuideTexts>>;
}

/** The page of the sign-in button. */
export interface ButtonPage {
  readonly title: string;
  readonly sizes: readonly (readonly [what: string, value: string])[];
  readonly rules: readonly string[];
  readonly never: readonly string[];
}
