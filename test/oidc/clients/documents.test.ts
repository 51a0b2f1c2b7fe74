import test from 'ava';
import { type RateLimit, rateLimits } from '../../../src/domain/throttle.ts';
import { clientDocuments } from '../../../src/oidc/clients/documents.ts';
import type { Limit } from '../../../src/ports/throttles.ts';

/** Budgets in memory, as the database counts them. */
function budgets() {
  const used = new Map<string, number>();
  const usedOf = ({ name }: RateLimit, by: string) => used.get(`${name} ${by}`) ?? 0;
  const consume = async (rateLimit: RateLimit, by: string) => {
    const count = usedOf(rateLimit, by) + 1;
    used.set(`${rateLimit.name} ${by}`, count);
    return { allowed: count <= rateLimit.limit, used: count };
  };
  const consumeAll = async (limits: readonly Limit[]) => {
    const spent = [];
    for (const { rateLimit, by } of limits) {
      spent.push(await consume(rateLimit, by.join(' ')));
      if (!spent.at(-1)?.allowed) break;
    }
    return spent;
  };
  return { usedOf, throttles: { consume, consumeAll } as never };
}

const openDocuments = (throttles: never) =>
  clientDocuments({
    throttles,
    now: () => new Date('2026-11-30T12:00:00Z'),
    store: { find: async () => undefined, upsert: async () => {} } as never,
    fetch: async (address) =>
      Response.json({ client_id: address, client_name: 'Curso', redirect_uris: ['https://curso.example/vuelta'] }),
    neverCalled: [],
    namesTaken: [],
    local: false,
  });

test('[threat 739] a stranger spends nothing of the budget of another network, or of a host past its own', async (t) => {
  const { usedOf, throttles } = budgets();
  const documents = openDocuments(throttles);
  const at = (place: number, network: string) =>
    documents.find(`https://curso.example/c-${place}`, { network, begins: true });
  const { documentsByNetwork, documentsByHost, documentsEverywhere } = rateLimits;
  const tries = documentsByHost.limit + 10;
  const refused = await Promise.all(
    Array.from({ length: tries }, (_, place) =>
      at(place, '198.51.100.9').then(
        () => 0,
        () => 1,
      ),
    ),
  );
  t.is(refused.filter((one) => one === 1).length, tries - documentsByNetwork.limit);
  t.is(usedOf(documentsByHost, 'curso.example'), documentsByNetwork.limit);
  t.is(usedOf(documentsEverywhere, ''), documentsByNetwork.limit);
  t.is((await at(tries, '203.0.113.7'))?.client_name, 'Curso', 'another network still uses the host');
});

test('[threat 739] a host past its budget spends nothing of the budget of all', async (t) => {
  const { usedOf, throttles } = budgets();
  const documents = openDocuments(throttles);
  const { documentsByHost, documentsEverywhere } = rateLimits;
  const asked = Array.from({ length: documentsByHost.limit + 10 }, (_, place) =>
    documents
      .find(`https://curso.example/c-${place}`, { network: `198.51.100.${place}`, begins: true })
      .catch(() => undefined),
  );
  await Promise.all(asked);
  t.is(usedOf(documentsEverywhere, ''), documentsByHost.limit);
});
