import type { Context } from 'koa';
import type { JourneyOf } from '../../account/continue-by-mail.ts';
import type { JourneyOrigin } from '../../domain/journey-origin.ts';
import type { Visitor } from '../../ports/audit.ts';
import type { CaptchaForm } from '../../ports/captcha.ts';
import type { Deps } from '../../ports/deps.ts';
import type { Journeys } from '../../ports/journeys.ts';
import type { Form } from '../form.ts';

export type Profile = 'natural' | 'juridica' | 'migrante';
export type Values = Readonly<Record<string, string>>;
type Locals = Readonly<Record<string, unknown>>;

/** What is stored of a journey, as far as its dispatcher looks at it. */
export interface Stored {
  readonly id: string;
  readonly profile: Profile;
  /** The sign-in at which it began, if it began at one. */
  readonly origin?: JourneyOrigin | undefined;
}

/** A journey of the guides: a first page for each profile, then one address that shows what comes next. */
export interface SteppedJourney<S extends Stored, Step extends string> {
  readonly prefix: string;
  /** The name by which its forms and its letters are known. */
  readonly name: CaptchaForm;
  /** The folder of its views. */
  readonly views: string;
  readonly titles: Readonly<Record<Profile, string>>;
  /** Titles of the page of a journey that ran out, and of the one that the link in the mailbox opens. */
  readonly overTitle: string;
  readonly mailTitle: string;
  /** What the page of a spent link says besides. */
  readonly spentLink: Locals & { readonly title: string };
  /** Fields of refusals from deeper down. */
  readonly fieldOf: Readonly<Record<string, string>>;
  readonly journeys: (deps: Deps) => Journeys<S>;
  readonly next: (journey: S) => Step;
  /** A last page that asks nothing: it tells what was done, not what a second click missed. */
  readonly settled?: Step;
  /** What the first page shows besides, and what it gives back after an error. */
  beginLocals(deps: Deps): Locals;
  beginValues(form: Form): Values;
  /** Begins by what the first page asked, and gives the journey's address; with «Continuar por correo», by mail. */
  begin(deps: Deps, ctx: Context, profile: Profile, form: Form): Promise<string>;
  beginByMail(deps: Deps, ctx: Context, profile: Profile, form: Form): Promise<string>;
  /** Does what a step asks for; with «Continuar por correo» it goes on by mail. */
  take(deps: Deps, ctx: Context, answer: Answer<S, Step>): Promise<void>;
  goOnByMail(deps: Deps, ctx: Context, answer: Answer<S, Step>): Promise<void>;
  /** What a step gives back after an error: everything but keys and letters. */
  valuesOf(form: Form): Values;
  /** Whether letters stand at this step. */
  captcha(deps: Deps, journey: S, step: Step): boolean;
  /** What the page of a step needs; undefined where the journey is over after all. */
  stepLocals(deps: Deps, ctx: Context, journey: S, step: Step): Promise<Locals | undefined>;
  /** Spends the link of the mailbox and gives the journey's address. */
  openMailbox(deps: Deps, token: string, browser: string, visitor: Visitor): Promise<string>;
}

/** One answer of the browser to a step. */
export interface Answer<S, Step> {
  readonly of: JourneyOf;
  readonly journey: S;
  readonly step: Step;
  readonly form: Form;
}
