import type { Context } from 'koa';
import type { FlowSteps } from '../../account/flow-steps.ts';
import type { Mailed, MailWay } from '../../account/mail-way.ts';
import type { JourneyOrigin } from '../../domain/journey-origin.ts';
import type { RecoveringProfile } from '../../domain/recovery.ts';
import type { Place } from '../../domain/recovery-pages.ts';
import type { Refusal } from '../../domain/refusal.ts';
import type { FlowTitles } from '../../locales/shape/pages/flow.ts';
import type { CaptchaForm } from '../../ports/captcha.ts';
import type { Deps } from '../../ports/deps.ts';
import type { JourneyOf } from '../../ports/journeys.ts';
import type { Form } from '../form.ts';
import { textsOf } from '../page.ts';

export type Profile = RecoveringProfile;

/** Every profile that a flow has a page for. */
export const profiles: readonly Profile[] = ['natural', 'juridica', 'migrante', 'facilitador'];

export type Values = Readonly<Record<string, string>>;
export type Locals = Readonly<Record<string, unknown>>;

/** What is stored of a journey, as far as the engine reads it. */
export interface Stored extends Mailed {
  readonly profile: Profile;
  /** The sign-in at which it began, if it began at one. */
  readonly origin?: JourneyOrigin | undefined;
}

/** A flow of the guides: a first page for each profile, then one address that shows the current step. */
export interface Flow<S extends Stored, Step extends string> {
  readonly prefix: string;
  /** The name of its forms and its captcha. */
  readonly name: CaptchaForm;
  /** The folder of its views: one for each step, with `begin`, `mailbox` and `expired`. */
  readonly views: string;
  /** Where the texts of its pages are in the catalogue of a request. */
  readonly texts: 'recovery' | 'keyChange' | 'dataUpdate' | 'facilitador';
  /** What the page of a spent link shows besides its title. */
  readonly spentLink: Locals;
  /** The field to which a refusal of a use case belongs. */
  readonly fieldOf: Readonly<Record<string, string>>;
  readonly first: FirstPage;
  /** An entry for each step; their order is that of the domain. A missing one does not compile. */
  readonly steps: Readonly<Record<Step, FlowStep<S>>>;
  /** A last page that asks nothing: after a second click it shows what was done, and no error. */
  readonly last?: Step;
  stored(deps: Deps): FlowSteps<S, Step>;
  byMail(deps: Deps): MailWay<S>;
  /** What the page of every step shows besides the identifier and the place. */
  shared?(deps: Deps, journey: S): Promise<Locals>;
  /** What a step gives back after an error: everything but keys and captcha. */
  valuesOf(form: Form): Values;
}

/** The page that asks whose key or data it is. */
export interface FirstPage {
  place(deps: Deps): Place;
  /** Whether the guide has the captcha on this page; otherwise the policy decides (C10). */
  readonly captcha?: true;
  /** What it gives back after an error. */
  valuesOf(form: Form): Values;
  /** Begins by what was asked, and returns the journey's address; with «Continuar por correo», by mail. */
  begin(deps: Deps, ctx: Context, profile: Profile, form: Form): Promise<string>;
  beginByMail(deps: Deps, ctx: Context, profile: Profile, form: Form): Promise<string>;
}

/** One step of a flow. */
export interface FlowStep<S> {
  /** What its page shows, and no more than it may. A refusal `flow-expired` shows the page of an expired journey. */
  show?(shown: Shown<S>): Locals | Promise<Locals>;
  /** What its form does; what is wrong is thrown. */
  act(answer: Answer<S>): Promise<unknown>;
  /** Its number among the steps that the user counts; without it, it is not counted. */
  place?(deps: Pick<Deps, 'policy'>, journey: S): Place | undefined;
  /** Whether the guide has the captcha here; `captchaStands` says whether it is asked. */
  readonly captcha?: true;
  /** The files of its form, which stand after all other fields. */
  readonly files?: StepFiles<S>;
  /** What is kept of the form if the user leaves the step by «Continuar por correo». */
  leave?(answer: Answer<S>): Promise<void>;
}

/** Files that a step takes as they arrive. */
interface StepFiles<S> {
  readonly fields: readonly string[];
  /** Keeps a file; what it throws as Refusal is shown at the field, and what was kept survives that. */
  take(shown: Shown<S>, file: SentFile): Promise<unknown>;
}

/** A file of a form as it arrives, under the name of its field. */
export interface SentFile {
  readonly field: string;
  readonly name: string;
  readonly content: AsyncIterable<Uint8Array>;
}

/** Titles of a flow in the language of a request. */
export const titlesOf = ({ texts }: Pick<Flow<Stored, string>, 'texts'>, ctx: Context): FlowTitles =>
  textsOf(ctx).pages[texts].titles;

/** A journey whose page is shown. */
export interface Shown<S> {
  readonly deps: Deps;
  readonly ctx: Context;
  readonly journey: S;
}

/** One submission of a step by the browser. */
export interface Answer<S> extends Shown<S> {
  /** The journey for the use cases, which do not read it again (`found`). */
  readonly of: JourneyOf<S>;
  readonly form: Form;
  /** Files that were refused, by their field. */
  readonly refused: ReadonlyMap<string, Refusal>;
  /** The name of the captcha that was asked with the form; undefined if none was. */
  readonly captcha: CaptchaForm | undefined;
}

/**
 * Whether the captcha is asked: at the end, as the guide has it, but not of a user who came by the link in their
 * mailbox (C10).
 */
export const captchaStands = <S extends Pick<Stored, 'byMail'>>(
  { policy }: Pick<Deps, 'policy'>,
  { captcha }: FlowStep<S>,
  { byMail }: S,
): boolean => captcha === true && !policy.captchaFirst && !byMail;
