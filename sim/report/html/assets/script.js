// Slider, play, views and the choice of a pair. Draws nothing of its own: it moves what stands here.
"use strict";
(() => {
  const data = JSON.parse(document.getElementById("data").textContent);
  const one = (id) => document.getElementById(id);
  const all = (selector) => [...document.querySelectorAll(selector)];
  const step = one("step"), play = one("play"), month = one("month"), readout = one("readout");
  const choice = one("pair"), unexplained = one("unexplained");
  const places = new Map(data.pairs.map((pair, at) => [pair, at]));
  const cells = all("#map [data-pair]"), edges = all("#map [data-edge]");
  const texts = new Map(all("#map [data-text]").map((text) => [text.dataset.text, text]));
  const STEPS = 5, NOTHING = 0.005, THICKEST = 7;
  let pair = choice ? choice.value : data.pairs[0];
  let timer = 0;

  const shown = () => document.querySelector("input[name=view]:checked").value;
  const value = (key, view, at) => {
    const place = places.get(key);
    return view === "difference"
      ? data.with[place][at] - data.without[place][at] : data[view][place][at];
  };
  const signed = (number, digits = 2) => {
    const text = Math.abs(number).toFixed(digits);
    return Number(text) === 0 ? text : (number < 0 ? "−" : "+") + text;
  };
  const level = (number, top) => {
    if (Math.abs(number) < NOTHING) return "z";
    const fifths = Math.min(STEPS, Math.ceil(Math.abs(number) / top * STEPS - 1e-9));
    return (number < 0 ? "n" : "p") + fifths;
  };
  const thickness = (number, top) =>
    Math.abs(number) < NOTHING ? 0 : 0.8 + THICKEST * Math.min(1, Math.abs(number) / top);

  function draw() {
    const at = Number(step.value), view = shown(), top = data.top[view];
    month.textContent = data.months[at];
    step.setAttribute("aria-valuetext", data.months[at]);
    for (const cell of cells) {
      const key = cell.dataset.pair, number = value(key, view, at), found = level(number, top);
      cell.setAttribute("class", `cell ${found}${key === pair ? " chosen" : ""}`);
      texts.get(key).setAttribute("class", `mid on-${found}`);
      texts.get(key).textContent = signed(number);
    }
    for (const edge of edges) {
      const key = edge.dataset.edge, number = value(key, view, at);
      edge.setAttribute("class", `edge ${number < 0 ? "neg" : "pos"}${key === pair ? " chosen" : ""}`);
      edge.setAttribute("stroke-width", thickness(number, top).toFixed(2));
    }
    for (const legend of all("[data-legend]")) {
      legend.hidden = (legend.dataset.legend === "difference") !== (view === "difference");
    }
    tell(at);
  }

  const name = (key) => data.names[places.get(key)];

  function tell(at) {
    if (!places.has(pair)) return;
    const values = ["with", "without", "difference"].map((view) => value(pair, view, at));
    const fits = (digits) => {
      const [one, other, left] = values.map((number) => Math.round(number * 10 ** digits));
      return one - other === left;
    };
    const digits = [2, 3, 4].find(fits) ?? 6;  // as many as it takes for the three to subtract
    const [ours, theirs, apart] = values.map((number) => signed(number, digits));
    readout.textContent = `${name(pair)}, ${data.months[at]}: scenario ${ours}, baseline ${theirs}, difference ${apart}.`;
  }

  function choose(key) {
    pair = key;
    const panels = all("[data-panel]");
    const found = panels.some((panel) => panel.dataset.panel === key);
    for (const panel of panels) {
      if (found) panel.hidden = panel.dataset.panel !== key;
    }
    if (choice && found) choice.value = key;
    if (unexplained) {
      unexplained.textContent = found ? "" : `${name(key)}: not among the largest shifts; see ledger.csv.`;
    }
    draw();
  }

  function stop() {
    clearInterval(timer);
    timer = 0;
    play.textContent = "Play";
  }

  function start() {
    if (step.value === step.max) step.value = step.min;
    play.textContent = "Pause";
    draw();
    timer = setInterval(() => {
      step.value = Number(step.value) + 1;
      draw();
      if (step.value === step.max) stop();
    }, 700);
  }

  document.documentElement.classList.add("scripted");
  step.addEventListener("input", () => { stop(); draw(); });
  play.addEventListener("click", () => (timer ? stop() : start()));
  for (const view of all("input[name=view]")) view.addEventListener("change", draw);
  for (const cell of cells) cell.addEventListener("click", () => choose(cell.dataset.pair));
  if (choice) choice.addEventListener("change", () => choose(choice.value));
  choose(pair);
})();
