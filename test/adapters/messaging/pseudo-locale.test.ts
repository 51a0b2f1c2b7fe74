import test from 'ava';
import type { Envelope } from '../../../src/adapters/messaging/courier.ts';
import { deliverChannel, type WorkerNeeds } from '../../../src/adapters/messaging/worker.ts';
import { type Catalogue, catalogueOf } from '../../../src/locales/locale.ts';
import type { Notice } from '../../../src/ports/notice.ts';
import { outsideBrackets, pseudoLocale } from '../../helpers/pseudo-locale.ts';
import { nameOfSample, sampleAlarms, sampleNotices } from '../../helpers/sample-notices.ts';

const spanish = catalogueOf('es-CL');
const pseudo = pseudoLocale(spanish);

/** What the worker of a sandbox hands over for a notice, in the language of a catalogue. */
async function sent(notice: Notice, channel: 'mail' | 'sms', texts: Catalogue): Promise<Envelope | undefined> {
  let envelope: Envelope | undefined;
  const message = { id: '1', channel, attempts: 1, createdAt: new Date(), notice, recipient: { channel, to: 'a@b' } };
  const courier = async (one: Envelope) => {
    envelope = one;
  };
  const needs = {
    outbox: { claim: async () => [message], release: async () => undefined, delivered: async () => undefined },
    couriers: { mail: courier, sms: courier },
    breakers: {},
    outages: { noteMessage: () => undefined },
    render: (_: string, locals: Record<string, unknown>) => JSON.stringify(locals),
    sandbox: true,
    texts,
    now: () => new Date(),
    log: { warn: () => undefined },
  };
  await deliverChannel(needs as unknown as WorkerNeeds, channel);
  return envelope;
}

for (const notice of [...sampleNotices, ...sampleAlarms])
  test(`${nameOfSample(notice)}: subject, mail and SMS come from the catalogue alone`, async (t) => {
    for (const channel of ['mail', 'sms'] as const) {
      const { subject = '', text = '' } = (await sent(notice, channel, pseudo)) ?? {};
      t.true(text.includes('⟦'), channel);
      t.notRegex(outsideBrackets(`${subject}\n${text}`), /\p{L}/u, channel);
    }
  });

test('in Spanish the same text has no brackets, and a text from elsewhere would be detected', async (t) => {
  const [notice] = sampleNotices;
  if (!notice) return t.fail();
  const { text = '' } = (await sent(notice, 'mail', spanish)) ?? {};
  t.is(outsideBrackets(text), text);
  t.is(outsideBrackets('⟦⟦Cuándo⟧: ⟦ayer⟧⟧ y más'), ' y más');
});
