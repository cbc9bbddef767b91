"""A screen with one control of every kind."""

from core.controls import Button, Counter, Label, Machine, Option, Progress, Select, Table, Toggle, Transition
from core.ui import Screen

COUNTER = Counter("beers", "Beers", value=3, step=2, minimum=0, maximum=6)
TOGGLE = Toggle("light", "Light")
YES = Button("yes", "Yes")
LABEL = Label("place", "Place", "Berlin")
SIZE = Select("size", "Size", (Option("s", "Small"), Option("l", "Large")), "s")
UPLOAD = Progress("upload", "Upload", 0.25)
TABLE = Table("people", "People", ("name", "age"), tuple((f"P{number}", number) for number in range(45)))
LIGHT = Machine(
    "traffic-light",
    "Traffic light",
    ("red", "green"),
    "red",
    (Transition("to-green", "→ green", "red", "green"), Transition("to-red", "→ red", "green", "red")),
)
CONTROLS = (COUNTER, TOGGLE, YES, LABEL, SIZE, UPLOAD, TABLE, LIGHT)
SCREEN = Screen(CONTROLS)
