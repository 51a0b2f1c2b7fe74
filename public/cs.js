// Every page works without this.
const find = (css) => document.querySelector(css);
const on = (target, kind, act, how) => target?.addEventListener(kind, act, how);

for (const button of document.querySelectorAll('[data-ver]')) {
  const input = find(`#${button.dataset.ver}`);
  const show = (plain) => {
    input.type = plain ? 'text' : 'password';
    button.textContent = plain ? 'Ocultar' : 'Mostrar';
    button.ariaLabel = `${button.textContent} ${button.dataset.que}`;
  };
  button.hidden = false;
  on(button, 'click', () => show(input.type === 'password'));
  on(input.form, 'submit', () => show(false));
}

on(document, 'change', ({ target }) => {
  if (!/^(rut|nie)/.test(target.id)) return;
  const bare = target.value
    .normalize('NFKC')
    .replace(/[\s.\p{Dash}\p{Cf}\p{DI}]/gu, '')
    .toUpperCase();
  if (/^\d{7,9}[\dK]$/.test(bare)) target.value = bare.replace(/\B(?=(\d{3})*.$)/g, '.').replace(/.(.)$/, '-$1');
});

// A double click sends once, until the page is shown again.
const sent = new Map();
on(document, 'submit', (event) => {
  if (event.timeStamp - sent.get(event.target) < 5000) event.preventDefault();
  else sent.set(event.target, event.timeStamp);
});
on(window, 'pageshow', () => sent.clear());

// Played here: a half-filled form stays. What cannot be played says why in a page of its own.
const sound = find('#escuchar');
on(sound, 'click', (event) => {
  event.preventDefault();
  new Audio(sound.href).play().catch(() => open(sound.href));
});

// A new captcha in place, or else by the form.
const other = find('[value=refrescar]');
const renew = async ({ ficha, captcha_id, captcha }) => {
  const body = new URLSearchParams({ ficha: ficha.value, captcha_id: captcha_id.value });
  const { id } = await (await fetch('/captcha', { method: 'POST', body })).json();
  find('.captcha img').src = `/captcha/${id}.png`;
  sound.href = `/captcha/${id}.wav`;
  captcha_id.value = id;
  captcha.value = '';
  captcha.focus();
};
on(other, 'click', (event) => {
  event.preventDefault();
  renew(other.form).catch(() => other.form.requestSubmit(other));
});

// A short refresh waits for readers, and says a summary once.
const pause = +find('main').dataset.refresco;
const summary = find('#resumen');
const text = summary?.textContent;
if (!pause || text !== sessionStorage.dicho) summary?.focus();
if (pause) sessionStorage.dicho = text;
const isRead = () => pause < 60 && find('details[open], :focus:not(div)');
if (pause) setInterval(() => isRead() || location.reload(), pause * 1000);

// Parts that come where they are needed.
const whenUsed = (css, name) => {
  for (const field of document.querySelectorAll(css))
    on(field, 'focus', () => import(`./${name}.js`).then(({ watch }) => watch(field)), { once: true });
};
whenUsed('[data-medidor]', 'medidor');
whenUsed('[type=password]', 'mayusculas');
whenUsed('[type=email]', 'sugerir');
const region = find('#region');
if (region) import('./comunas.js').then(({ follow }) => follow(region));
whenUsed('[data-numero]', 'numero');
const doubt = find('[data-duda]');
if (doubt) import('./sugerir.js').then(({ adopt }) => adopt());
const ending = find('#vence');
if (ending) import('./plazo.js').then(({ watch }) => watch(ending));
const paid = find('[data-trabajo]');
if (paid) import('./trabajo.js').then(({ watch }) => watch(paid));
