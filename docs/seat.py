"""Russia answers in kind: whoever harmed it last month is harmed once; else it does nothing new.

    sim play lethal_aid --seat RUS="python docs/seat.py"

A program plays a seat by reading a line of JSON for each month and writing one back.
"""

import json
import sys

impacts = {}  # action -> whom it helps (above 0) and harms (below)
for line in sys.stdin:
    told = json.loads(line)
    if told["type"] == "hello":
        impacts = {name: action["impacts"] for name, action in told["world"]["actions"].items()}
    elif told["type"] == "month":
        foes = {deed["actor"] for deed in told["deeds"] if deed["to_you"] < 0}
        chosen = dict.fromkeys(told["options"])  # nothing, in every line of policy
        answers = [
            (option["base_rate"], option["action"], instrument)
            for instrument, choice in told["options"].items()
            for option in choice["options"]
            if any(impacts[option["action"]].get(foe, 0) < 0 for foe in foes)
        ]
        if answers:
            _, action, instrument = max(answers)  # the most usual one
            chosen[instrument] = action
        reason = f"answers {', '.join(sorted(foes))}" if answers else "nobody has harmed it"
        print(json.dumps({"choose": chosen, "because": reason}), flush=True)
