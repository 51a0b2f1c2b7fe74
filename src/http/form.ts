import type { Context } from 'koa';
import { FieldRefusals, Refusal } from '../domain/refusal.ts';

const LIMIT = 16 * 1024;
const FIELDS = 60;

/** A form as the browser sent it: each field once, as text. */
export type Form = ReadonlyMap<string, string>;

/** A form that was not filled in on our pages: answered with its status and one plain sentence. */
export class UnreadableForm extends Error {
  readonly status: 400 | 413 | 415;

  constructor(status: 400 | 413 | 415) {
    super('unreadable form');
    this.name = 'UnreadableForm';
    this.status = status;
  }
}

/** Reads a urlencoded form of at most 16 KB; a field sent twice, a NUL or broken text is refused (400, 413, 415). */
export async function readForm(ctx: Context): Promise<Form> {
  if (!ctx.is('application/x-www-form-urlencoded')) throw new UnreadableForm(415);
  const pairs = [...new URLSearchParams(await readBody(ctx))];
  const form = new Map(pairs);
  const broken = pairs.some(([name, value]) => /[\0\uFFFD]/.test(name + value));
  if (broken || form.size !== pairs.length || form.size > FIELDS) throw new UnreadableForm(400);
  return form;
}

async function readBody(ctx: Context): Promise<string> {
  const chunks: Buffer[] = [];
  let size = 0;
  try {
    for await (const chunk of ctx.req as AsyncIterable<Buffer>) {
      size += chunk.length;
      if (size > LIMIT) throw new UnreadableForm(413);
      chunks.push(chunk);
    }
  } catch (error) {
    // The browser closed the connection in the middle: no fault of ours, and the response is not read.
    throw !(error instanceof UnreadableForm) && ctx.req.readableAborted ? new UnreadableForm(400) : error;
  }
  return Buffer.concat(chunks).toString('utf8');
}

/** The text of a field; missing is empty. */
export function text(form: Form, name: string): string {
  return form.get(name) ?? '';
}

/** Readers by the name of their field; each throws Refusal when it is wrong. */
export type Readers = Readonly<Record<string, () => unknown>>;
/** What readers return, by the name of the field. */
export type Read<R extends Readers> = { readonly [K in keyof R]: ReturnType<R[K]> };

/** What readers returned, and what they refused, each under the name of its field. */
interface Judged<R extends Readers> {
  readonly read: Partial<Read<R>>;
  readonly refused: ReadonlyMap<string, Refusal>;
}

/** Runs every reader and collects both, in their order. */
export function judgeAll<R extends Readers>(readers: R): Judged<R> {
  const refused = new Map<string, Refusal>();
  const values: Record<string, unknown> = {};
  for (const [field, read] of Object.entries(readers)) {
    try {
      values[field] = read();
    } catch (error) {
      if (!(error instanceof Refusal)) throw error;
      refused.set(field, error);
    }
  }
  return { read: values as Partial<Read<R>>, refused };
}

/** Runs every reader and collects what they refuse, under the name of the field; throws FieldRefusals. */
export function readAll<R extends Readers>(readers: R): Read<R> {
  const { read, refused } = judgeAll(readers);
  if (refused.size > 0) throw new FieldRefusals(refused);
  return read as Read<R>;
}
