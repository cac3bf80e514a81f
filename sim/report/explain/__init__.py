"""Why an effect is what it is, and one run told: screens, sentences, JSON."""
