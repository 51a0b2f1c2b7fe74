import test from 'ava';
import { readClients } from '../../src/oidc/clients.ts';
import { clientFileFor } from '../helpers/platform.ts';
import { clientsFolder } from '../helpers/server-process.ts';

const api = (identifier: string) => ({ resource_server: { identifier, scopes: ['cursos:leer'] } });

test('33 an API is of one platform: a second file that declares it is refused, for it would hear of its tokens', (t) => {
  const read = (...addresses: string[]) => {
    const { directory, remove } = clientsFolder(addresses.map((one, place) => clientFileFor(`una-${place}`, api(one))));
    t.teardown(remove);
    return readClients({ directory, production: false, env: {} });
  };
  const { mistakes } = t.throws(() => read('https://a.example/api', 'https://a.example/api')) as unknown as {
    mistakes: string[];
  };
  t.deepEqual(mistakes, ['1.json: resource_server.identifier: "https://a.example/api" stands in 0.json too']);
  t.is(read('https://a.example/api', 'https://a.example/otra').length, 2);
});
