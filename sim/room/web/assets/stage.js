// The projector: shows, and can do nothing.
"use strict";
let last = null;

function draw(said) {
  last = said;
  const scene = said.scene, lobby = scene.phase === "lobby";
  document.title = `${scene.headline}: ${scene.title}`;
  one("title").textContent = lobby ? scene.told[0] : [scene.title, scene.month ? `${scene.when}, month ${scene.month} of ${scene.months}` : "", scene.course === 2 ? "second course" : ""].filter(Boolean).join(" · ");
  one("headline").textContent = scene.headline;
  one("door").replaceChildren(...(lobby || !said.phones ? [] : [`${said.address.replace("http://", "")}  `, el("b", {text: said.code}), ` · ${scene.count} here`]));
  const paused = scene.paused ? el("p", {class: "pause", text: "Paused"}) : null;
  const timer = scene.timer ? clock(el("p", {class: "timer"}), scene.timer, said.now) : null;
  redraw(one("main"), [lobby && !scene.hidden && said.phones ? entrance(said) : null, paused, timer, show(scene)]);
  fit();
}

// A wall cannot be scrolled: what does not fit is left to the phones, the last sentence first. Of a
// month to play again, what happened in it goes, and its name stays.
function fit() {
  const full = () => innerWidth > 820 && document.documentElement.scrollHeight > innerHeight;
  const turns = [...document.querySelectorAll(".turns li")], told = [...document.querySelectorAll(".told li, .bets tbody tr")];
  while (turns.length && full()) { const turn = turns.pop(); turn.textContent = turn.textContent.split(":")[0]; }
  while (told.length > 1 && full()) told.pop().remove();
}

function entrance(said) {
  return el("section", {class: "entrance"},
    el("img", {src: "/qr.svg", alt: `QR code of ${said.address}`, width: 320, height: 320}),
    el("div", {}, el("p", {text: "On your phone, open"}), el("p", {class: "address", text: said.address.replace("http://", "")}),
      el("p", {text: "and type"}), el("p", {class: "code", text: said.code}),
      el("p", {class: "here", text: `${said.scene.count} here`})));
}

new Line("/stage/ws", draw);
window.addEventListener("resize", () => last && draw(last));
atlasReady.then(() => last && draw(last));
