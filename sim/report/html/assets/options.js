// Ranks the options by the reader's own weights. What it ranks is on the page already.
"use strict";
(() => {
  const data = JSON.parse(document.getElementById("data").textContent);
  const sliders = [...document.querySelectorAll("[data-weight]")];
  const ranking = document.getElementById("ranking"), lead = document.getElementById("lead");
  const objectives = sliders.length, SURE = 2;

  const shares = () => {
    const given = sliders.map((slider) => Number(slider.value));
    const whole = given.reduce((sum, one) => sum + one, 0);
    return whole > 0 ? given.map((one) => one / whole) : null;
  };
  const score = (option, weights) =>
    weights.reduce((sum, weight, m) => sum + weight * data.scores[option][m], 0);
  const between = (i, j, weights) => {
    let sum = 0;
    for (let m = 0; m < objectives; m += 1) {
      for (let n = 0; n < objectives; n += 1) {
        sum += weights[m] * weights[n] * data.covariance[i * objectives + m][j * objectives + n];
      }
    }
    return sum;
  };
  const error = (i, j, weights) => {
    const found = between(i, i, weights) + between(j, j, weights) - 2 * between(i, j, weights);
    return Math.sqrt(Math.max(0, found));
  };

  function rank() {
    for (const slider of sliders) slider.nextElementSibling.textContent = slider.value;
    ranking.replaceChildren();
    const weights = shares();
    if (!weights) {
      lead.textContent = "Nothing matters: every weight is 0.";
      return;
    }
    const order = data.options.map((_, option) => option)
      .sort((one, other) => score(other, weights) - score(one, weights) || one - other);
    const [best] = order;
    for (const option of order) {
      const line = document.createElement("li"), bar = document.createElement("meter");
      const gap = score(best, weights) - score(option, weights);
      const same = option !== best && gap <= SURE * error(best, option, weights);
      bar.min = 0; bar.max = 1; bar.value = score(option, weights);
      bar.setAttribute("aria-hidden", "true");
      line.append(bar, ` ${data.options[option]}${same ? " (not told apart from the first)" : ""}`);
      ranking.append(line);
    }
    if (order.length > 1) {
      const gap = score(best, weights) - score(order[1], weights);
      const doubt = error(best, order[1], weights);
      lead.textContent = `The first leads the second by ${(100 * gap).toFixed(0)} hundredths of the whole way, ± ${(100 * doubt).toFixed(0)}.`;
    }
  }

  document.documentElement.classList.add("scripted");
  for (const slider of sliders) slider.addEventListener("input", rank);
  rank();
})();
