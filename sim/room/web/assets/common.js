// What every page shares: elements made of text alone, and a socket that comes back by itself.
"use strict";
const SVG = "http://www.w3.org/2000/svg";

// Text goes in as text: whatever a file or a phone holds, it is never read as markup.
function fill(node, attributes, children) {
  for (const [name, value] of Object.entries(attributes || {})) {
    if (value === null || value === undefined || value === false) continue;
    if (name.startsWith("on")) node.addEventListener(name.slice(2), value);
    else if (name === "text") node.textContent = value;
    else if (name === "value") node.value = value;
    else node.setAttribute(name, value === true ? "" : value);
  }
  for (const child of children.flat(Infinity)) {
    if (child !== null && child !== undefined && child !== false) node.append(child);
  }
  return node;
}
const el = (tag, attributes, ...children) => fill(document.createElement(tag), attributes, children);
const svg = (tag, attributes, ...children) => fill(document.createElementNS(SVG, tag), attributes, children);
const one = (id) => document.getElementById(id);

const signed = (number, digits = 2) => {
  const text = Math.abs(number).toFixed(digits);
  return Number(text) === 0 ? text : (number < 0 ? "−" : "+") + text;
};
const percent = (share) => `${Math.round(share * 100)}%`;

// Draw anew without losing where the keyboard is, what is typed, or which details are open.
function redraw(root, children) {
  const active = document.activeElement, held = active && root.contains(active) ? active.id : "";
  const start = held && "selectionStart" in active ? active.selectionStart : null;
  const open = new Set([...root.querySelectorAll("details[open]")].map((found) => found.id));
  const typed = new Map([...root.querySelectorAll("[data-keep]")].map((found) => [found.id, found.value]));
  root.replaceChildren(...children.flat(Infinity).filter(Boolean));
  for (const found of root.querySelectorAll("details")) if (open.has(found.id)) found.open = true;
  for (const found of root.querySelectorAll("[data-keep]")) if (typed.has(found.id)) found.value = typed.get(found.id);
  if (!held) return;
  const again = one(held);
  if (!again) return;
  again.focus({preventScroll: true});
  if (start !== null && again.setSelectionRange && again.type === "text") again.setSelectionRange(start, start);
}

// While a slider is held, nothing is drawn anew beneath the finger.
let holding = false, postponed = null;
document.addEventListener("pointerdown", (event) => { holding = event.target.type === "range"; });
for (const over of ["pointerup", "pointercancel"]) document.addEventListener(over, () => {
  holding = false;
  if (postponed) { const later = postponed; postponed = null; setTimeout(later, 0); }
});
const whenFree = (work) => { if (holding) postponed = work; else work(); };

// A socket that comes back: at once when the page is looked at again, else after a while. A network
// may also fall silent without a word; so the page asks now and then, and an answer has its time.
const EVERY = 5000, PATIENT = 4000;
class Line {
  constructor(path, heard, opened = () => {}) {
    this.path = path; this.heard = heard; this.opened = opened;
    this.number = 0; this.waiting = new Map(); this.tries = 0; this.stopped = false;
    document.addEventListener("visibilitychange", () => { if (!document.hidden) this.look(); });
    window.addEventListener("online", () => this.look());
    window.addEventListener("pagehide", () => this.socket && this.socket.close());
    window.addEventListener("pageshow", (event) => event.persisted && this.look());
    setInterval(() => this.ask(), EVERY);
    this.open();
  }
  say(text, kind) {
    const line = one("line");
    if (line.textContent !== text) line.textContent = text;
    line.className = `line ${line.classList.contains("corner") ? "corner " : ""}${kind}`;
  }
  open() {
    clearTimeout(this.timer);
    const socket = this.socket = new WebSocket(`ws://${location.host}${this.path}`);
    this.within(socket, () => socket.readyState > 0);
    socket.onopen = () => { this.tries = 0; this.say("Connected", "good"); this.opened(); };
    socket.onmessage = (event) => {
      if (socket !== this.socket) return;
      const said = JSON.parse(event.data);
      if (said.type === "ack") this.acknowledged(said); else this.heard(said);
    };
    socket.onclose = (event) => {
      if (socket !== this.socket) return;
      if (event.code === 4001) {
        this.settle("Opened in another window.");
        this.stopped = true;
        this.say("Opened in another window", "bad");
        return;
      }
      this.lost();
    };
  }
  settle(said) {
    for (const settle of this.waiting.values()) settle({said, lost: true});
    this.waiting.clear();
  }
  lost() {
    this.socket = null;
    this.settle("The connection was lost. Try again.");
    this.say("No connection. Trying again", "bad");
    clearTimeout(this.timer);
    this.timer = setTimeout(() => this.open(), Math.min(2000, 250 * 2 ** this.tries++));
  }
  within(socket, done) {
    setTimeout(() => { if (socket === this.socket && !done()) { this.lost(); socket.close(); } }, PATIENT);
  }
  async ask() {
    const socket = this.socket;
    if (this.stopped || !socket || socket.readyState !== 1) return;
    let heard = false;
    this.within(socket, () => heard);
    await this.send({alive: true});
    heard = true;
  }
  look() {
    if (this.stopped) return;
    const socket = this.socket;
    if (socket && socket.readyState === 1) { this.ask(); return; }
    this.tries = 0;
    this.open();
    if (socket) socket.close();
  }
  acknowledged(said) {
    const settle = this.waiting.get(said.n);
    this.waiting.delete(said.n);
    if (settle) settle(said);
  }
  send(message) {
    return new Promise((settle) => {
      if (!this.socket || this.socket.readyState !== 1) { settle({said: "No connection yet. Try again.", lost: true}); return; }
      const n = ++this.number;
      this.waiting.set(n, settle);
      this.socket.send(JSON.stringify({n, ...message}));
    });
  }
}

// How long is left, in words that are not read out every second.
function clock(node, ends, now) {
  const behind = now - Date.now() / 1000;
  const show = () => {
    if (!node.isConnected) { clearInterval(timer); return; }
    const left = Math.round(ends - Date.now() / 1000 - behind);
    node.textContent = left > 0 ? `${Math.floor(left / 60)}:${String(left % 60).padStart(2, "0")} left` : "Time is up";
  };
  const timer = setInterval(show, 1000);
  setTimeout(show, 0);
  return node;
}
