// A form marked data-act is sent when one of its selects was chosen: by the mouse at once, by the
// keyboard with Enter or when the field is left, for arrow keys pass what lies between.
export function actOnSelects(): void {
  let typing: HTMLSelectElement | null = null;

  function send(field: HTMLSelectElement): void {
    typing = null;
    if (field.form?.dataset["act"] !== undefined) field.form.requestSubmit();
  }

  function isActing(target: EventTarget | null): target is HTMLSelectElement {
    return target instanceof HTMLSelectElement && target.form?.dataset["act"] !== undefined;
  }

  let byKeys = false;
  document.addEventListener("pointerdown", () => (byKeys = false), true);
  document.addEventListener(
    "keydown",
    (event) => {
      byKeys = true;
      if (event.key === "Enter" && isActing(event.target) && typing === event.target) {
        event.preventDefault();
        send(event.target);
      }
    },
    true,
  );
  document.addEventListener("change", (event) => {
    if (!isActing(event.target)) return;
    if (byKeys) typing = event.target;
    else send(event.target);
  });
  document.addEventListener("focusout", (event) => {
    if (isActing(event.target) && typing === event.target) send(event.target);
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
