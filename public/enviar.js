// Sends the form of the page "Continuar" at once; its button does the same without script.
{
  const form = document.querySelector('form[data-enviar]');
  if (form) HTMLFormElement.prototype.submit.call(form);
}
