// The panel of a column opens over the list; without scripts its door leads to a page of its own.
export function openColumns(): void {
  const dialog = document.querySelector<HTMLDialogElement>("dialog#column-panel");
  if (!dialog) return;
  document.addEventListener("click", (event) => {
    const door = (event.target as Element).closest<HTMLAnchorElement>("a.funnel");
    if (!door || event.ctrlKey || event.metaKey || event.shiftKey) return;
    event.preventDefault();
    void show(dialog, door);
  });
  dialog.addEventListener("click", (event) => {
    const target = event.target as Element;
    if (target === dialog || target.closest("[data-shut]")) dialog.close();
  });
}

async function show(dialog: HTMLDialogElement, door: HTMLAnchorElement): Promise<void> {
  const answer = await fetch(door.href, { headers: { "HX-Request": "true" } }).catch(() => null);
  if (!answer?.ok) {
    window.location.assign(door.href);
    return;
  }
  dialog.innerHTML = await answer.text();
  dialog.showModal();
  const form = dialog.querySelector<HTMLFormElement>("form");
  // An empty field is no condition.
  form?.addEventListener("submit", () => {
    for (const field of form.querySelectorAll<HTMLInputElement>("input")) field.disabled = !field.value;
  });
}
