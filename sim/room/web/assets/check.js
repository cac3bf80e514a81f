// Before class: can phones reach this machine? If not after half a minute, why that may be.
"use strict";
const opened = Date.now(), PATIENCE = 30000;
let last = null, network = "", password = "";

const line = new Line("/host/ws", (heard) => { last = heard; draw(); });

function draw() {
  if (!last) return;
  const facts = last.facts, came = facts.arrived > 0, late = Date.now() - opened > PATIENCE;
  redraw(one("main"), [
    el("p", {class: `state-of ${came ? "good" : "waiting"}`, role: "status"}, came ? `✓ A phone has come (${facts.arrived}). You are ready.` : "… Waiting for the first phone."),
    el("section", {class: "entrance"}, el("img", {src: "/qr.svg", alt: `QR code of ${last.address}`, width: 240, height: 240}),
      el("div", {}, el("p", {text: "Open on a phone that is in the same network:"}),
        facts.addresses.length ? facts.addresses.map((address) => el("p", {class: "address", text: address.replace("http://", "")})) : el("p", {class: "warning", text: "This machine is in no network."}),
        el("p", {}, "Code ", el("b", {class: "code", text: last.code})))),
    !came && late && el("section", {id: "why"}, el("h2", {text: "Nobody comes?"}), el("ol", {},
      el("li", {}, el("b", {text: "The phone is in another network."}), " Mobile data off, and the same wireless network as this machine."),
      el("li", {}, el("b", {text: "The network keeps its guests apart."}), " Schools and hotels often do. Open a hotspot on this machine or on a phone, let everybody into that, then start the room again."),
      el("li", {}, el("b", {text: "A firewall says no."}), " Allow Python to take connections in private networks when the system asks."),
      el("li", {}, el("b", {text: "None of this helps."}), " Close the room and start it with --no-phones: students raise their hands, you type."))),
    el("details", {id: "wifi"}, el("summary", {text: "A code that lets phones into a network"}),
      el("label", {for: "ssid", text: "Name of the network"}), el("input", {id: "ssid", type: "text", maxlength: 32, value: network, oninput: (event) => { network = event.target.value; }}),
      el("label", {for: "password", text: "Its password (shown in the code, kept nowhere)"}), el("input", {id: "password", type: "text", maxlength: 63, autocomplete: "off", value: password, oninput: (event) => { password = event.target.value; }}),
      el("button", {id: "make", type: "button", text: "Make the code", onclick: () => { one("code").src = `/host/wifi.svg?${new URLSearchParams({name: network, password})}`; one("code").alt = `QR code of the network ${network}`; one("code").hidden = false; }}),
      el("img", {id: "code", alt: "", width: 240, height: 240, hidden: true})),
  ]);
}
setInterval(() => { if (last && !one("why") && !last.facts.arrived && Date.now() - opened > PATIENCE) draw(); }, 1000);
