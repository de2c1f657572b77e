// A form marked data-act is sent as soon as one of its selects is changed.
export function actOnSelects(): void {
  document.addEventListener("change", (event) => {
    const field = event.target;
    if (!(field instanceof HTMLSelectElement)) return;
    const form = field.form;
    if (form?.dataset["act"] !== undefined) form.requestSubmit();
  });
}

// What a filter leaves blank is left out of the address, which is then short enough to share.
export function leaveBlanksOut(): void {
  document.addEventListener("formdata", (event) => {
    if (!(event.target as Element).matches("form.filters")) return;
    for (const [name, value] of [...event.formData]) {
      if (value === "") event.formData.delete(name);
    }
  });
}
