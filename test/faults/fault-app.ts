import { parseRun } from '../../src/domain/rut.ts';
import { openTestApp, type TestApp } from '../helpers/app.ts';
import { clientFileFor } from '../helpers/client-app.ts';
import { deliverMessages } from '../helpers/deliver-messages.ts';
import { type MailServer, openMailServer } from './mail-server.ts';
import { confirmMobiles, enrol, type Recoverer } from './recoverers.ts';

/** An app with a set clock, and a mail server with the same clock. */
export interface FaultApp {
  readonly app: TestApp;
  readonly mail: MailServer;
  /** Delivers all that is due at this time. */
  deliver(): Promise<void>;
  stop(): Promise<void>;
}

/** Opens both, with an account for each person. */
export async function openFaultApp(people: readonly Recoverer[]): Promise<FaultApp> {
  const mail = await openMailServer();
  const app = await openTestApp({
    hashCost: 'production',
    clients: [clientFileFor('ejemplo')],
    env: { SMTP_URL: mail.url, THROTTLES: 'off' },
  });
  mail.now = () => app.deps.now().getTime();
  const deliver = async () => {
    while ((await deliverMessages(app.worker)) > 0);
  };
  for (const person of people) {
    await enrol(app, { ...person, mobile: person.mobile || '40000099' }, async (email) => {
      await deliver();
      return mail.received.find(({ to }) => to === email)?.text ?? '';
    });
    if (person.mobile === '') await forgetMobile(app, person);
  }
  await confirmMobiles(app);
  await deliver();
  mail.received.length = 0;
  app.advance(24 * 3_600_000);
  return {
    app,
    mail,
    deliver,
    stop: async () => {
      await mail.leave();
      await app.stop();
    },
  };
}

/**
 * An account without a telephone, as those of migrantes and of the old system are: the page asks every other user for
 * one.
 */
async function forgetMobile({ deps }: TestApp, { rut }: Recoverer): Promise<void> {
  const account = await deps.accounts.findByIdentifier('natural', parseRun(rut));
  await deps.accounts.change(account?.id ?? '', (latest) => ({
    ...latest,
    personal: { ...latest.personal, mobile: undefined },
  }));
}

/** A message of the outbox with a provisional key. */
export interface Row {
  readonly id: string;
  readonly channel: 'mail' | 'sms';
  readonly created_at: Date;
  readonly sent_at: Date | null;
}

/** All of them, in the order in which they were written. */
export const keysWritten = ({ database }: TestApp): Promise<readonly Row[]> =>
  database.run<Row[]>((sql) => sql('outbox').where({ kind: 'provisional-key' }).orderBy('created_at'));
