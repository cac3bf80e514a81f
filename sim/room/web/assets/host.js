// The host: one big next step, the seats, and everything that is needed now and then.
"use strict";
let last = null, said = "", filter = "";

const line = new Line("/host/ws", (heard) => { last = heard; whenFree(draw); });

async function send(event) {
  const found = await line.send({event});
  said = found.said;
  one("live").textContent = found.said || "Done.";
  whenFree(draw);
}

const button = (id, text, event, kind) => el("button", {id, type: "button", class: kind, text, onclick: () => send(event)});
const tick = (id, text, on, event) => button(id, `${on ? "☑" : "☐"} ${text}`, event, "tick");

function next(said) {
  const [done, of] = said.scene.answered, at = said.scene.question;
  return el("section", {class: "next", "aria-label": "Next step"},
    said.next ? el("button", {id: "next", type: "button", class: "big", onclick: () => send({do: "advance", at})}, said.next) :
      el("p", {class: "lead", text: "The lesson is over."}),
    of > 0 && el("p", {class: "progress"}, el("progress", {max: of, value: done, "aria-label": "Answers"}), ` ${done} of ${of} have answered`),
    said.advice && el("p", {class: "advice", text: said.advice}),
    el("p", {id: "said", class: "said", role: "alert", text: window.said}));
}

function controls(said) {
  const scene = said.scene, now = Math.round(said.now), left = scene.timer ? Math.max(0, scene.timer - now) : 0;
  return el("section", {class: "controls", "aria-label": "Controls"},
    said.next && tick("pause", "Pause", scene.paused, {do: "pause", on: !scene.paused}),
    tick("hide", "Hide the stage", scene.hidden, {do: "hide", on: !scene.hidden}),
    tick("lock", "Lock the door", said.locked, {do: "lock", on: !said.locked}),
    said.next && button("timer", scene.timer ? "One minute more" : "Give two minutes", {do: "timer", ends: now + left + (scene.timer ? 60 : 120)}),
    scene.timer && button("no-timer", "No timer", {do: "timer", ends: null}),
    scene.timer && clock(el("span", {class: "timer"}), scene.timer, said.now),
    said.undo && button("undo", said.undo, {do: "undo", at: scene.question}),
    el("a", {id: "open-stage", class: "button", href: "/stage", target: "_blank", rel: "noopener", text: "Open the stage"}),
    said.facts.phones && el("a", {id: "open-check", class: "button", href: "/host/check", target: "_blank", rel: "noopener", text: "Can phones come?"}),
    said.facts.phones && el("a", {id: "open-test", class: "button", href: `/#${said.code}`, target: "_blank", rel: "noopener", text: "Open a test seat"}),
    scene.months && el("a", {id: "open-debrief", class: "button", href: "/host/debrief.html", target: "_blank", rel: "noopener", text: "Debrief page"}),
    el("a", {id: "open-results", class: "button", href: "/host/results.csv", download: "results.csv", text: "Results"}),
    said.next && el("details", {id: "ending"}, el("summary", {text: "End the lesson"}), button("end", "End it now", {do: "end"}, "grave")));
}

function seats(said) {
  const row = (seat) => el("tr", {class: seat.removed ? "removed" : ""},
    el("th", {scope: "row", text: seat.name}),
    el("td", {text: seat.removed ? "taken out" : seat.hands ? "typed here" : seat.connected ? "● here" : "○ away"}),
    el("td", {text: seat.removed ? "" : `${seat.minister ? "votes" : "observes"}${seat.answered ? " ✓" : ""}`}),
    el("td", {text: seat.score || ""}),
    el("td", {}, el("select", {id: `move-${seat.id}`, "aria-label": `State of ${seat.name}`, onchange: (event) => send({do: "move", seat: seat.id, team: event.target.value})},
      said.played.map((team) => el("option", {value: team.code, selected: team.code === seat.team, text: team.name})))),
    el("td", {}, seat.removed ? button(`in-${seat.id}`, `Readmit ${seat.name}`, {do: "readmit", seat: seat.id}) : button(`out-${seat.id}`, `Take ${seat.name} out`, {do: "remove", seat: seat.id})));
  const here = said.seats.filter((seat) => seat.connected).length;
  const away = said.seats.filter((seat) => !seat.connected && !seat.removed && !seat.hands);
  return el("details", {id: "seats", open: true}, el("summary", {text: said.facts.phones ? `Seats: ${said.seats.length}, ${here} here` : "Seats"}),
    el("p", {class: "teams-of"}, said.played.map((team) => tick(`model-${team.code}`, `The model plays ${team.name}`, said.delegated.includes(team.code), {do: "delegate", team: team.code, on: !said.delegated.includes(team.code)}))),
    said.programs.map((one) => el("p", {class: "program"}, el("b", {text: one.name}), ` ${one.said || "waits"} `, el("span", {class: "quiet", text: one.command}))),
    away.length > 1 && el("p", {}, el("button", {id: "out-away", type: "button", text: `Take all ${away.length} out that are away`, onclick: async () => { for (const seat of away) await send({do: "remove", seat: seat.id}); }})),
    said.seats.length > 0 && el("div", {class: "scroll", tabindex: 0, role: "region", "aria-label": "Seats"}, el("table", {},
      el("thead", {}, el("tr", {}, ["Seat", "Phone", "Does", "Error of bets", "State", "Out or in"].map((text) => el("th", {scope: "col", text})))),
      el("tbody", {}, said.seats.map(row)))));
}

function hands(said) {
  const views = Object.values(said.hands);
  if (!views.length) return null;
  const forms = views.map((view) => [view, asked(view, (event) => send({...event, seat: view.seat}))]).filter(([, form]) => form);
  return forms.length > 0 && el("section", {class: "hands", "aria-label": "Show of hands"}, el("h2", {text: views.length > 1 ? "Show of hands" : "Your choice"}),
    forms.map(([view, form]) => el("div", {class: "hand"}, views.length > 1 && el("h3", {text: view.state}), form)));
}

function inject(said) {
  const open = said.inject.open, at = said.scene.question;
  if (!open.length && !said.inject.done.length) return null;
  return el("details", {id: "inject"}, el("summary", {text: "Add an act to this month"}),
    said.inject.done.map((act) => el("p", {}, act.title, " ", button(`undo-${act.action}`, "Take it back", {do: "inject", at, action: act.action, on: false}))),
    el("label", {for: "act", text: "What happens, whoever plays that state (odds by the model)"}),
    el("select", {id: "act", "data-keep": true}, open.map((act) => el("option", {value: act.action, text: act.title}))),
    el("button", {id: "add-act", type: "button", text: "Have it happen", onclick: () => send({do: "inject", at, action: one("act").value, on: true})}));
}

function laws(said) {
  const whatif = said.scene.phase === "whatif";
  if (!whatif && !said.coming) return null;
  return el("details", {id: "laws", open: whatif}, el("summary", {text: whatif ? "What if …" : "Ideas that hold"}),
    el("p", {class: "quiet", text: whatif ? "The same choices and the same luck once more, without:" : "Switched off here, an idea is out from the coming month on."}),
    el("p", {class: "teams-of"}, said.laws.map((law) => whatif
      ? tick(`law-${law.name}`, law.title, said.whatif === law.name, {do: "whatif", off: said.whatif === law.name ? null : law.name})
      : tick(`law-${law.name}`, law.title, !law.off, {do: "switch", name: law.name, off: !law.off}))),
    whatif && sandbox(said));
}

// Any value of the world can be other: the few that are offered by name, all others by their path.
function sandbox(said) {
  const ask = (values) => send({do: "whatif", off: null, values});  // one change at a time teaches more than two
  const known = (path) => said.knobs.find((knob) => knob.path === path);
  const range = (knob) => knob ? `Stated ${knob.now}, in the range of ${knob.low} to ${knob.high}.` : "Write its path as `sim show` gives it, such as actors.KOR.motives.self_help.";
  const chosen = () => one("knob").value || one("path").value.trim();
  return el("div", {class: "sandbox"}, el("h2", {class: "sub", text: "Or change a value"}),
    Object.entries(said.values).map(([path, value]) => el("p", {}, `${known(path) ? known(path).title : path}: ${value} `,
      el("button", {id: `as-it-was-${path}`, type: "button", text: "As it was", onclick: () => ask(Object.fromEntries(Object.entries(said.values).filter(([other]) => other !== path)))}))),
    el("label", {for: "knob", text: "Which value"}),
    el("select", {id: "knob", "data-keep": true, onchange: (event) => { const knob = known(event.target.value); one("other").hidden = Boolean(knob); one("range").textContent = range(knob); if (knob) one("value").value = knob.now; }},
      said.knobs.map((knob) => el("option", {value: knob.path, text: knob.title})), el("option", {value: "", text: "another, by its path"})),
    el("div", {id: "other", hidden: !one("knob") || one("knob").value !== ""}, el("label", {for: "path", text: "Its path"}), el("input", {id: "path", type: "text", maxlength: 120, autocomplete: "off", spellcheck: "false", "data-keep": true})),
    el("label", {for: "value", text: "What it shall be"}),
    el("input", {id: "value", type: "text", inputmode: "decimal", maxlength: 12, autocomplete: "off", "data-keep": true, "aria-describedby": "range", value: said.knobs[0].now}),
    el("p", {id: "range", class: "quiet", text: range(one("knob") ? known(one("knob").value) : said.knobs[0])}),
    el("button", {id: "ask", type: "button", text: "What if?", onclick: () => ask({...said.values, [chosen()]: Number(one("value").value.replace(",", ".") || NaN)})}));
}

function notes(said) {
  const {before, show, after, wrong} = said.lesson;
  return el("details", {id: "notes"}, el("summary", {text: "Notes of the lesson"}),
    el("dl", {}, el("dt", {text: "Ask before"}), el("dd", {text: before}), el("dt", {text: "Show"}), el("dd", {text: show}),
      el("dt", {text: "Ask after"}), el("dd", {}, after.map((text) => el("p", {text}))), el("dt", {text: "Where the model is wrong"}), el("dd", {text: wrong})));
}

function draw() {
  if (!last) return;
  const scene = last.scene;
  window.said = said;
  document.title = `Host: ${scene.title}`;
  one("title").textContent = [scene.title, scene.month ? `${scene.when}, month ${scene.month} of ${scene.months}` : "", last.facts.phones ? `${last.address.replace("http://", "")} · ${last.code}` : "no phones"].filter(Boolean).join(" · ");
  one("headline").textContent = scene.headline;
  redraw(one("main"), [next(last), hands(last), controls(last),
    el("details", {id: "preview", open: !last.facts.phones}, el("summary", {text: "What the stage shows"}), el("div", {class: "preview"}, show(scene))),
    seats(last), inject(last), laws(last), notes(last)]);
}
atlasReady.then(draw);
