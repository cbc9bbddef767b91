// The sandbox's page: one pane a platform, drawn anew from each snapshot.
import { Dialogs } from "./dialogs.js";
import * as discord from "./discord.js";
import { encoded, shelf } from "./files.js";
import * as slack from "./slack.js";
import * as telegram from "./telegram.js";

const drawings = { slack, discord, telegram };
const panes = new Map();

async function post(path, asked) {
  const answer = await fetch(path, {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: JSON.stringify(asked),
  });
  const said = await answer.json();
  if (!answer.ok) throw new Error(said.refused);
  return said;
}

class Pane {
  constructor(service) {
    this.service = service;
    this.root = document.getElementById("pane").content.firstElementChild.cloneNode(true);
    this.root.classList.add(service);
    this.root.querySelector("h2").textContent = service;
    this.users = this.root.querySelector(".user");
    this.list = this.root.querySelector(".messages");
    this.input = this.root.querySelector(".composer input[type=text]");
    this.files = this.root.querySelector(".composer input[type=file]");
    this.files.addEventListener("change", () => this.attached());
    this.dialogs = new Dialogs(this.root.querySelector(".dialogs"), (dialog, value) => this.act("/submit", { dialog, value }));
    this.place = null;
    this.drawn = new Map();
    this.users.addEventListener("change", () => { this.place = null; this.redraw(); });
    this.root.querySelector("form").addEventListener("submit", (event) => { event.preventDefault(); this.send(); });
    document.getElementById("panes").append(this.root);
  }

  async act(path, asked) {
    const refused = this.root.querySelector(".refused");
    refused.textContent = "";
    try {
      return await post(path, { service: this.service, user: this.users.value, place: this.place, ...asked });
    } catch (error) {
      refused.textContent = error.message;
      return null;
    }
  }

  async send() {
    const text = this.input.value.trim();
    const chosen = [...this.files.files];
    if (!(text || chosen.length) || !this.snapshot.connected) return;
    this.input.value = this.files.value = "";
    this.attached();
    const said = await this.act("/say", { text, files: await Promise.all(chosen.map(encoded)) });
    if (said) {
      this.place = said.place;
      this.redraw();
    } else {
      this.input.value ||= text;
      this.root.querySelector(".refused").append(drawings[this.service].advice?.(text) ?? "");
    }
  }

  attached() {
    const names = [...this.files.files].map((file) => file.name).join(", ");
    this.root.querySelector(".attached").textContent = names && `📎 ${names}`;
  }

  update(snapshot) {
    this.snapshot = snapshot;
    if (!this.users.options.length) {
      for (const user of snapshot.users) this.users.append(new Option(user.name + (user.admin ? " (admin)" : ""), user.id));
    }
    this.redraw();
  }

  visible() {
    return this.snapshot.places.filter((place) => !place.users || place.users.includes(this.users.value));
  }

  redraw() {
    const places = this.visible();
    if (this.place === null) this.place = places[0].id;
    const here = places.find((place) => place.id === this.place);
    if (!here) return; // a thread that was just begun and is in the next snapshot
    const nav = this.root.querySelector(".places");
    nav.replaceChildren(...places.map((place) => this.tab(place)));
    const hint = here.hint || "Message";
    this.input.placeholder = this.snapshot.connected ? hint : "the bot is connecting …";
    this.root.querySelector("form button").disabled = !this.snapshot.connected;
    this.messages();
    this.working();
    this.dialogs.show((this.snapshot.dialogs ?? []).filter((dialog) => String(dialog.user) === this.users.value));
  }

  // Says that an answer is under way, as the platform does; drawn anew only when that begins or ends.
  working() {
    const on = this.snapshot.working.includes(this.place);
    const line = this.root.querySelector(".working");
    if (line.hidden !== on) return;
    line.hidden = !on;
    const stop = () => this.act("/stop", {});
    line.replaceChildren(...(on ? drawings[this.service].working(stop) : []));
  }

  tab(place) {
    const tab = document.createElement("button");
    tab.type = "button";
    tab.textContent = place.name;
    tab.setAttribute("aria-current", String(place.id === this.place));
    tab.addEventListener("click", () => { this.place = place.id; this.redraw(); });
    return tab;
  }

  link(thread) {
    const link = document.createElement("button");
    const count = (this.snapshot.messages[thread.id] || []).length;
    link.type = "button";
    link.className = "thread";
    link.textContent = `thread (${count}) →`;
    link.addEventListener("click", () => { this.place = thread.id; this.redraw(); });
    return link;
  }

  messages() {
    const shown = (this.snapshot.messages[this.place] || [])
      .filter((message) => !message.private_to || message.private_to === this.users.value);
    const atEnd = this.list.scrollHeight - this.list.scrollTop - this.list.clientHeight < 60;
    const kept = new Map();
    const items = shown.map((message) => {
      const replies = this.snapshot.messages[this.place + "/" + message.id] || this.snapshot.messages[message.id] || [];
      const written = JSON.stringify(message) + replies.length;
      const before = this.drawn.get(this.place + "/" + message.id);
      const item = before && before.written === written ? before.item : this.item(message);
      kept.set(this.place + "/" + message.id, { written, item });
      return item;
    });
    const draft = this.snapshot.drafts?.[this.place];
    if (draft) items.push(this.draft(draft));
    this.drawn = kept;
    this.list.replaceChildren(...items);
    if (atEnd) this.list.scrollTop = this.list.scrollHeight;
  }

  // A text that the bot is writing, which is no message yet.
  draft(draft) {
    const item = document.createElement("li");
    item.className = "draft";
    item.append(drawings[this.service].body(draft, () => {}, []));
    return item;
  }

  item(message) {
    const item = document.createElement("li");
    item.dataset.id = message.id;
    item.classList.toggle("mine", !message.author.bot);
    const by = document.createElement("span");
    by.className = "by";
    by.textContent = message.author.name;
    const at = document.createElement("span");
    at.className = "at";
    at.textContent = new Date(message.at * 1000).toLocaleTimeString([], { hour: "2-digit", minute: "2-digit" });
    item.append(by, at);
    if (message.private_to) {
      const only = document.createElement("span");
      only.className = "only";
      only.textContent = " · only you see this";
      item.append(only);
    }
    const thread = this.visible().find((place) => [this.place + "/" + message.id, message.id].includes(place.id));
    const click = (control, value = "") => this.act("/click", { message: message.id, control, value });
    const files = shelf(this.service, message.files ?? []);
    item.classList.toggle("streaming", Boolean(message.streaming));
    item.append(drawings[this.service].body(message.native, click, files, this.snapshot.names));
    item.append(...files.rest());
    if (message.reactions?.length) {
      const reactions = document.createElement("div");
      reactions.className = "reactions";
      reactions.append(...message.reactions.map((emoji) => Object.assign(document.createElement("span"), { textContent: emoji })));
      item.append(reactions);
    }
    if (thread) item.append(this.link(thread));
    return item;
  }
}

function start() {
  for (const drawing of Object.values(drawings)) {
    const style = document.createElement("style");
    style.textContent = drawing.style;
    document.head.append(style);
  }
  document.getElementById("kill").addEventListener("click", () => post("/kill", {}));
  const running = document.getElementById("running");
  const source = new EventSource("/events");
  source.onmessage = (event) => {
    const news = JSON.parse(event.data);
    running.textContent = news.running ? "bots running" : "bots stopped, starting again …";
    running.classList.toggle("yes", news.running);
    for (const [name, snapshot] of Object.entries(news.services)) {
      if (!panes.has(name)) panes.set(name, new Pane(name));
      panes.get(name).update(snapshot);
    }
  };
  source.onerror = () => { running.textContent = "sandbox unreachable"; running.classList.remove("yes"); };
}

start();
