// Drafts: kept on the server every few seconds and on leaving; leaving what is not saved asks.
const EVERY_MS = 10_000;

export function keepDrafts(): void {
  const form = document.querySelector<HTMLFormElement>("form[data-form]");
  if (!form) return;
  const state = form.querySelector<HTMLElement>("[data-draft-state]");
  let dirty = form.dataset["dirty"] !== undefined;
  let kept = dirty ? "" : textOf(form);
  let leaving = false;

  const changed = (): void => {
    dirty = true;
  };
  form.addEventListener("input", changed);
  form.addEventListener("change", changed);
  form.addEventListener("submit", () => {
    leaving = true;
  });
  window.addEventListener("pageshow", () => {
    leaving = false;
  });

  async function keep(): Promise<void> {
    const text = textOf(form!);
    if (!dirty || leaving || text === kept) return;
    try {
      const headers = { Accept: "application/json" };
      const answer = await fetch(form!.action, { method: "POST", body: draftOf(form!), headers });
      if (!answer.ok) throw new Error(answer.statusText);
      kept = text;
      const { saved_at } = (await answer.json()) as { saved_at: string };
      if (state) state.textContent = `${form!.dataset["saved"]} ${saved_at.slice(-5)}`;
    } catch {
      if (state) state.textContent = form!.dataset["notSaved"] ?? "";
    }
  }

  window.setInterval(() => void keep(), EVERY_MS);
  function send(): void {
    const text = textOf(form!);
    if (dirty && !leaving && text !== kept && navigator.sendBeacon(form!.action, draftOf(form!))) {
      kept = text;
    }
  }
  document.addEventListener("visibilitychange", () => {
    if (document.visibilityState === "hidden") send();
  });
  window.addEventListener("pagehide", send);
  window.addEventListener("beforeunload", (event) => {
    if (!dirty || leaving) return;
    event.preventDefault();
    event.returnValue = form.dataset["leave"] ?? "";
  });
}

function draftOf(form: HTMLFormElement): FormData {
  const data = new FormData(form);
  data.set("form-action", "draft");
  return data;
}

function textOf(form: HTMLFormElement): string {
  return JSON.stringify([...new FormData(form)].filter(([name]) => name !== "csrfmiddlewaretoken"));
}
