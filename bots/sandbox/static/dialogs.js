// Dialogs that a platform has opened for one person: a modal, or a message that asks for an answer.

/** Shows the dialogs in `root`; `send(id, value)` returns what the platform says is wrong. */
export class Dialogs {
  constructor(root, send) {
    this.root = root;
    this.send = send;
    this.open = new Map();
    this.closed = new Set();
  }

  show(dialogs) {
    const wanted = new Map(dialogs.filter((dialog) => !this.closed.has(dialog.id)).map((dialog) => [dialog.id, dialog]));
    for (const [id, node] of this.open) {
      if (wanted.has(id)) continue;
      node.remove();
      this.open.delete(id);
    }
    for (const [id, dialog] of wanted) {
      if (this.open.has(id)) continue;
      const node = this.drawn(dialog);
      this.open.set(id, node);
      this.root.append(node);
      node.querySelector("input, textarea").focus();
    }
  }

  drawn(dialog) {
    const form = element("form", "dialog");
    const field = element(dialog.multiline ? "textarea" : "input");
    field.value = dialog.value ?? "";
    field.placeholder = dialog.placeholder ?? "";
    const label = element("label");
    label.append(dialog.label, field);
    const wrong = element("p", "wrong", dialog.problem ?? "");
    wrong.setAttribute("role", "alert");
    const cancel = element("button", "", "Cancel");
    cancel.type = "button";
    cancel.addEventListener("click", () => { this.closed.add(dialog.id); form.remove(); this.open.delete(dialog.id); });
    const buttons = element("div", "buttons");
    const submit = element("button", "", "Submit");
    submit.type = "submit";
    buttons.append(cancel, submit);
    form.append(element("h3", "", dialog.title), label, wrong, buttons);
    form.addEventListener("submit", async (event) => {
      event.preventDefault();
      submit.disabled = true;
      const answer = await this.send(dialog.id, field.value);
      submit.disabled = false;
      wrong.textContent = answer?.wrong ?? "";
    });
    return form;
  }
}

function element(tag, name = "", text) {
  const node = document.createElement(tag);
  if (name) node.className = name;
  if (text !== undefined) node.textContent = text;
  return node;
}
