// A seat: joins by a code, then bets, votes, answers, and reads what the projector shows.
"use strict";
const KEPT = "sim-room";
let chosenTeam = "", said = "", last = null, heading = "";
const unsent = new Map();  // what was answered while there was no connection, the last of each kind

const remembered = () => { try { return localStorage.getItem(KEPT); } catch { return null; } };
const remember = (token) => { try { localStorage.setItem(KEPT, token); } catch { /* a private window: this seat lasts as long as the page */ } };
let token = remembered();

const line = new Line("/ws", (heard) => {
  const same = last && JSON.stringify({...heard, now: 0}) === JSON.stringify({...last, now: 0});
  last = heard;
  if (!same) whenFree(draw);
  if (unsent.size && heard.type === "seat") again(heard.view);
}, () => line.send({hello: token}));

function tell(text) { if (one("live").textContent !== text) one("live").textContent = text; }

// Once there is a connection: what is still asked is answered, what is not is told.
function again(view) {
  const events = [...unsent.values()];
  unsent.clear();
  for (const event of events.filter((one) => one.at === view.question)) send(event);
  if (events.every((one) => one.at === view.question)) return;
  said = "Your last answer did not arrive in time.";
  tell(said);
  whenFree(draw);
}

async function send(event) {
  const found = await line.send({event});
  if (found.lost) unsent.set(event.do === "bet" ? event.action : event.do, event);
  said = found.lost ? "Not sent yet: it will be, once there is a connection." : found.said;
  tell(said || "Taken.");
  if (said) whenFree(draw);
}

async function join(event) {
  event.preventDefault();
  const found = await line.send({join: {code: one("code").value, team: chosenTeam || null}});
  if (found.token) { token = found.token; remember(token); said = ""; history.replaceState(null, "", "/"); return; }
  said = found.said;
  draw();
  one("code").focus();
}

function door(heard) {
  one("who").textContent = heard.title;
  if (heard.locked) return [el("h1", {text: "The room is locked"}), el("p", {text: "Ask your instructor to let you in."})];
  return [el("h1", {text: "Come in"}), el("form", {onsubmit: join},
    el("label", {for: "code", text: "The code on the projector"}),
    el("input", {id: "code", type: "text", maxlength: 4, autocomplete: "off", autocapitalize: "characters", spellcheck: "false", required: true,
      "data-keep": true, "aria-describedby": "said", value: location.hash.slice(1, 5).replace(/[^A-Za-z]/g, "")}),
    heard.teams.length > 1 && [el("label", {for: "team", text: "Your state"}),
      el("select", {id: "team", "data-keep": true, onchange: (event) => { chosenTeam = event.target.value; }},
        el("option", {value: "", text: "Wherever I am needed"}), heard.teams.map((team) => el("option", {value: team.code, text: team.name})))],
    el("p", {id: "said", class: "said", text: said}),
    el("button", {class: "big", id: "join", text: "Take a seat"}),
    el("p", {class: "quiet", text: "You are dealt a name. Nothing about you is asked or kept."}))];
}

function sheet(found) {
  const pairs = (title, rows) => rows.length > 0 && el("p", {}, el("b", {text: `${title} `}), rows.map(([name, value]) => `${name} ${value}`).join(", "));
  return el("details", {id: "sheet", open: true}, el("summary", {text: `${found.name}: your sheet`}),
    el("h2", {class: "sub", text: "What it weighs most"}), el("ul", {}, found.weighs.map(([title, says]) => el("li", {}, el("b", {text: title}), `. ${says}`))),
    el("h2", {class: "sub", text: "Whom it sides with (−1 against, +1 with)"}), pairs("With", found.near), pairs("Against", found.far),
    el("h2", {class: "sub", text: "How it sees escalation"}), el("ul", {}, found.theatres.map(([name, fear]) => el("li", {text: `${name}: ${fear} it`}))),
    el("h2", {class: "sub", text: "What it can do"}), el("ul", {}, found.options.map(([title, acts]) => el("li", {}, el("b", {text: title}), `: ${acts.join("; ")}`))));
}

function settled(view) {
  return el("ul", {class: "settled"}, view.bets.map((bet) => el("li", {},
    el("b", {text: `${bet.happened ? "✓" : "✗"} ${bet.title}`}), el("br"),
    `${bet.happened ? "It happened." : "It did not happen."} You said ${bet.percent}%, the model ${bet.model}, usual ${bet.usual}. Your error: ${bet.score.toFixed(2)}.`)));
}

function seat(view) {
  one("who").replaceChildren(el("b", {text: view.name}), ` · ${view.state}${view.leader ? " · leads" : view.minister ? "" : " · observes"}`);
  if (view.removed) return [el("h1", {text: "You were taken out"}), el("p", {text: "Ask your instructor if that was a mistake: your seat is kept."})];
  const form = asked(view, send);
  const parts = [el("p", {class: "eyebrow", text: view.month ? `${view.when} · month ${view.month} of ${view.months}` : view.state}),
    el("h1", {text: view.headline})];
  if (view.phase === "lobby") parts.push(el("p", {class: "lead", text: view.text[1]}));
  if (view.timer) parts.push(clock(el("p", {class: "timer"}), view.timer, last.now));
  if (form) parts.push(form);
  if (view.idle) parts.push(el("p", {class: "lead", text: view.idle}));
  if (view.bets) parts.push(view.bets.length ? settled(view) : el("p", {text: "None of your bets was settled this month."}));
  if (view.score) parts.push(el("p", {class: "score", text: `Your mean error so far: ${view.score.said.toFixed(2)} over ${view.score.bets} bets. Model ${view.score.model.toFixed(2)}, usual chance ${view.score.usual.toFixed(2)}. Lower is better.`}));
  if (view.sheet) parts.push(sheet(view.sheet));
  if (said) parts.push(el("p", {class: "said", role: "alert", text: said}));
  if (!form && !view.sheet) parts.push(el("p", {class: "quiet", text: "Nothing to do for the moment."}));
  const text = view.text.slice(1);
  if (text.length) parts.push(el("details", {id: "text", open: !form && !view.sheet}, el("summary", {text: "What the projector shows"}), el("ul", {}, text.map((line) => el("li", {text: line})))));
  if (heading !== view.question) { heading = view.question; said = ""; tell(view.headline); }
  return parts;
}

function draw() {
  if (!last) return;
  document.title = last.type === "seat" ? `${last.view.headline}: ${last.view.state}` : "The room";
  redraw(one("main"), last.type === "door" ? door(last) : seat(last.view));
}
