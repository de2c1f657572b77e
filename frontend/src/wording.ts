// A paragraph to be worded: figures become chips that cannot be typed into, the text around them is
// free. What is sent is the text field's, in which a figure stands as ⟦place|number⟧.
const TOKEN = /⟦[^⟦⟧]*⟧/g;

export function wordParagraphs(): void {
  const field = document.querySelector<HTMLTextAreaElement>("textarea[data-wording]");
  if (!field) return;
  const editor = document.createElement("div");
  editor.className = "form-control wording";
  editor.contentEditable = "true";
  editor.setAttribute("role", "textbox");
  editor.setAttribute("aria-multiline", "true");
  editor.setAttribute("aria-label", field.labels[0]?.textContent ?? "");
  show(editor, field.value);
  field.hidden = true;
  field.required = false;
  field.after(editor);
  editor.addEventListener("paste", pastePlain);
  field.form?.addEventListener("submit", () => (field.value = read(editor)));
}

function show(editor: HTMLElement, wording: string): void {
  let at = 0;
  for (const match of wording.matchAll(TOKEN)) {
    editor.append(wording.slice(at, match.index), chip(match[0]));
    at = match.index + match[0].length;
  }
  editor.append(wording.slice(at));
}

function chip(token: string): HTMLElement {
  const made = document.createElement("span");
  made.className = "token";
  made.contentEditable = "false";
  made.dataset["token"] = token;
  made.textContent = token.slice(token.indexOf("|") + 1, -1);
  return made;
}

// Words alone: a chip that was copied from elsewhere would be no figure of this paragraph.
function pastePlain(event: ClipboardEvent): void {
  event.preventDefault();
  const text = event.clipboardData?.getData("text/plain") ?? "";
  document.execCommand("insertText", false, text);
}

function read(node: Node): string {
  let text = "";
  for (const child of node.childNodes) {
    if (child instanceof HTMLElement) {
      const token = child.dataset["token"];
      if (token !== undefined) text += token;
      else if (child.tagName === "BR") text += "\n";
      else text += (child.tagName === "DIV" && text ? "\n" : "") + read(child);
    } else text += child.textContent ?? "";
  }
  return text.replaceAll("\u00a0", " ");
}
