from core.artifacts import File
from core.controls import Counter
from core.events import Artifacts, Controls, Delta, Done, Hud, Notice
from core.view import View


def test_a_view_grows_with_each_event() -> None:
    counter, plot = Counter("c", "C"), File("plot.csv", "text/csv", "a,b")
    view = View(7)

    for event in (
        Delta("Hello "),
        Delta("Ada"),
        Hud({"node": "ui"}),
        Controls((counter,)),
        Artifacts((plot,)),
        Notice("Psst."),
        Done(),
    ):
        view = view.after(event)

    assert view == View(7, "Hello Ada", (counter,), (plot,), "Psst.", done=True)


def test_new_controls_replace_the_old_ones() -> None:
    view = View(7).after(Controls((Counter("c", "C"),)))

    assert view.after(Controls(())).controls == ()
