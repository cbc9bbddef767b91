"""The built-in model: rules for greetings, help and controls, in English and German; no key, no network."""
