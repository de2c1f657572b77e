// A form marked data-act is sent as soon as one of its selects is changed.
export function actOnSelects(): void {
  document.addEventListener("change", (event) => {
    const field = event.target;
    if (!(field instanceof HTMLSelectElement)) return;
    const form = field.form;
    if (form?.dataset["act"] !== undefined) form.requestSubmit();
  });
}
