import test from 'ava';
import type { GalleryPage } from '../../src/dev/gallery/gallery-page.ts';
import { galleryPages } from '../../src/dev/gallery/pages.ts';
import { withErrorLines } from '../../src/http/page.ts';
import { asset, publicFiles, render } from '../../src/http/views.ts';
import { labelOf, lineOn } from '../../src/http/words/field-names.ts';
import { catalogueOf, defaultLocale } from '../../src/locales/locale.ts';

const texts = catalogueOf(defaultLocale);
const pages = galleryPages.map((page) => {
  const locals = withErrorLines(texts, page.view, page.locals);
  return { ...page, locals, html: render(page.view, locals) };
});
const isLetter = (page: GalleryPage) => page.view.startsWith('messages/');
const sitePages = pages.filter((page) => !isLetter(page));
const all = (html: string, pattern: RegExp) => [...html.matchAll(pattern)].map((match) => match[1] ?? '');
const withoutLinks = (html: string) => html.replace(/<a\b.*?<\/a>/gs, '');

test('every page of the gallery has a unique name', (t) => {
  t.is(new Set(galleryPages.map((page) => page.name)).size, galleryPages.length);
});

test('every field of many lines has its style, in the dark too', (t) => {
  const bare = sitePages.filter(({ html }) => html.includes('<textarea') && !html.includes(asset('derechos.css')));
  t.deepEqual(
    bare.map(({ name }) => name),
    [],
  );
});

test('an item of a list with marks is no running text: its parts would stand side by side', (t) => {
  const cut = sitePages.filter(({ html }) =>
    all(html, /<ul class="lista">(.*?)<\/ul>/gs).some((list) => /<li>[^<]+<(?!span class="oculto")/.test(list)),
  );
  t.deepEqual(
    cut.map(({ name }) => name),
    [],
  );
});

test('a warning is one paragraph, or one group: the parts of another one would stand side by side', (t) => {
  const isWhole = (warning: string): boolean =>
    /^<svg.*?<\/svg>(?:<div class="grupo">|<p>(?!.*<(?:p|ul|ol|div)\b))/s.test(warning);
  const cut = sitePages.filter(({ html }) => !all(html, /<div class="aviso[^>]*>(.*?)<\/div>/gs).every(isWhole));
  t.deepEqual(
    cut.map(({ name }) => name),
    [],
  );
});

for (const { name, view, locals, html } of pages) {
  test(`${name}: one h1, in Chilean Spanish, with a title`, (t) => {
    t.is(all(html, /<(h1)\b/g).length, 1);
    t.true(html.startsWith('<!DOCTYPE html><html lang="es-CL">'));
    t.is(all(html, /<title>([^<]+)<\/title>/g).length, 1);
  });

  test(`${name}: no internal value is shown`, (t) => {
    t.notRegex(html, /undefined|\[object Object\]|\bNaN\b|>null<|="null"|>true<|>false</);
    t.notRegex(html, /<b>: <\/b>|<(h1|h2|p|li|dt|label|summary)>\s*<\/\1>/);
  });

  test(`${name}: the telephone is always a link`, (t) => {
    t.true(html.includes('href="tel:800801030"'));
    t.false(withoutLinks(html).includes('800 80 10 30'));
  });

  test(`${name}: one filled button at most, so that it is clear which one leads on`, (t) => {
    const filled = all(html.split('<dialog')[0] ?? '', /class="(btn(?: [a-z0-9]+)*)"/g).filter(
      (of) => !/ sec/.test(of),
    );
    t.true(filled.length <= 1, String(filled.length));
  });

  test(`${name}: no id twice`, (t) => {
    const ids = all(html, /\sid="([^"]+)"/g);
    t.deepEqual([...new Set(ids)], ids);
  });

  if (view.startsWith('messages/')) continue;

  test(`${name}: the title starts with "Error: " if and only if there are errors`, (t) => {
    const errors = locals.errors as readonly unknown[] | undefined;
    t.is(html.includes('<title>Error: '), Boolean(errors?.length));
    t.is(html.includes('Hay un problema'), Boolean(errors?.length));
  });

  test(`[ux 30] ${name}: every label, description and inner link has its target`, (t) => {
    const targets = [
      ...all(html, /\sfor="([^"]+)"/g),
      ...all(html, /\shref="#([^"]+)"/g),
      ...all(html, /\saria-(?:describedby|labelledby|controls)="([^"]+)"/g).flatMap((ids) => ids.split(' ')),
    ];
    for (const id of targets) t.true(html.includes(` id="${id}"`), id);
  });

  test(`${name}: no inline script or style, no external resource`, (t) => {
    t.notRegex(html, /\sstyle=|<style|\son[a-z]+=|data:|javascript:/);
    t.notRegex(html, /<script(?![^>]*\ssrc="\/e\/)/);
    t.notRegex(html, /\s(?:src|action)="(?:https?:)?\/\//);
  });

  test(`${name}: every form that posts carries its token`, (t) => {
    const token = locals.csrfToken;
    const bodies = all(html, /<form\b[^>]*method="post"[^>]*>(.*?)<\/form>/gs);
    if (token) t.true(bodies.length > 0);
    for (const body of token ? bodies : []) t.true(body.includes(`name="ficha" value="${token}"`));
    t.pass();
  });

  test(`[security 10] ${name}: pasting works and no input is cut`, (t) => {
    t.notRegex(html, /\smaxlength=|\spattern=|onpaste/);
  });
}

test('[ux 5] each error is in the summary and word for word at its field, and the summary distinguishes them', (t) => {
  for (const { html, locals, name } of sitePages) {
    const errors = (locals.errors ?? []) as { id: string; text: string }[];
    for (const { id, text } of errors) t.true(html.includes(`<a href="#${id}">${text}</a>`), `${name}: ${text}`);
    t.is(new Set(errors.map(({ text }) => text)).size, errors.length, name);
    for (const [id, text] of Object.entries((locals.faults ?? {}) as Record<string, string>)) {
      const field = html.split(`id="${id}-e"`)[1]?.split('</p>')[0] ?? '';
      t.true(field.replace(/<[^>]+>/g, '').includes(text), `${name}: ${text}`);
      const line = errors.find((error) => error.id === id)?.text ?? '';
      t.true(line === text || line.endsWith(`: ${text.charAt(0).toLowerCase()}${text.slice(1)}`), `${name}: ${line}`);
    }
  }
});

/** Fields whose label depends on the state of the page; their refusals say themselves what they are about. */
const selfEvident = new Set(['rut', 'serie', 'codigo', 'mes']);

test('[P10] the words of an error name each field of each form as its label does', (t) => {
  let seen = 0;
  for (const { html, view, locals, name } of sitePages)
    for (const [, id = '', inner = ''] of html.matchAll(/<label for="([^"]+)">([\s\S]*?)<\/label>/g)) {
      const label = inner
        .replace(/<b[^>]*>.*?<\/b>|<i>.*?<\/i>/g, '')
        .replace(/<[^>]+>/g, '')
        .trim();
      if (selfEvident.has(id)) t.is(labelOf(texts, view, id, locals.company === true), undefined, id);
      else
        t.is(
          labelOf(texts, view, id, locals.company === true),
          label,
          `${name}: ${id}; the list is in locales/es-CL/fields.ts`,
        );
      seen += 1;
    }
  t.true(seen > 400, String(seen));
  const missing = lineOn(texts, 'registration/natural/form', {
    id: 'calle',
    text: 'Este campo es obligatorio.',
    unclear: true,
  });
  t.is(missing.text, 'Dirección Particular: este campo es obligatorio.');
});

test('[P10] the captcha has one label on every form, which asks for the letters of the picture', (t) => {
  const asking = sitePages.filter(({ html }) => html.includes('id="captcha"'));
  t.true(asking.length > 20);
  for (const { html, name } of asking) {
    t.regex(html, /<label for="captcha">Ingresar las letras de la imagen /, name);
    t.notRegex(/<input[^>]*id="captcha"[^>]*>/.exec(html)?.[0] ?? '', /aria-label/, name);
  }
});

test('[P10] what is true on a screen alone is not printed', (t) => {
  t.regex(publicFiles().get('cs.css')?.body.toString() ?? '', /@media print\{\.en-pantalla[^}]*\{display:none\}/);
  const told = /<p\b[^>]*>(?:(?!<\/p>).)*(se actualiza sola|actualizarla ahora|se cierra sola)/g;
  const lines = sitePages.flatMap(({ html }) => html.match(told) ?? []);
  t.true(lines.length > 10);
  for (const line of lines) t.regex(line, /^<p class="[^"]*\ben-pantalla\b/, line);
});

test('after an error what was typed stays, but for keys and captcha', (t) => {
  const page = pages.find(({ name }) => name === 'registro-guia-con-errores');
  const html = page?.html ?? '';
  for (const kept of ['value="44.000.001-0"', 'value="rosa@correo.example"', 'value="11102" selected']) {
    t.true(html.includes(kept), kept);
  }
  for (const id of ['clave', 'clave2', 'captcha']) t.notRegex(html, new RegExp(`<input[^>]*id="${id}"[^>]*value=`));
});

test('what was typed is shown as text, never as markup', (t) => {
  const page = pages.find(({ name }) => name === 'registro-guia');
  const html = render('registration/natural/form', { ...page?.locals, values: { calle: '"><script>1</script>' } });
  t.true(html.includes('value="&quot;&gt;&lt;script&gt;1&lt;/script&gt;"'));
});

test('the words of the guide are on its pages', (t) => {
  const text = (name: string) =>
    (pages.find((page) => page.name === name)?.html ?? '').replace(/<[^>]+>/g, '').replace(/\s+/g, ' ');
  t.true(
    text('registro-guia').includes(
      'INFORMACIÓN: Para obtener su CS es necesario que usted cuente con una cuenta de correo electrónico para que podamos enviarle su CS, si no posee una cuenta de correo electrónico favor presione aquí. Le sugerimos crear una cuenta de correo electrónico por ejemplo; Gmail.',
    ),
  );
  t.true(
    text('registro-guia').includes(
      'El Sistema Clave SENCE, le permite a usted crear una CS que sirve para iniciar sesión en nuestros sistemas.',
    ),
  );
  t.true(
    text('registro-guia').includes(
      'Queremos asegurarnos de que es una persona real quien está utilizando este sistema. Por favor, ingrese en el cuadro de texto las letras que muestra la siguiente imagen:',
    ),
  );
  t.true(
    text('ingreso-clave-incorrecta').includes(
      'Solución: Regístrese, recupere su clave, modifíquela o actualice sus datos.',
    ),
  );
  t.true(text('salir-listo').includes('Sesión cerrada. Si usó un equipo compartido, cierre también el navegador.'));
  t.true(
    text('registro-listo-enviado').includes(
      'Le enviamos un correo a roxx@corrxxx. Ábralo y confirme su cuenta dentro de 24 horas.',
    ),
  );
});

test('the words of the guide are on the pages that recover a key', (t) => {
  const page = (name: string) => pages.find((one) => one.name === name)?.html ?? '';
  const text = (name: string) =>
    page(name)
      .replace(/<[^>]+>/g, '')
      .replace(/\s+/g, ' ');
  const literal = (name: string, words: string) => t.true(text(name).includes(words), `${name}: ${words}`);
  const important =
    'IMPORTANTE: Asegúrese de tener sus datos de contacto actualizados antes de recuperar la CS, pues podría enviarse la clave a un e-mail que ya no tenga o no utilice. ';
  const update =
    'Para actualizar sus datos de contacto vaya a Actualizar Datos y seleccione la opción Actualizar Datos Persona Natural o bien presione aquí. ';
  const call = 'Para cualquier consulta sobre recuperar la CS, llame al 800 80 10 30.';
  literal(
    'recuperar-natural',
    'Debe ingresar en primera instancia su Rut y responder la pregunta secreta para validar la cuenta y luego realizar una comprobación de seguridad Captcha.',
  );
  literal('recuperar-natural', important + update + call);
  literal(
    'recuperar-juridica',
    'Debe ingresar en primera instancia el Rut de la Persona Jurídica y responder la pregunta secreta para validar la cuenta y luego realizar una comprobación de seguridad Captcha.',
  );
  literal('recuperar-juridica', important + call);
  literal('recuperar-pregunta-natural', 'Pregunta Secreta: MI PAÍS FAVORITO');
  literal('recuperar-pregunta-natural', 'No recuerdo la respuesta a mi pregunta secreta');
  literal('recuperar-correo-natural', 'Se le enviará una clave al siguiente correo electrónico: rosaxxxx@corxxxx');
  literal('recuperar-enlace-listo', 'Generación de nueva clave Sence satisfactoria.');
  literal('cambiar-provisoria', 'Su clave es provisoria. Antes de continuar debe cambiarla.');
});

test('the page of the sent key reloads only while something is queued', (t) => {
  const reloads = pages.filter(({ view, html }) => view === 'recovery/sent' && html.includes('http-equiv="refresh"'));
  t.deepEqual(
    reloads.map(({ name }) => name),
    ['recuperar-exito-en-cola', 'recuperar-exito-segura'],
  );
});

test('«Continuar por correo» shows no address and says the same for every number', (t) => {
  for (const { html } of pages.filter(({ view }) => view === 'recovery/mail')) {
    t.notRegex(html, /[^\s>]@[^\s<]/);
    t.regex(html, /Si el (NIE|RUT Empresa) tiene una cuenta activa/);
  }
});

test('«Continuar por correo» promises a link for an active account alone, and says where to go when none comes', (t) => {
  const views = ['recovery/mail', 'key-change/mail', 'data-update/mail', 'sign-in/mail'];
  for (const view of views) {
    const shown = pages.filter((page) => page.view === view);
    t.true(shown.length > 0, view);
    for (const { name, html, locals } of shown) {
      t.notRegex(html, /tiene una cuenta(?! activa)/, name);
      if ((locals as { asked?: unknown }).asked) t.regex(html, /Si en 10 minutos no llega nada, la cuenta puede/, name);
    }
  }
});

test('every asset that a page or the style sheet names is served', (t) => {
  const css = publicFiles().get('cs.css')?.body.toString() ?? '';
  const named = [
    ...sitePages.flatMap(({ html }) => all(html, /"\/e\/[0-9a-f]{10}\/([^"#]+)/g)),
    ...all(css, /url\(([^)]+)\)/g),
  ];
  for (const name of new Set(named)) t.true(publicFiles().has(name), name);
  t.regex(asset('cs.css'), /^\/e\/[0-9a-f]{10}\/cs\.css$/);
});

test('every icon that a page names is drawn', (t) => {
  const sprite = publicFiles().get('iconos.svg')?.body.toString() ?? '';
  const named = new Set(sitePages.flatMap(({ html }) => all(html, /iconos\.svg#([a-z]+)"/g)));
  for (const name of named) t.true(sprite.includes(`<symbol id="${name}"`), name);
});
