/** A file of one owner at a time: who sends without end waits for themselves. */
import test from 'ava';
import { openTestApp } from '../../helpers/app.ts';
import { png } from '../../helpers/files/images.ts';
import { receive, someClient } from '../../helpers/files/receive.ts';

test('[threat 601] files that five owners send without end keep no turn from others', async (t) => {
  const app = await openTestApp();
  t.teardown(app.stop);
  const owners = Array.from({ length: 5 }, someClient);
  let release: () => void = () => {};
  const left = new Promise<void>((resolve) => {
    release = resolve;
  });
  async function* drips(): AsyncGenerator<Uint8Array> {
    yield Buffer.from([0xff]);
    await left;
  }
  const drip = (owner: (typeof owners)[number]) =>
    app.deps.files
      .receive(drips(), { owner, name: 'a.png', purpose: 'declaracion' })
      .catch(({ message }: Error) => message);
  const sent = owners.flatMap((owner) => Array.from({ length: 5 }, () => drip(owner)));
  const [other] = await Promise.allSettled([receive(app, await png())]);
  release();
  t.like(other, { status: 'fulfilled', value: { state: 'limpio' } });
  t.deepEqual(new Set(await Promise.all(sent)), new Set(['file-kind']));
});
