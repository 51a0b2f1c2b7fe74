// Comuna follows Región. Where the list does not come, the form's button brings it.
export function follow(region) {
  const { form } = region;
  const comuna = form.querySelector('#comuna');
  const byForm = form.querySelector('.sin-script');
  let lists;
  const load = () => {
    lists ??= fetch(region.dataset.comunas, { signal: AbortSignal.timeout(8000) }).then((answer) => answer.json());
    return lists;
  };
  const fill = async () => {
    comuna.length = 1;
    comuna.options[0].text = region.value ? 'Seleccione…' : 'Primero elija su región';
    try {
      const { [region.value]: list = [] } = await load();
      comuna.length = 1;
      for (const [code, name] of list) comuna.add(new Option(name, code));
      form.elements.comunas_de.value = region.value;
    } catch {
      lists = undefined;
      byForm.hidden = false;
      byForm.classList.add('falla');
    }
  };
  byForm.hidden = true;
  region.addEventListener('focus', () => load().catch(() => (lists = undefined)), { once: true });
  region.addEventListener('change', fill);
  // A browser that comes back gives the region and not the list.
  if (region.value && comuna.length < 2) fill();
}
