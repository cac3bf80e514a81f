"""What counts in the rows of the tables, and over how long."""

KEPT_RUNS = 2000  # of the first so many runs, whole histories and the ledger are kept
WINDOW = 6  # steps from the event on over which rates and ratios are taken
NOW_POSSIBLE = "it has become possible"
NO_MORE = "it is no longer possible"
CROWDED_OUT = "another act takes its place"
ROOM = "it takes another act's place"
AGAIN = "it is the event itself, once more"
FORCED = frozenset({NOW_POSSIBLE, NO_MORE, CROWDED_OUT, ROOM, AGAIN})  # what no motive brings about
TOLD = 0.1  # log odds; a motive that moved a choice by less is not worth a word
CANDIDATES = 1000  # the run is sought among the first so many
