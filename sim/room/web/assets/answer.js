// What a seat can answer: bets, a vote, a poll. The phone uses it, and the host for a show of hands.
"use strict";
const LEAVE = "";
const meant = new Map();  // what a slider was set to, until the room says the same

function betForm(view, send) {
  if (!view.stakes.length) return el("p", {text: "There is nothing to bet on this month."});
  return el("form", {onsubmit: (event) => event.preventDefault()},
    el("p", {text: "How likely is each of these? 0% never, 100% for sure. Saying what you believe pays best."}),
    view.stakes.map((stake) => {
      const id = `${view.seat}-bet-${stake.action}`, key = `${view.question} ${id}`, known = stake.percent !== null;
      const at = meant.get(key) ?? stake.percent;
      const out = el("output", {for: id, text: at === null ? "not said yet" : `${at}%`});
      const slide = el("input", {type: "range", id, min: 0, max: 100, step: 5, value: at ?? 50,
        "aria-valuetext": at === null ? "not said yet" : `${at} percent`,
        oninput: () => { meant.set(key, Number(slide.value)); out.textContent = `${slide.value}%`; slide.setAttribute("aria-valuetext", `${slide.value} percent`); },
        onchange: () => send({do: "bet", at: view.question, action: stake.action, percent: Number(slide.value)})});
      return el("div", {class: `bet ${known ? "given" : ""}`}, el("label", {for: id}, stake.title, el("span", {class: "quiet", text: ` ${stake.until}`})),
        el("div", {class: "slide"}, slide, out));
    }));
}

function voteForm(view, send) {
  const choice = (act, more) => {
    const id = `${view.seat}-vote-${act.action || "leave"}`, chosen = view.voted && (view.vote || LEAVE) === act.action;
    return el("label", {class: `choice ${chosen ? "given" : ""}`, for: id},
      el("input", {type: "radio", name: `${view.seat}-vote`, id, checked: chosen,
        onchange: () => send({do: "vote", at: view.question, action: act.action || null})}),
      el("span", {}, act.title, act.usual && el("span", {class: "quiet", text: ` in ${act.usual} of usual months`})));
  };
  const offered = view.menu.slice(0, view.offered), more = view.menu.slice(view.offered);
  return el("form", {onsubmit: (event) => event.preventDefault()},
    el("fieldset", {}, el("legend", {text: `${view.state}: at most one thing this month`}),
      choice({action: LEAVE, title: "Leave it to the model"}), choice(view.hold), offered.map((act) => choice(act)),
      more.length > 0 && el("details", {id: `${view.seat}-more`, open: more.some((act) => view.voted && act.action === view.vote)},
        el("summary", {text: `${more.length} more`}), more.map((act) => choice(act)))),
    view.model && el("div", {class: "model"}, el("h2", {class: "sub", text: "What the model thinks of it"}), view.model.map((text) => el("p", {text}))));
}

function pollForm(view, send) {
  return el("form", {onsubmit: (event) => event.preventDefault()},
    el("fieldset", {}, el("legend", {text: view.poll.question}), view.poll.options.map((option, n) => {
      const id = `${view.seat}-option-${n}`;
      return el("label", {class: `choice ${view.poll.given === n ? "given" : ""}`, for: id},
        el("input", {type: "radio", name: `${view.seat}-poll`, id, checked: view.poll.given === n,
          onchange: () => send({do: "answer", at: view.question, option: n})}), el("span", {text: option}));
    })));
}

// What is asked of a seat now; null where nothing is.
function asked(view, send) {
  if (view.paused) return el("p", {class: "pause", text: "Paused. Wait for your instructor."});
  if (view.stakes) return betForm(view, send);
  if (view.menu) return voteForm(view, send);
  if (view.poll) return pollForm(view, send);
  return null;
}
