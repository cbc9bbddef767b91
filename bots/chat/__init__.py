"""The assistant in a terminal: a panel of numbered controls, the paper it is written on, and the dialogue."""
