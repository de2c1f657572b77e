// A button marked data-copy puts the text of the field it names onto the clipboard, and says so.
export function copyTexts(): void {
  document.addEventListener("click", (event) => {
    const button = (event.target as Element).closest<HTMLElement>("button[data-copy]");
    if (!button) return;
    const field = document.getElementById(button.dataset["copy"] ?? "");
    if (!(field instanceof HTMLInputElement)) return;
    field.select();
    const done = (): void => {
      button.textContent = button.dataset["done"] ?? "";
    };
    // Pages in the clear, on another machine than this one, have no clipboard of their own.
    if (navigator.clipboard) void navigator.clipboard.writeText(field.value).then(done);
    else if (document.execCommand("copy")) done();
  });
}
