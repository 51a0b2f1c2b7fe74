import test from 'ava';
import { z } from 'zod';
import { startSimulator } from '../../simulator/app.ts';
import { registries } from '../../simulator/registries.ts';
import { partsOf } from '../../simulator/registry.ts';
import { nobody } from '../../src/adapters/registries/answer.ts';
import { cardShape, personShape } from '../../src/adapters/registries/civil-registry.ts';
import { issuedShape } from '../../src/adapters/registries/nie-issuer.ts';
import { foreignPersonShape } from '../../src/adapters/registries/nie-registry.ts';
import { bodyShape } from '../../src/adapters/registries/otec-registry.ts';
import { companyShape } from '../../src/adapters/registries/tax-registry.ts';
import { faultsIn, readOpenApi, resolve } from './open-api.ts';

const shapes: Readonly<Record<string, Readonly<Record<string, z.ZodType>>>> = {
  srcei: { '/personas/consulta': personShape, '/cedulas/verificacion': cardShape },
  sii: { '/contribuyentes/consulta': companyShape },
  nie: { '/personas/consulta': foreignPersonShape, '/personas/asignacion': issuedShape },
  otec: { '/organismos/consulta': bodyShape },
};

const token = 'only this test knows it';
const simulator = await startSimulator({ port: 0, token });
test.after.always(() => simulator.close());

const post = (path: string, body: unknown) =>
  fetch(`http://localhost:${simulator.port}/${path}`, {
    method: 'POST',
    headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json' },
    body: JSON.stringify(body),
  });

for (const registry of registries) {
  const { id, names } = registry;
  const doc = readOpenApi(id);

  test(`${id}: document, simulator and adapter have the same addresses`, (t) => {
    const paths = Object.keys(doc.paths).sort();
    t.is(doc.openapi, '3.1.0');
    t.deepEqual(
      paths,
      Object.keys({ ...registry.operations, ...registry.issues })
        .map((path) => `/${path}`)
        .sort(),
    );
    t.deepEqual(paths, Object.keys(shapes[id] ?? {}).sort());
  });

  for (const [path, { post: operation }] of Object.entries(doc.paths)) {
    const asked = operation.requestBody.content['application/json'];
    const answered = operation.responses['200'].content['application/json'];
    const isIssued = Object.keys(registry.issues ?? {}).includes(path.slice(1));

    test(`${id}${path}: the adapter requires no field that the document does not promise`, (t) => {
      const { required = [], properties = {} } = z.toJSONSchema(shapes[id]?.[path] as z.ZodType, { io: 'input' });
      const promised = resolve(doc, answered.schema);
      for (const name of required) t.true(promised.required?.includes(name), name);
      for (const name of Object.keys(properties)) t.truthy(promised.properties?.[name], name);
    });

    if (isIssued) {
      test(`${id}${path}: the example gets what is promised, the same again, and a wrong one a 400`, async (t) => {
        t.deepEqual(faultsIn(doc, asked.schema, asked.example), []);
        t.deepEqual(faultsIn(doc, answered.schema, answered.example), []);
        t.true(shapes[id]?.[path]?.safeParse(answered.example).success);
        const answers = [await post(`${id}${path}`, asked.example), await post(`${id}${path}`, asked.example)];
        t.deepEqual(
          answers.map(({ status }) => status),
          [200, 200],
        );
        const [first, again] = await Promise.all(answers.map((answer) => answer.json()));
        t.deepEqual(faultsIn(doc, answered.schema, first), []);
        t.true(shapes[id]?.[path]?.safeParse(first).success);
        t.deepEqual(again, first);
        const wrong = await post(`${id}${path}`, { ...(asked.example as object), documento: null });
        t.is(wrong.status, 400);
      });
      continue;
    }

    test(`${id}${path}: every answer about the cast is as the document has it, and the adapter reads it`, async (t) => {
      for (const member of registry.members()) {
        const [number, digit] = partsOf(member);
        const body = { ...(asked.example as object), [names[0]]: number, [names[1]]: digit };
        t.deepEqual(faultsIn(doc, asked.schema, body), []);
        const response = await post(`${id}${path}`, body);
        const answer = await response.json();
        t.is(response.status, 200);
        t.deepEqual(faultsIn(doc, answered.schema, answer), [], member);
        t.true(shapes[id]?.[path]?.safeParse(answer).success, member);
      }
    });

    test(`${id}${path}: the document's example is right, and an unassigned number gets its 404`, async (t) => {
      t.deepEqual(faultsIn(doc, answered.schema, answered.example), []);
      t.true(shapes[id]?.[path]?.safeParse(answered.example).success);
      const nowhere = { ...(asked.example as object), [names[0]]: 12_345_678, [names[1]]: '5' };
      const response = await post(`${id}${path}`, nowhere);
      const answer = await response.json();
      t.is(response.status, 404);
      t.deepEqual(faultsIn(doc, operation.responses['404'].content['application/json'].schema, answer), []);
      t.true(nobody.safeParse(answer).success);
    });
  }
}
