// What the stage shows: map, ladders, story. Every colour has a sign or a shape beside it.
"use strict";
const TOP = 5, FEW = 2, VISIBLE = 0.01;
let atlas = null;
const atlasReady = fetch("/assets/map.json").then((found) => found.json()).then((found) => { atlas = found; });

const moved = (pair, beside) => pair.now - (beside ? pair.twin : pair.start);
const meets = (a, b) => a[0] < b[2] && b[0] < a[2] && a[1] < b[3] && b[1] < a[3];

function map(scene) {
  if (!atlas) return null;
  const [width, height] = atlas.size, beside = scene.beside;
  const told = scene.pairs.filter((pair) => atlas.places[pair.from] && atlas.places[pair.to])
    .filter((pair) => Math.abs(moved(pair, beside)) >= VISIBLE)
    .sort((a, b) => Math.abs(moved(b, beside)) - Math.abs(moved(a, beside))).slice(0, TOP);
  const taken = Object.values(atlas.places).map(([x, y]) => [x - 70, y - 38, x + 70, y + 38]);
  const lines = [], labels = [];
  for (const pair of told) {
    const change = moved(pair, beside), kind = change < 0 ? "neg" : "pos";
    const [x1, y1] = atlas.places[pair.from], [x2, y2] = atlas.places[pair.to];
    const long = Math.hypot(x2 - x1, y2 - y1), ux = (x2 - x1) / long, uy = (y2 - y1) / long;
    const bend = Math.max(64, 0.3 * long), mx = (x1 + x2) / 2 + uy * bend, my = (y1 + y2) / 2 - ux * bend;
    const at = (t) => [(1 - t) ** 2 * x1 + 2 * t * (1 - t) * mx + t * t * x2,
      (1 - t) ** 2 * y1 + 2 * t * (1 - t) * my + t * t * y2];
    const start = at(Math.min(0.3, 64 / long)), end = at(1 - Math.min(0.36, 72 / long));
    lines.push(svg("path", {class: `flow ${kind}`, "marker-end": `url(#tip-${kind})`, "stroke-width": (3 + 60 * Math.min(0.15, Math.abs(change))).toFixed(1),
      d: `M${start.map(Math.round)} Q${Math.round(mx)} ${Math.round(my)} ${end.map(Math.round)}`}));
    labels.push({at, kind, text: `${change < 0 ? "▼" : "▲"}${signed(change)}`});
  }
  const texts = labels.map(({at, kind, text}) => {
    const shifts = [[0, 0], [0, -54], [0, 54], [-100, 0], [100, 0], [-180, 0], [180, 0], [-180, 56], [180, 56], [-180, -56], [180, -56]];
    const tries = shifts.flatMap(([dx, dy]) => [0.5, 0.38, 0.62, 0.28, 0.72].map((t) => { const [x, y] = at(t); return [x + dx, y + dy]; }));
    const box = ([x, y]) => [x - 92, y - 27, x + 92, y + 27];
    const inside = ([a, b, c, d]) => a > 0 && b > 0 && c < width && d < height;
    const [x, y] = tries.find((found) => inside(box(found)) && !taken.some((other) => meets(box(found), other))) || tries[0];
    const [px, py] = at(0.5);  // a number that had to stand aside is tied to its arrow
    taken.push(box([x, y]));
    return [Math.hypot(px - x, py - y) > 30 && svg("path", {class: `tie ${kind}`, d: `M${Math.round(x)} ${Math.round(y)} L${Math.round(px)} ${Math.round(py)}`}),
      svg("text", {class: `change ${kind}`, x: Math.round(x), y: Math.round(y) + 17, text})];
  });
  const named = told.map((pair) => `${scene.names[pair.from]} toward ${scene.names[pair.to]} ${signed(moved(pair, beside))}`).join("; ");
  return el("figure", {class: "map"},
    svg("svg", {viewBox: `0 0 ${width} ${height}`, role: "img", "aria-label": `Map. Largest changes ${beside || "since the start"}: ${named || "none"}.`},
      svg("defs", {}, ["pos", "neg"].map((kind) => svg("marker", {id: `tip-${kind}`, viewBox: "0 0 10 10", refX: 6, refY: 5, markerWidth: 3.2, markerHeight: 3.2, orient: "auto-start-reverse"},
        svg("path", {d: "M0 0 10 5 0 10z", class: `tip ${kind}`})))),
      svg("rect", {class: "sea", width, height, rx: 10}),
      atlas.lands.map((land) => svg("path", {class: land.code ? "land" : "land other", d: land.d})),
      lines,
      Object.entries(atlas.places).map(([code, [x, y]]) => [
        svg("rect", {class: "state", x: x - 64, y: y - 33, width: 128, height: 66, rx: 33}),
        svg("text", {class: "code", x, y: y + 17, text: code})]),
      texts,
      svg("text", {class: "legend", x: 18, y: height - 66, text: told.length ? "▲ closer  ▼ apart" : "Nothing has moved"}),
      svg("text", {class: "legend", x: 18, y: height - 18, text: beside || "since the start"})));
}

function ladders(scene, rungs) {
  const apart = scene.ladders.some((ladder) => Math.abs(ladder.now - ladder.twin) >= 0.05);
  const x = (level) => 20 + level * 56;
  return el("section", {class: "ladders", "aria-label": "Tension"},
    scene.ladders.map((ladder) => el("div", {class: "ladder"},
      el("p", {}, el("b", {text: ladder.theatre}), ` ${ladder.now.toFixed(1)}`, rungs && el("span", {class: "quiet", text: ` ${ladder.rung}`})),
      svg("svg", {viewBox: "0 6 600 48", role: "img", "aria-label": `${ladder.theatre}: ${ladder.now.toFixed(1)} of 10, at the start ${ladder.start.toFixed(1)}, in the model's own course ${ladder.twin.toFixed(1)}`},
        svg("line", {class: "track", x1: x(0), x2: x(10), y1: 30, y2: 30}),
        Array.from({length: 11}, (_, level) => svg("line", {class: "tick", x1: x(level), x2: x(level), y1: 22, y2: 38})),
        svg("line", {class: "went", x1: x(ladder.start), x2: x(ladder.now), y1: 30, y2: 30}),
        svg("line", {class: "start", x1: x(ladder.start), x2: x(ladder.start), y1: 14, y2: 46}),
        apart && svg("path", {class: "twin", d: `M${x(ladder.twin)} 10l14 20l-14 20l-14 -20z`}),
        svg("circle", {class: "now", cx: x(ladder.now), cy: 30, r: 13})))),
    el("p", {class: "quiet key", text: apart ? "● now  | start  ◇ the model's own" : "● now  | start"}));
}

const list = (texts, kind) => texts && texts.length ? el("ul", {class: kind}, texts.map((text) => el("li", {text}))) : null;

function bars(poll) {
  const total = (which) => Math.max(1, poll.counts[which].reduce((a, b) => a + b, 0));
  return el("section", {class: "poll"}, el("p", {text: poll.question}),
    el("ol", {}, poll.options.map((option, n) => el("li", {}, option,
      poll.counts && el("span", {class: "quiet", text: ` before ${percent(poll.counts.poll[n] / total("poll"))}, after ${percent(poll.counts.again[n] / total("again"))}`})))));
}

function bets(scene) {
  return el("table", {class: "bets"},
    el("caption", {class: "unseen", text: "Bets and what happened"}),
    el("thead", {}, el("tr", {}, ["This", "happened", "class", "model", "usual"].map((text) => el("th", {scope: "col", text})))),
    el("tbody", {}, scene.bets.map((bet) => el("tr", {}, el("th", {scope: "row", text: bet.title}),
      el("td", {text: bet.happened ? "✓ yes" : "✗ no"}), ["class", "model", "usual"].map((key) => el("td", {text: percent(bet[key])}))))));
}

const score = (found) => found && el("p", {class: "score"}, "Mean error of the bets (0 best, 0.25 a coin, 1 worst): ",
  el("b", {text: `class ${found.said.toFixed(2)}`}), `, model ${found.model.toFixed(2)}, usual chance ${found.usual.toFixed(2)}`);

const progress = (scene) => {
  const [done, of] = scene.answered;
  return of ? el("p", {class: "progress"}, el("progress", {max: of, value: done, "aria-label": "Answers"}), ` ${done} of ${of}`) : null;
};

const chosen = (scene) => (scene.acts || []).filter((act) => act.by === "player");

// What the class did. Where that is much, the ladders make room for it.
function acts(scene) {
  const all = chosen(scene);
  if (all.length <= FEW) return list(all.map((act) => act.text), "acts");
  return el("ul", {class: "acts many"}, all.map((act) => el("li", {}, el("b", {text: act.state}), ` ${act.title}`)));
}

function without(scene) {
  if (!scene.columns) return null;
  return el("table", {class: "without"}, el("caption", {class: "unseen", text: "With the idea and without"}),
    el("thead", {}, el("tr", {}, ["", ...scene.columns].map((text) => el(text ? "th" : "td", text ? {scope: "col", text} : {})))),
    el("tbody", {}, scene.pairs.map((pair) => el("tr", {}, el("th", {scope: "row", text: `${scene.names[pair.from]} toward ${scene.names[pair.to]}`}), [pair.now, pair.twin].map((value) => el("td", {text: signed(value)}))))));
}

// The whole of a scene below its headline.
function show(scene) {
  if (scene.hidden) return [el("p", {class: "hidden", text: "Look up. Your instructor has the floor."})];
  const told = list(scene.told, "told"), warning = scene.warning && el("p", {class: "warning", text: scene.warning});
  if (["brief", "reveal", "twin", "whatif"].includes(scene.phase)) {
    const side = scene.phase === "whatif" ? without(scene) : [chosen(scene).length <= FEW && ladders(scene, scene.phase === "brief"), acts(scene)];
    return [el("div", {class: "plate"}, map(scene), el("div", {class: "side"}, side)), told, warning];
  }
  return [scene.phase === "lobby" && el("p", {class: "lead", text: scene.told[1]}),
    scene.phase !== "lobby" && told,
    scene.stakes && list(scene.stakes, "stakes"),
    scene.teams && el("ul", {class: "teams"}, scene.teams.map((team) => el("li", {}, el("b", {text: team.name}),
      el("span", {class: "quiet", text: team.how})))),
    scene.turns && el("ol", {class: "turns"}, scene.turns.map((text) => el("li", {text}))),
    scene.poll && bars(scene.poll),
    scene.bets && scene.bets.length > 0 && bets(scene), score(scene.score),
    scene.wrong && el("p", {class: "wrong"}, el("b", {text: "Where the model is wrong. "}), scene.wrong),
    progress(scene), warning];
}
