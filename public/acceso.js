// Passkeys: asks the device for what a box has in `data-acceso`, puts the answer into the form and sends it.
const wordsOf = {
  NotAllowedError: 'No se usó ninguna clave de acceso: se canceló o pasó el tiempo. Puede intentarlo de nuevo.',
  InvalidStateError: 'Este aparato ya tiene una clave de acceso de su cuenta.',
};
const OTHERWISE = 'Este aparato no pudo usar una clave de acceso. Siga de otra forma.';

const { credentials } = navigator;
const kind = window.PublicKeyCredential;

/** Makes a passkey where the options name who it is for, else uses one. */
const ask = (options, how) =>
  'user' in options
    ? credentials.create({ publicKey: kind.parseCreationOptionsFromJSON(options) })
    : credentials.get({ publicKey: kind.parseRequestOptionsFromJSON(options), ...how });

const watch = (box) => {
  const [answer, button, said] = ['[data-respuesta]', 'button', '[role=status]'].map((css) => box.querySelector(css));
  const { form } = button;
  const options = JSON.parse(box.dataset.acceso);
  const { sigue } = box.dataset;
  let busy = false;
  let offered;
  /** Whether the form asks for a code too, which stands for what was proved here. */
  const askCode = (asked) => {
    const code = sigue && form.elements.codigo;
    if (!code) return;
    code.required = asked;
    code.closest('.campo').hidden = !asked;
  };
  const send = () => form.requestSubmit(button.type === 'submit' ? button : undefined);
  const take = (credential) => {
    answer.value = JSON.stringify(credential);
    if (!sigue) return send();
    askCode(false);
    said.textContent = sigue;
  };
  /** Offers the passkeys of this site where the number is typed, for as long as no button was pressed. */
  const offer = async () => {
    if (!('alEscribir' in box.dataset) || !(await kind.isConditionalMediationAvailable?.())) return;
    offered = new AbortController();
    ask(options, { mediation: 'conditional', signal: offered.signal }).then(take, () => {});
  };
  button.addEventListener('click', async (event) => {
    event.preventDefault();
    if (busy) return;
    // A passkey is not made for a form that lacks something, nor twice.
    if (!sigue && (answer.value || ('user' in options && !form.checkValidity()))) return send();
    busy = true;
    offered?.abort();
    said.textContent = '';
    await ask(options).then(take, ({ name }) => {
      said.textContent = wordsOf[name] ?? OTHERWISE;
      return offer();
    });
    busy = false;
  });
  // Back to the page: what was answered is spent.
  window.addEventListener('pageshow', () => {
    answer.value = answer.defaultValue;
    askCode(true);
  });
  box.hidden = false;
  offer();
};

if (kind?.parseRequestOptionsFromJSON) {
  for (const box of document.querySelectorAll('[data-acceso]')) watch(box);
  for (const without of document.querySelectorAll('[data-sin-acceso]')) without.hidden = true;
}
