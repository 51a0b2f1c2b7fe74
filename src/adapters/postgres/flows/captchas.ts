import { randomBytes, randomInt } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import { compactText } from '../../../domain/pasted-text.ts';
import { type Captcha, type CaptchaForm, captchaForms, type KeptCaptcha } from '../../../ports/captcha.ts';
import { drawLetters } from '../../picture-captcha/draw-letters.ts';
import { keptFiles } from '../../picture-captcha/kept-files.ts';
import { pickLetters } from '../../picture-captcha/letters.ts';
import { speakLetters } from '../../picture-captcha/speak-letters.ts';
import type { KeyMaterial } from '../../secrets.ts';
import type { Database } from '../database/database.ts';
import { hashed } from '../database/hashed.ts';

const LIFE_MS = 3 * 60_000;
const WAIT_MS = 3000;
const TURN_MS = 100;
/** Pictures and sounds that are kept in memory, together; a sound has about 70 KB. */
const KEPT = 128;
/** Outcome of an answer whose form was refused: sending it again need not wait for one. */
const NOWHERE = '';

/** Rows of kept answers: no picture's form has this name, so that neither can be spent as the other. */
const keptForm = (form: CaptchaForm): string => `${form} kept`;

/** What is sealed in a row of a kept answer: the browser as a hash. */
interface Sealed {
  readonly browser: string;
  readonly lookedUp?: string | undefined;
  readonly lookUps?: number | undefined;
}

type Draw = (letters: string, seed: Buffer) => Buffer;

/**
 * The answer to a picture, kept sealed in a row that is valid for three minutes; once right, in one for half an hour.
 * `fixedAnswer` is for tests only.
 */
export function postgresCaptcha(
  { run }: Database,
  secrets: KeyMaterial,
  now: () => Date,
  fixedAnswer?: string,
): Captcha {
  const lettersOf = async (id: string): Promise<string | undefined> => {
    const row = await run<{ answer: Buffer }>((sql) =>
      sql('captchas')
        .where({ id_hash: hashed(id), used_at: null })
        .whereIn('form', captchaForms)
        .where('expires_at', '>', now())
        .first('answer'),
    );
    return row && secrets.open(row.answer, `captcha:${id}`);
  };
  const settle = async (id: string, outcome = NOWHERE): Promise<void> => {
    await run((sql) =>
      sql('captchas')
        .where({ id_hash: hashed(id) })
        .update({ outcome }),
    );
  };

  const kept = keptFiles(KEPT);
  const fileOf = async (id: string, kind: string, draw: Draw, mayDraw: () => Promise<void>) => {
    const letters = await lettersOf(id);
    if (letters === undefined) return undefined;
    const name = `${id}.${kind}`;
    if (!kept.has(name)) await mayDraw();
    return kept.get(name, () => draw(letters, seedOf(secrets, id)));
  };

  return {
    async issue(form) {
      const id = randomBytes(18).toString('base64url');
      const answer = secrets.seal(fixedAnswer ?? pickLetters(randomInt), `captcha:${id}`);
      const expires_at = new Date(now().getTime() + LIFE_MS);
      await run((sql) => sql('captchas').insert({ id_hash: hashed(id), form, answer, expires_at }));
      return id;
    },
    async isUsable(id, form) {
      const row = await run((sql) =>
        sql('captchas')
          .where({ id_hash: hashed(id), form, used_at: null })
          .where('expires_at', '>', now())
          .first('form'),
      );
      return row !== undefined;
    },
    async spend(id, form, typed) {
      const rows = await run<{ answer: Buffer; form: CaptchaForm }[]>((sql) =>
        sql('captchas')
          .where({ id_hash: hashed(id), used_at: null })
          .where('expires_at', '>', now())
          .update({ used_at: now() })
          .returning(['answer', 'form']),
      );
      const [row] = rows;
      if (!row) return 'spent';
      const ours = row.form === form;
      if (ours && secrets.open(row.answer, `captcha:${id}`) === compactText(typed)) return 'right';
      await settle(id);
      return ours ? 'wrong' : 'spent';
    },
    keep: (form, kept) => keep(run, secrets, form, kept),
    spendKept: (id, form, browser) => spendKept(run, secrets, now(), { id, form, browser }),
    settle,
    async outcome(id) {
      for (let turn = 0; turn < WAIT_MS / TURN_MS; turn += 1) {
        const row = await run<{ outcome: string | null; used_at: Date | null } | undefined>((sql) =>
          sql('captchas')
            .where({ id_hash: hashed(id) })
            .first('outcome', 'used_at'),
        );
        if (typeof row?.outcome === 'string') return row.outcome || undefined;
        if (!row?.used_at || now().getTime() - row.used_at.getTime() > WAIT_MS) return undefined;
        await sleep(TURN_MS);
      }
      return undefined;
    },
    picture: (id, mayDraw) => fileOf(id, 'png', drawLetters, mayDraw),
    sound: (id, mayDraw) => fileOf(id, 'wav', speakLetters, mayDraw),
  };
}

async function keep(
  run: Database['run'],
  secrets: KeyMaterial,
  form: CaptchaForm,
  { browser, until, lookedUp, lookUps }: KeptCaptcha,
): Promise<string> {
  const id = randomBytes(18).toString('base64url');
  const sealed: Sealed = { browser: hashed(browser).toString('base64url'), lookedUp, lookUps };
  await run((sql) =>
    sql('captchas').insert({
      id_hash: hashed(id),
      form: keptForm(form),
      answer: secrets.seal(JSON.stringify(sealed), `captcha:${keptForm(form)}:${id}`),
      expires_at: until,
    }),
  );
  return id;
}

async function spendKept(
  run: Database['run'],
  secrets: KeyMaterial,
  at: Date,
  { id, form, browser }: { readonly id: string; readonly form: CaptchaForm; readonly browser: string },
): Promise<KeptCaptcha | undefined> {
  const [row] = await run<{ answer: Buffer; expires_at: Date }[]>((sql) =>
    sql('captchas')
      .where({ id_hash: hashed(id), form: keptForm(form), used_at: null })
      .where('expires_at', '>', at)
      .update({ used_at: at })
      .returning(['answer', 'expires_at']),
  );
  if (!row) return undefined;
  const sealed = JSON.parse(secrets.open(row.answer, `captcha:${keptForm(form)}:${id}`)) as Sealed;
  const ours = sealed.browser === hashed(browser).toString('base64url');
  const { lookedUp, lookUps } = sealed;
  return ours ? { browser, until: row.expires_at, lookedUp, lookUps } : undefined;
}

/** The same picture each time it is requested: averaging many reveals nothing. */
const seedOf = (secrets: KeyMaterial, id: string): Buffer => secrets.hmac('forms', 'captcha', id);
