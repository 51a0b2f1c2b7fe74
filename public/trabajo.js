// After too many failed attempts a form needs proof of work: a counter whose SHA-256 begins with zero bits.
const CHUNK = 1000;
const ASK_AGAIN_MS = 10_000;

const zeroBits = (digest) => Math.clz32(new DataView(digest).getUint32(0));
const text = new TextEncoder();

/** Tries some counters, and gives the one that solves it, if any. Other work of the page goes on between two calls. */
const tryFrom = async ({ challenge, bits }, first) => {
  const digests = Array.from({ length: CHUNK }, (_, place) =>
    crypto.subtle.digest('SHA-256', text.encode(`${challenge}.${first + place}`)),
  );
  const place = (await Promise.all(digests)).findIndex((digest) => zeroBits(digest) >= bits);
  return place < 0 ? undefined : first + place;
};

/** What is due now; nothing where the request fails, for then the server says so in its answer. */
const ask = async (address) => {
  const answer = await fetch(address).catch(() => undefined);
  return answer?.status === 200 ? answer.json() : undefined;
};

/** Does what is due, or sees it lapse. `tell` is called with the progress, in percent of the average work. */
const solve = async (address, tell) => {
  const due = await ask(address);
  if (!due) return '';
  let asked = Date.now();
  for (let first = 0; ; first += CHUNK) {
    tell(Math.min(99, Math.floor((100 * first) / 2 ** due.bits)));
    const counter = await tryFrom(due, first);
    if (counter !== undefined) return `${due.challenge}.${counter}`;
    if (Date.now() - asked > ASK_AGAIN_MS) {
      asked = Date.now();
      if (!(await ask(address))) return '';
    }
  }
};

/** A new captcha, another way, or an empty card field: no attempt, hence no work. */
const isFree = ({ submitter, target }) => submitter?.formNoValidate || target.elements.serie?.value === '';

/** Puts the work before the sending of a form; what is pressed meanwhile waits. */
export const watch = (field) => {
  const { form } = field;
  const said = form.querySelector('#espera');
  let state = 'idle';
  const tell = (percent) => {
    said.hidden = false;
    said.textContent = `Espere unos segundos. Comprobamos que no es un programa automático: ${percent} %.`;
  };
  form.addEventListener('submit', (event) => {
    if (state === 'done' || isFree(event)) return;
    event.preventDefault();
    event.stopPropagation();
    if (state === 'working') return;
    state = 'working';
    const { submitter } = event;
    submitter?.closest('.acciones')?.before(said);
    solve(field.dataset.trabajo, tell)
      .catch(() => '')
      .then((solution) => {
        field.value = solution;
        state = 'done';
        if (form.requestSubmit) form.requestSubmit(submitter);
        else form.submit();
      });
  });
  // Back to the page: what was solved is spent.
  window.addEventListener('pageshow', () => {
    state = 'idle';
    field.value = '';
    said.hidden = true;
  });
};
