// A pair of keys made in this browser: the public half goes into the form, the private half into a file of the user alone.
const ALGORITHM = { name: 'ECDSA', namedCurve: 'P-256' };

const pemOf = (bytes) => {
  const text = btoa(String.fromCharCode(...new Uint8Array(bytes)));
  return `-----BEGIN PRIVATE KEY-----\n${text.match(/.{1,64}/g).join('\n')}\n-----END PRIVATE KEY-----\n`;
};

const watch = (form) => {
  const [box, button, kept, said] = ['caja', 'crear', 'guardar', 'estado'].map((name) =>
    form.querySelector(`[data-par-${name}]`),
  );
  const link = kept.querySelector('a');
  const make = async () => {
    const pair = await crypto.subtle.generateKey(ALGORITHM, true, ['sign', 'verify']);
    const { kty, crv, x, y } = await crypto.subtle.exportKey('jwk', pair.publicKey);
    const file = new Blob([pemOf(await crypto.subtle.exportKey('pkcs8', pair.privateKey))], { type: 'text/plain' });
    if (link.href.startsWith('blob:')) URL.revokeObjectURL(link.href);
    link.href = URL.createObjectURL(file);
    kept.hidden = false;
    form.elements.llave.value = JSON.stringify({ kty, crv, x, y });
    said.textContent =
      'Guarde la clave privada ahora: no sale de este navegador, y se pierde al dejar esta página. Después registre la pública.';
    link.focus();
  };
  button.addEventListener('click', () =>
    make().catch(() => {
      said.textContent = 'Este navegador no pudo crear las claves. Hágalo con openssl.';
    }),
  );
  box.hidden = false;
};

if (window.isSecureContext && crypto.subtle)
  for (const form of document.querySelectorAll('[data-par-de-claves]')) watch(form);
